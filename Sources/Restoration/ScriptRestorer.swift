import Domain
import TextAnalysis

/// What the script of a page's body is, and whether it is the author's.
public enum ScriptVerdict: String, Sendable {
  /// Simplified text that was converted to traditional: to be converted back.
  case converted
  /// Traditional as its author wrote it.
  case traditional
  case simplified
  /// Both scripts, neither of them a conversion.
  case mixed
  case notChinese = "not-chinese"
}

/// The verdict on a page's script, and what speaks for it.
public struct ScriptDecision: Sendable, Equatable {
  public var verdict: ScriptVerdict
  /// A phrase for `explain`.
  public var reason: String

  public init(verdict: ScriptVerdict, reason: String) {
    self.verdict = verdict
    self.reason = reason
  }
}

/// Converts Chinese text between scripts, and decides whether a page's traditional script is its author's own.
public struct ScriptRestorer: Sendable {
  let tables: RepairTables

  public init(tables: RepairTables) {
    self.tables = tables
  }

  /// Decides from the text of the body and what repair found on the page.
  ///
  /// - Parameter holdsSpam: whether lines of search spam were found on the page: beside them fewer leftovers tell a conversion.
  public func decide(
    _ body: [UInt8], damage: PageDamage, holdsSpam: Bool = false
  ) -> ScriptDecision {
    let count = HanCount(body, tables.characters)
    guard count.han > 0, count.kana * 10 < count.han else {
      return ScriptDecision(
        verdict: .notChinese, reason: count.han == 0 ? "no Han characters" : "kana")
    }
    guard count.traditional > 0, count.traditional * 4 >= count.simplified else {
      return ScriptDecision(verdict: .simplified, reason: "simplified characters")
    }
    if damage.kind == .toned || damage.kind == .untoned {
      return ScriptDecision(verdict: .converted, reason: "annotations behind converted characters")
    }
    if damage.brokenCount > 0 {
      return ScriptDecision(verdict: .converted, reason: "broken byte pairs in traditional text")
    }
    if count.leftover >= 2, count.leftover > count.honest * 2,
      count.strong > 1 || count.strong + count.leftover > 3 || holdsSpam
    {
      return ScriptDecision(
        verdict: .converted, reason: "characters that a converter leaves simplified")
    }
    // Beside injected phrases, which are simplified, a text of some length without one of the forms that are written in
    // almost every traditional text was converted.
    if holdsSpam, count.honest == 0, count.traditional >= 20 {
      return ScriptDecision(
        verdict: .converted, reason: "search spam beside text without forms that authors write")
    }
    if count.simplified * 4 > count.traditional {
      return ScriptDecision(verdict: .mixed, reason: "both scripts")
    }
    return ScriptDecision(verdict: .traditional, reason: "traditional, without marks of conversion")
  }

  /// The text in simplified script, as OpenCC's `tw2s` converts it but for the documented exceptions.
  public func simplified(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { changed($0, by: tables.simplifying) } ?? text
  }

  /// The same; nil where nothing changes.
  public func simplifiedIfOther(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    changed(text, by: tables.simplifying)
  }

  /// The same of a string.
  public func simplified(_ text: String) -> String {
    var text = text
    return text.withUTF8({ changed($0, by: tables.simplifying) }).map {
      String(decoding: $0, as: UTF8.self)
    } ?? text
  }

  /// Records the conversions that `simplified` makes, as edits whose offsets are those of `text`.
  ///
  /// - Parameter isConverted: whether the text was converted from simplified script; then a conversion is proved where one
  ///   simplified character alone becomes what stands there.
  public func noteSimplified(
    _ text: UnsafeBufferPointer<UInt8>, isConverted: Bool, in edits: inout [Edit]
  ) {
    tables.simplifying.forEachChange(in: text) { source, result in
      var after: [UInt8] = []
      for scalar in result { appendUTF8(scalar, to: &after) }
      edits.append(
        Edit(
          offset: source.lowerBound, length: source.count,
          before: String(decoding: UnsafeBufferPointer(rebasing: text[source]), as: UTF8.self),
          after: String(decoding: after, as: UTF8.self), layer: .scriptConversion,
          certainty: isConverted && isProved(source, in: text) ? .proved : .likely))
    }
  }

  /// How many conversions `simplified` makes, and whether all of them are proved.
  public func countSimplified(
    _ text: UnsafeBufferPointer<UInt8>, isConverted: Bool
  ) -> (edits: Int, areProved: Bool) {
    var (edits, areProved) = (0, isConverted)
    tables.simplifying.forEachChange(in: text) { source, _ in
      edits += 1
      areProved = areProved && isProved(source, in: text)
    }
    return (edits, areProved)
  }

  /// Whether one simplified character alone becomes what stands there.
  private func isProved(_ source: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard source.count == 3 else { return false }
    var index = source.lowerBound
    return nextScalar(text, &index).map(tables.characters.isReversible) ?? false
  }

  /// The scalar that a character becomes by itself in simplified script.
  @inline(__always)
  public func simplified(_ scalar: UInt32) -> UInt32 {
    scalar < 0x10000
      ? UInt32(tables.characters.simplified(UInt16(truncatingIfNeeded: scalar))) : scalar
  }

  /// How many characters of a text are of traditional script only, and how many a converter to it would have changed.
  public func scriptCounts(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (traditional: Int, simplified: Int) {
    let characters = tables.characters
    var (traditional, simplified) = (0, 0)
    var index = 0
    while index < text.count {
      guard text[index] >= 0xE3 else {
        index += 1
        continue
      }
      guard let scalar = nextScalar(text, &index) else { continue }
      let script = characters.script(scalar)
      traditional += script.isTraditional ? 1 : 0
      simplified += script.isSimplified && !script.isTraditional ? 1 : 0
    }
    return (traditional, simplified)
  }

  /// The text in traditional script, as OpenCC's `s2t` converts it.
  public func traditional(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { changed($0, by: tables.traditionalizing) } ?? text
  }

  /// What a text becomes; nil where it stays as it is.
  private func changed(
    _ text: UnsafeBufferPointer<UInt8>, by conversion: Conversion
  ) -> [UInt8]? {
    var output: [UInt8] = []
    var copied = 0
    // Nearly all conversions are as long as what they replace: they are written into a copy, up to the first that is not.
    var isCopy = true
    conversion.forEachChange(in: text) { source, result in
      if copied == 0 { output = Array(text) }
      // Of three bytes each.
      if isCopy, source.count == result.count * 3,
        result.allSatisfy({ $0 >= 0x800 && $0 < 0x10000 })
      {
        var place = source.lowerBound
        for scalar in result {
          output[place] = UInt8(0xE0 | scalar >> 12)
          output[place + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
          output[place + 2] = UInt8(0x80 | scalar & 0x3F)
          place += 3
        }
        copied = source.upperBound
        return
      }
      if isCopy {
        isCopy = false
        output.removeLast(output.count - copied)
      }
      output.append(
        contentsOf: UnsafeBufferPointer(rebasing: text[copied..<source.lowerBound]))
      for scalar in result { appendUTF8(scalar, to: &output) }
      copied = source.upperBound
    }
    guard copied > 0 else { return nil }
    guard !isCopy else { return output }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    return output
  }
}

/// The Han characters of a text by what they say of its script.
private struct HanCount {
  var han = 0
  var kana = 0
  /// Of one script only.
  var traditional = 0
  var simplified = 0
  /// What converters leave simplified and authors do not, and what authors write and converters do not.
  var leftover = 0
  var honest = 0
  /// 于, 并, 几 and 后 are rare in good traditional script; the other leftovers only join them.
  var strong = 0

  init(_ text: [UInt8], _ characters: CharacterTable) {
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        guard bytes[index] >= 0xE3 else {
          index += 1
          continue
        }
        guard let scalar = nextScalar(bytes, &index), scalar >= 0x3040 else { continue }
        if scalar < 0x3100 { kana += 1 }
        guard scalar >= 0x3400, scalar < 0xA000 else { continue }
        han += 1
        let script = characters.script(scalar)
        if script.isTraditional {
          traditional += 1
          if script.isTelling { honest += 1 }
        } else {
          if script.isSimplified { simplified += 1 }
          if script.isTelling {
            leftover += 1
            if [0x4E8E, 0x5E76, 0x51E0, 0x540E].contains(scalar) { strong += 1 }
          }
        }
      }
    }
  }
}
