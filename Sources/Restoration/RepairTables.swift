/// Readings, the GBK table, script conversions and frequencies: all that repair knows.
///
/// Loading takes some milliseconds (see docs/measurements.md): load once and pass it on.
public struct RepairTables: Sendable {
  let gbk: GBKTable
  let readings: Readings
  let frequencies: Frequencies
  /// As OpenCC's tw2s.
  let simplifying: Conversion
  /// As OpenCC's s2t.
  let traditionalizing: Conversion

  public init() {
    gbk = GBKTable()
    readings = Readings()
    frequencies = Frequencies()
    var simplifying = Conversion(
      characters: ScriptData.simplifiedCharacters, phrases: ScriptData.simplifiedPhrases)
    ScriptExceptions.apply(to: &simplifying)
    self.simplifying = simplifying
    traditionalizing = Conversion(
      characters: ScriptData.traditionalCharacters, phrases: ScriptData.traditionalPhrases)
  }

  /// Single traditional characters and the simplified ones they become: the table that search folds by.
  public var folding: [UInt32: UInt32] {
    var table = simplifying.rare
    for (scalar, result) in simplifying.characters.enumerated() where result != 0 {
      table[UInt32(scalar)] = result
    }
    return table
  }

  /// Whether a character is of traditional script only: simplified text does not have it.
  func isTraditional(_ scalar: UInt32) -> Bool {
    let simplified = simplifying.convert(scalar)
    return simplified != scalar
  }

  /// Whether the converter of hijacked pages would have changed this character: it is of simplified script only.
  func isSimplified(_ scalar: UInt32) -> Bool {
    let traditional = traditionalizing.convert(scalar)
    return traditional != scalar && simplifying.convert(traditional) == scalar
      && !KeptByConverter.contains(scalar)
  }
}
