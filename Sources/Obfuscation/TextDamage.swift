/// The damage of one page's text: its own choice of characters to annotate, held for the whole page.
struct TextDamage {
  private let layers: Set<DamageLayer>
  private let style: AnnotationStyle
  private let forms: [Unicode.Scalar: (form: Unicode.Scalar, reading: String)]
  private var annotated: [[UInt8]: String] = [:]
  private let bytes = ByteText.shared

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

  func damaged(_ text: String, _ dice: inout Dice) -> String {
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
    guard layers.contains(.controlBytes) else { return output }
    return output.split(separator: "，", omittingEmptySubsequences: false).joined(
      separator: dice.isOne(outOf: 2) ? "\u{5}\u{8}\u{7}，" : "\u{200B}，")
  }

  private func reading(behind scalar: Unicode.Scalar) -> [UInt8] {
    guard let reading = annotated[bytes.bytes(of: scalar)] else { return [] }
    return "(\(reading))".unicodeScalars.flatMap(bytes.bytes)
  }
}
