/// A language written in a single-byte encoding, as a hypothesis about bytes.
struct SingleByteCandidate: Sendable {
  let encoding: Encoding
  let model: AlphabeticModel
  /// What the hypothesis costs before any byte is seen, in eighths of a bit.
  let prior: Int
  /// By byte: the model's class.
  private let classes: [UInt8]
  /// By byte: the cost beyond the class.
  private let extras: [UInt8]
  /// By byte: whether a letter is small, capital or neither.
  private let cases: [LetterCase]

  private enum LetterCase: UInt8, Sendable { case none, small, capital }

  /// A letter that is none of the language's own, such as ü in French.
  private static let foreignLetter: UInt8 = 5 * 8
  /// A symbol that text hardly has, such as a box drawing character.
  private static let oddSymbol: UInt8 = 9 * 8
  /// A control code or a byte without a character.
  private static let impossible: UInt8 = 25 * 8

  /// A Latin letter beside one of another script: é, read as Cyrillic, stands within a Latin word.
  ///
  /// 8 bits on top of the pair's cost: at 20 bytes of French, German or Spanish, right answers rose
  /// from 78 to 85 of 100, others' stayed (slices of Debian's fortunes and manuals).
  private static let scriptMix = 8 * 8

  /// Text in another script without one letter of it: the quotation marks of windows-1252 are those of windows-1251 too.
  ///
  /// 14 bits: at 20 bytes of Italian with curly apostrophes alone, right answers rose from 23 to 90 of 100 and more.
  private static let noLetters = 14 * 8

  /// The same in a Latin encoding other than the commonest.
  private static let noLatinLetters = 7 * 8

  private init(encoding: Encoding, model: AlphabeticModel, prior: Int, cases: [LetterCase]) {
    self.encoding = encoding
    self.model = model
    self.prior = prior
    self.cases = cases
    var classes: [UInt8] = []
    var extras: [UInt8] = []
    for (byte, scalar) in Self.scalars(of: encoding).enumerated() {
      let kind = model.classOf(scalar)
      classes.append(kind)
      if byte < 0x80 || kind >= AlphabeticModel.Class.firstLetter {
        extras.append(0)
      } else if scalar < 0xA0 {
        extras.append(Self.impossible)
      } else if let cost = Typography.cost(of: scalar) {
        extras.append(cost)
      } else {
        let isLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic == true
        extras.append(isLetter ? Self.foreignLetter : Self.oddSymbol)
      }
    }
    self.classes = classes
    self.extras = extras
  }

  /// The scalars of the 256 bytes.
  private static func scalars(of encoding: Encoding) -> [UInt32] {
    (0..<0x80) + (Indexes.singleByte(encoding) ?? []).map(UInt32.init)
  }

  /// Which of the 256 bytes are small letters, which capitals.
  private static func cases(of encoding: Encoding) -> [LetterCase] {
    scalars(of: encoding).map { scalar in
      guard let properties = Unicode.Scalar(scalar)?.properties else { return .none }
      return properties.isUppercase ? .capital : properties.isLowercase ? .small : .none
    }
  }

  /// The cost of the pairs of ASCII bytes.
  func costOfASCII(_ pairs: BytePairs) -> Int {
    let count = model.classCount
    return pairs.ascii.reduce(0) { sum, pair in
      let (before, own) = (Int(classes[Int(pair.before)]), Int(classes[Int(pair.byte)]))
      return sum + Int(model.costs[before * count + own]) * pair.count
    }
  }

  /// The cost of the pairs with a byte of 0x80 or above; nil where it is above the limit.
  func cost(of pairs: BytePairs, limit: Int) -> Int? {
    var high = 0
    var hasLetter = encoding == .windows1252
    var own = 0
    let count = model.classCount
    for pair in pairs.high {
      let (before, byte) = (Int(pair.before), Int(pair.byte))
      var cost = Int(model.costs[Int(classes[before]) * count + Int(classes[byte])])
      cost += Int(extras[byte]) + caseCost(cases[before], cases[byte])
      if mixesScripts(classes[before], classes[byte]) { cost += Self.scriptMix }
      high += cost * pair.count
      guard high <= limit else { return nil }
      if pair.byte >= 0x80, classes[byte] >= AlphabeticModel.Class.firstLetter {
        hasLetter = true
        own += pair.count
      }
    }
    if !model.isLatin { high += ScriptShare.cost(foreign: pairs.letters, own: own) }
    if !hasLetter { high += model.isLatin ? Self.noLatinLetters : Self.noLetters }
    return high <= limit ? high : nil
  }

  private func mixesScripts(_ before: UInt8, _ now: UInt8) -> Bool {
    before == AlphabeticModel.Class.latin && now >= AlphabeticModel.Class.other
      || now == AlphabeticModel.Class.latin && before >= AlphabeticModel.Class.other
  }

  /// Capitals stand at the start of words or in words of capitals: costs by hand, in eighths of a
  /// bit, of 1 in 8 words with a capital and 1 in 30 of these all in capitals.
  private func caseCost(_ before: LetterCase, _ now: LetterCase) -> Int {
    switch (before, now) {
    case (_, .none): 0
    case (.none, .small): 2
    case (.none, .capital): 24
    case (.small, .small): 0
    case (.small, .capital): 72
    case (.capital, .small): 4
    case (.capital, .capital): 14
    }
  }
}

extension SingleByteCandidate {
  /// The hypotheses: which language was written in which encoding, rarer ones at a price in bits.
  static let all: [SingleByteCandidate] = {
    let western = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is"]
    let central = ["pl", "cs", "hu", "sk", "sl", "hr", "ro"]
    let baltic = ["lt", "lv", "et"]
    let uses: [(Encoding, [String], Int)] = [
      (.windows1252, western, 0),
      (.windows1252, ["et"], 2),
      (.macintosh, ["en", "de", "fr", "es", "it"], 10),
      (.windows1250, central, 4),
      (.iso8859Part2, central, 6),
      (.windows1251, ["ru"], 0),
      (.windows1251, ["bg", "uk", "sr", "mk", "be"], 2),
      (.koi8R, ["ru"], 1),
      (.koi8U, ["uk"], 4),
      (.iso8859Part5, ["ru", "bg", "uk", "sr", "mk", "be"], 6),
      (.ibm866, ["ru"], 6),
      (.xMacCyrillic, ["ru"], 8),
      (.windows1253, ["el"], 1),
      (.iso8859Part7, ["el"], 2),
      (.windows1254, ["tr"], 3),
      (.windows1255, ["he"], 1),
      (.iso8859Part8, ["he"], 4),
      (.windows1256, ["ar"], 1),
      (.windows1256, ["fa"], 2),
      (.iso8859Part6, ["ar"], 4),
      (.windows1257, baltic, 4),
      (.iso8859Part13, baltic, 5),
      (.iso8859Part4, baltic, 7),
      (.windows1258, ["vi"], 5),
      (.windows874, ["th"], 1),
    ]
    var models: [String: AlphabeticModel] = [:]
    for model in AlphabeticModel.all { models["\(model.language)"] = model }
    return uses.flatMap { encoding, languages, bits in
      // Of every language the same, and half of the work of a hypothesis.
      let cases = Self.cases(of: encoding)
      return languages.compactMap { language in
        models[language].map {
          SingleByteCandidate(encoding: encoding, model: $0, prior: bits * 8, cases: cases)
        }
      }
    }
  }()
}
