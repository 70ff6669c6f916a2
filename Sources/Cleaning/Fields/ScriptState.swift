import Markup

/// The article that a page leaves to its scripts to draw: prose in the JSON that it hands them (`__NEXT_DATA__` and other
/// scripts of type `application/json`).
///
/// Frameworks name things as they like, so the name does not matter: strings of prose that lie under the same names belong
/// together, and the longest such text is the article.
struct ScriptState {
  /// Bytes of a page's data that are read, and of the least string that may be prose.
  private static let longest = 4_000_000
  private static let leastString = 80

  /// Strings of one text, and texts, that are told apart: bounds against hostile pages.
  private static let mostStrings = 2_000
  private static let mostTexts = 1_000

  private struct Text {
    var strings: [[UInt8]] = []
    var units = 0
  }

  private var texts: [UInt64: Text] = [:]

  /// The strings of the longest text, in order; each may hold tags.
  private(set) var strings: [[UInt8]] = []

  init(_ tree: Tree) {
    var left = ScriptState.longest
    var node = tree.firstChild(.document)
    while let each = node {
      node = tree.nextInOrder(each, within: .document)
      guard tree.isElement(each, .script), let child = tree.firstChild(each), left > 0,
        let type = tree.attributeString(each, .type)?.lowercased(), type.contains("json"),
        !type.contains("ld+json")
      else { continue }
      left -= Int(tree.text(child).count)
      guard left >= 0 else { break }
      if let value = tree.withBytes(tree.text(child), { JSONScanner.value(of: $0) }) {
        collect(value, under: 0)
      }
    }
    let longest = texts.max { ($0.value.units, $1.key) < ($1.value.units, $0.key) }
    strings = longest?.value.strings ?? []
  }

  /// - Parameter path: hash of the names that lead to the value.
  private mutating func collect(_ value: ScriptJSON, under path: UInt64) {
    switch value {
    case .object(let members):
      for member in members {
        var hash = WordHash()
        for byte in member.name { hash.add(byte) }
        collect(member.value, under: RepeatedStructure.spread(path &+ UInt64(hash.key) &+ 1))
      }
    case .array(let values):
      for value in values { collect(value, under: path) }
    case .string(let bytes):
      take(bytes, under: path)
    default: break
    }
  }

  private mutating func take(_ bytes: [UInt8], under path: UInt64) {
    guard bytes.count >= ScriptState.leastString,
      texts[path] != nil || texts.count < ScriptState.mostTexts
    else { return }
    let measure = bytes.withUnsafeBufferPointer { TextMeasure($0) }
    guard ScriptState.isProse(measure) else { return }
    var text = texts[path] ?? Text()
    // Scripts are handed the same text more than once.
    guard text.strings.count < ScriptState.mostStrings, !text.strings.contains(bytes) else {
      return
    }
    text.strings.append(bytes)
    text.units += measure.units
    texts[path] = text
  }

  /// Sentences: something ends, and blanks (but between Han characters and kana) part words of common length.
  ///
  /// Style sheets, addresses and code have marks in place of blanks.
  private static func isProse(_ measure: TextMeasure) -> Bool {
    measure.enders > 0 && measure.others * 10 < measure.units
      && (measure.isEastAsian || measure.spaces * 12 >= measure.units)
  }
}
