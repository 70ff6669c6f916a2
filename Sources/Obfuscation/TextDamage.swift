/// The damage of one page's text: its own choice of characters to annotate, held for the whole page.
struct TextDamage {
  private let layers: Set<DamageLayer>
  private let style: AnnotationStyle
  private let forms: [Unicode.Scalar: (form: Unicode.Scalar, reading: String)]
  private var annotated: [[UInt8]: String] = [:]
  private let bytes = ByteText.shared

  /// Words of two characters that get a reading, and words that are put before marks.
  private var words: [[Unicode.Scalar]: String] = [:]
  private var junk: [String] = []

  private static let allForms: [Unicode.Scalar: (form: Unicode.Scalar, reading: String)] = {
    var forms: [Unicode.Scalar: (form: Unicode.Scalar, reading: String)] = [:]
    for item in ConvertedCharacters.table.description.split(separator: " ") {
      let scalars = Array(item.unicodeScalars)
      var reading = String.UnicodeScalarView()
      reading.append(contentsOf: scalars[2...])
      forms[scalars[0]] = (scalars[1], String(reading))
    }
    return forms
  }()

  init(
    _ layers: Set<DamageLayer>, _ style: AnnotationStyle, of article: ArticleSource,
    _ dice: inout Dice
  ) {
    (self.layers, self.style, forms) = (layers, style, Self.allForms)
    guard layers.contains(.annotation) || layers.contains(.crossBoundary) else { return }
    if style == .dropped {
      chooseWords(of: article, &dice)
      return
    }
    if style == .untoned, layers.contains(.junkWords) { chooseJunk(for: article, &dice) }
    // A third to two thirds of the characters that the article uses.
    let share = dice.number(3...6)
    for scalar in Set(article.paragraphs.joined().unicodeScalars).sorted() {
      guard let (form, reading) = forms[scalar], !reading.isEmpty, dice.number(1...10) <= share
      else { continue }
      annotated[bytes.bytes(of: form)] = style == .spaced ? reading + " " : plain(reading)
    }
  }

  /// A reading, without its tone where the page writes none.
  private func plain(_ reading: String) -> String {
    guard style == .untoned else { return reading }
    let tones: [Character: Character] = [
      "ā": "a", "á": "a", "ǎ": "a", "à": "a", "ē": "e", "é": "e", "ě": "e", "è": "e", "ī": "i",
      "í": "i", "ǐ": "i", "ì": "i", "ō": "o", "ó": "o", "ǒ": "o", "ò": "o", "ū": "u", "ú": "u",
      "ǔ": "u", "ù": "u", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v", "ü": "v",
    ]
    return String(reading.map { tones[$0] ?? $0 })
  }

  /// A third to all of the article's words of two characters whose readings are known, but a few at least.
  private mutating func chooseWords(of article: ArticleSource, _ dice: inout Dice) {
    var counts: [[Unicode.Scalar]: Int] = [:]
    for paragraph in article.paragraphs {
      forEachWord(of: Array(paragraph.unicodeScalars)) { word, _ in counts[word, default: 0] += 1 }
    }
    let share = dice.number(4...10)
    let sorted = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    var chosen = sorted.filter { _ in dice.number(1...10) <= share }
    if chosen.reduce(0, { $0 + (counts[$1] ?? 0) }) < Self.fewestWords { chosen = sorted }
    guard chosen.reduce(0, { $0 + (counts[$1] ?? 0) }) >= Self.fewestWords else { return }
    for word in chosen { words[word] = word.map { dropped(forms[$0]?.reading ?? "") }.joined() }
  }

  /// Words with readings on a page at least.
  private static let fewestWords = 5

  /// Pairs of neighbouring characters of the table, from left to right, without overlaps, and where each ends.
  private func forEachWord(
    of text: [Unicode.Scalar], _ body: ([Unicode.Scalar], Int) -> Void
  ) {
    var i = 0
    while i + 1 < text.count {
      guard let first = forms[text[i]]?.reading, let second = forms[text[i + 1]]?.reading,
        // Without its vowels something must be left to read.
        !dropped(first).isEmpty, !dropped(second).isEmpty,
        // The table has the reading of 著, which 着 in simplified text has not.
        text[i] != "着", text[i + 1] != "着"
      else {
        i += 1
        continue
      }
      i += 2
      body(Array(text[(i - 2)..<i]), i)
    }
  }

  /// A reading without the vowel that bears its tone.
  private func dropped(_ reading: String) -> String { reading.filter { $0.isASCII } }

  /// A word for every sixteen marks of the text, none of which the article holds.
  private mutating func chooseJunk(for article: ArticleSource, _ dice: inout Dice) {
    let text = article.paragraphs.joined()
    let marks = text.count { Self.marks.contains($0) }
    var free = Self.junkWords.filter { !text.contains($0) }
    for _ in 0..<min(4, max(1, marks / 16)) where marks >= 8 && !free.isEmpty {
      junk.append(free.remove(at: dice.number(0...free.count - 1)))
    }
  }

  private static let marks: Set<Character> = ["，", "。", "：", "；"]

  /// Words of characters that no conversion changes.
  private static let junkWords = [
    "去碰", "吃水", "拿山", "走石", "打不", "看牛", "摸火", "坐木板", "回手心", "上土坡", "喝白水", "提竹子",
  ]

  /// A paragraph with words put before half or more of its marks, each in turn.
  func junked(_ paragraph: String, _ dice: inout Dice) -> String {
    guard !junk.isEmpty else { return paragraph }
    var output = ""
    for character in paragraph {
      // Numbers stay whole, and a mark behind another ends nothing.
      if Self.marks.contains(character), let last = output.unicodeScalars.last,
        (0x4E00..<0xA000).contains(last.value), dice.number(1...3) > 1
      {
        output += junk[dice.number(0...junk.count - 1)]
      }
      output.append(character)
    }
    return output
  }

  func damaged(_ text: String, _ dice: inout Dice) -> String {
    if style == .dropped, layers.contains(.annotation) {
      return sprinkled(readWords(in: text), &dice)
    }
    var characters = Array(text.unicodeScalars)
    if layers.contains(.scriptConversion) { characters = characters.map { forms[$0]?.form ?? $0 } }
    var output = ""
    if layers.contains(.crossBoundary) || layers.contains(.byteShift) {
      var bytes = characters.flatMap(self.bytes.bytes)
      if layers.contains(.crossBoundary) {
        bytes = self.bytes.annotating(bytes, annotated)
      } else if layers.contains(.annotation) {
        bytes = characters.flatMap { self.bytes.bytes(of: $0) + reading(behind: $0) }
      }
      output = self.bytes.reading(bytes, isCut: layers.contains(.byteShift))
    } else {
      for scalar in characters {
        output.unicodeScalars.append(scalar)
        if layers.contains(.annotation), let reading = annotated[bytes.bytes(of: scalar)] {
          output += "(\(reading))"
        }
      }
    }
    return sprinkled(output, &dice)
  }

  /// The text with readings behind the chosen words, in the script that it has.
  private func readWords(in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var output = String.UnicodeScalarView()
    var copied = 0
    forEachWord(of: scalars) { word, end in
      output.append(contentsOf: scalars[copied..<end])
      copied = end
      if let reading = words[word] { output.append(contentsOf: "(\(reading))".unicodeScalars) }
    }
    output.append(contentsOf: scalars[copied...])
    return String(output)
  }

  private func sprinkled(_ output: String, _ dice: inout Dice) -> String {
    guard layers.contains(.controlBytes) else { return output }
    return output.split(separator: "，", omittingEmptySubsequences: false).joined(
      separator: dice.isOne(outOf: 2) ? "\u{5}\u{8}\u{7}，" : "\u{200B}，")
  }

  private func reading(behind scalar: Unicode.Scalar) -> [UInt8] {
    guard let reading = annotated[bytes.bytes(of: scalar)] else { return [] }
    return "(\(reading))".unicodeScalars.flatMap(bytes.bytes)
  }
}
