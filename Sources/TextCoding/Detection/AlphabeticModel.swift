/// How likely the letters of a language follow one another: one byte of cost for each pair.
///
/// A cost is −8·log₂ of a probability, so that the sum over a text is its length in eighths of a
/// bit under the model: the encoding under which the bytes are shortest is the likeliest.
struct AlphabeticModel: Sendable {
  /// The classes before those of the letters; tools/make-detection-tables.py has the same.
  enum Class {
    static let space: UInt8 = 0
    static let digit: UInt8 = 1
    static let punctuation: UInt8 = 2
    static let latin: UInt8 = 3
    static let typographic: UInt8 = 4
    static let other: UInt8 = 5
    static let firstLetter: UInt8 = 6
  }

  let language: StaticString
  let isLatin: Bool
  /// Class by scalar of the letters, both cases.
  let classes: [UInt32: UInt8]
  let classCount: Int
  /// The cost of a class behind another: `pairs[before * classCount + class]`.
  let costs: [UInt8]

  init(language: StaticString, isLatin: Bool, letters: String, pairs: StaticString) {
    self.language = language
    self.isLatin = isLatin
    let latin: [Unicode.Scalar] = isLatin ? (0x61...0x7A).map { Unicode.Scalar(UInt8($0)) } : []
    var classes: [UInt32: UInt8] = [:]
    for (place, letter) in (latin + Array(letters.unicodeScalars)).enumerated() {
      classes[letter.value] = Class.firstLetter + UInt8(place)
      for upper in letter.properties.uppercaseMapping.unicodeScalars.prefix(1) {
        classes[upper.value] = Class.firstLetter + UInt8(place)
      }
    }
    classCount = Int(Class.firstLetter) + latin.count + letters.unicodeScalars.count
    self.classes = classes
    costs = base64(pairs)
  }

  func classOf(_ scalar: UInt32) -> UInt8 {
    if let known = classes[scalar] { return known }
    switch scalar {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20: return Class.space
    case 0x30...0x39: return Class.digit
    case 0x41...0x5A, 0x61...0x7A: return Class.latin
    case 0...0x7F: return Class.punctuation
    default: return Typography.cost(of: scalar) == nil ? Class.other : Class.typographic
    }
  }
}

/// The marks that stand in texts of every language, with what they cost beyond their class.
enum Typography {
  /// In eighths of a bit; nil for what is no such mark.
  static func cost(of scalar: UInt32) -> UInt8? {
    switch scalar {
    // Quotation marks, dashes, ellipsis, no-break space.
    case 0xAB, 0xBB, 0xA0, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2026: 28
    // ¡ ¿, bullet, soft hyphen, ©, ®, °, ·, §, №, €, ‚.
    case 0xA1, 0xBF, 0x2022, 0xAD, 0xA9, 0xAE, 0xB0, 0xB7, 0xA7, 0x2116, 0x20AC, 0x201A: 52
    default: nil
    }
  }
}

/// What a text in another script costs for the Latin letters in it.
///
/// One è between Italian words, read as Cyrillic, is the Russian word for "and"; what gives it away is that all other
/// letters are Latin.
enum ScriptShare {
  /// Half a bit for each Latin letter beyond three to one of the text's own, 20 bits at most: swept 0.25…1 and 12…24 on
  /// slices of GNOME's user guide.
  private static let costOfEach = 4
  private static let allowed = 3
  private static let most = 20 * 8

  static func cost(foreign: Int, own: Int) -> Int {
    min(most, max(0, foreign - allowed * own) * costOfEach)
  }
}
