/// Readings, the GBK table, script conversions and frequencies: all that repair knows.
///
/// Each is built from its literal when a page first needs it, once a program: pages that no damage touches pay nothing.
public struct RepairTables: Sendable {
  public init() {}

  var gbk: GBKTable { Self.gbk }
  var readings: Readings { Self.readings }
  var frequencies: Frequencies { Self.frequencies }
  var characters: CharacterTable { Self.characters }
  /// As OpenCC's tw2s.
  var simplifying: Conversion { Self.simplifying }
  /// As OpenCC's s2t.
  var traditionalizing: Conversion { Self.traditionalizing }

  private static let gbk = GBKTable()
  private static let readings = Readings()
  private static let frequencies = Frequencies()
  private static let characters = CharacterTable(frequencies, simplifying)
  private static let simplifying = Conversion(
    characters: ScriptData.simplifiedCharacters,
    phrases: [ScriptData.simplifiedPhrases, ScriptExceptions.phrases])
  private static let traditionalizing = Conversion(
    characters: ScriptData.traditionalCharacters, phrases: [ScriptData.traditionalPhrases])

  /// Single traditional characters and the simplified ones they become: the table that search folds by.
  public var folding: [UInt32: UInt32] {
    var table = simplifying.rare
    for (scalar, result) in simplifying.characters.enumerated()
    where result != 0 && result != Conversion.isRare {
      table[UInt32(scalar)] = UInt32(result)
    }
    return table
  }
}
