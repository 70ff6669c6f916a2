/// What repair asks of single characters, in flat arrays by scalar of the basic plane.
struct CharacterTable: Sendable {
  /// Four bits of frequency and the marks below.
  private let traits: [UInt16]
  /// What `tw2s` makes of a character; 0 for itself.
  private let simplified: [UInt16]

  private static let traditional: UInt16 = 0x10
  private static let simplifiedOnly: UInt16 = 0x20
  private static let mark: UInt16 = 0x40
  private static let telling: UInt16 = 0x80
  private static let reversible: UInt16 = 0x100
  private static let levels: UInt16 = 0x0F

  init(_ frequencies: Frequencies, _ simplifying: Conversion) {
    var traits = [UInt16](repeating: 0, count: 0x10000)
    let simplified = simplifying.characters.map { $0 == Conversion.isRare ? 0 : $0 }
    for scalar in 0x3400..<0xA000 {
      let result = simplified[scalar]
      let level = frequencies.level(UInt32(result == 0 ? UInt16(scalar) : result))
      traits[scalar] = UInt16(level) | (result == 0 ? 0 : Self.traditional)
    }
    // The converter of hijacked pages would have changed these: they are of simplified script only.
    Conversion.items(of: ScriptData.traditionalCharacters) { source, result in
      guard source[0] < 0x10000, result[0] != source[0],
        simplifying.convert(result[0]) == source[0], !KeptByConverter.contains(source[0])
      else { return }
      traits[Int(source[0])] |= Self.simplifiedOnly
      if result[0] < 0x10000, !simplifying.isAmbiguous(result[0]) {
        traits[Int(result[0])] |= Self.reversible
      }
    }
    for scalar in [0..<0x80, 0x2010..<0x2027, 0x3000..<0x3012, 0xFF00..<0x10000].joined() {
      traits[scalar] |= Self.mark
    }
    for scalar in Self.leftovers.unicodeScalars { traits[Int(scalar.value)] |= Self.telling }
    for scalar in Self.honest.unicodeScalars { traits[Int(scalar.value)] |= Self.telling }
    self.traits = traits
    self.simplified = simplified
  }

  /// Characters that a character-by-character conversion leaves simplified and that Taiwan and Hong Kong write otherwise in
  /// almost every text; 里 制 布 游 志 and others of the kind are good traditional script in many words.
  private static let leftovers = "于并几后里制采范布游征志"
  /// Their traditional forms, which an honest page has.
  private static let honest = "於並幾後裡裏製採餘範佈遊徵誌麼"

  /// Whether it tells converted text from text that was written in traditional script: the simplified one of such a pair was
  /// left by a converter, the traditional one written.
  @inline(__always)
  func isTelling(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && traits[Int(scalar)] & Self.telling != 0
  }

  /// The scalar that a character becomes by itself in simplified script.
  @inline(__always)
  func simplified(_ scalar: UInt16) -> UInt16 {
    let result = simplified[Int(scalar)]
    return result == 0 ? scalar : result
  }

  /// How frequent the simplified form is: 0 where it is not seen, 9 for the most frequent.
  @inline(__always)
  func level(_ scalar: UInt16) -> Int32 { Int32(traits[Int(scalar)] & Self.levels) }

  /// What tells the script of a Han character, from one look.
  @inline(__always)
  func script(_ scalar: UInt32) -> (isTraditional: Bool, isSimplified: Bool, isTelling: Bool) {
    let own = scalar < 0x10000 ? traits[Int(scalar)] : 0
    return (own & Self.traditional != 0, own & Self.simplifiedOnly != 0, own & Self.telling != 0)
  }

  /// Whether it is of traditional script only: simplified text does not have it.
  @inline(__always)
  func isTraditional(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && traits[Int(scalar)] & Self.traditional != 0
  }

  /// Whether the converter of hijacked pages would have changed it: it is of simplified script only.
  @inline(__always)
  func isSimplified(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && traits[Int(scalar)] & Self.simplifiedOnly != 0
  }

  /// Whether one simplified character alone becomes it, in whatever word.
  @inline(__always)
  func isReversible(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && traits[Int(scalar)] & Self.reversible != 0
  }

  /// Whether it is ASCII or a mark of prose.
  @inline(__always)
  func isMark(_ scalar: UInt16) -> Bool { traits[Int(scalar)] & Self.mark != 0 }
}
