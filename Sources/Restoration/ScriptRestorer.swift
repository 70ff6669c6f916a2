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

  /// Characters that a character-by-character conversion leaves simplified and that Taiwan and Hong Kong write otherwise in
  /// almost every text: 后 里 于 么 准 群 are too ambiguous alone, so they count only together.
  private static let leftovers: Set<UInt32> = Set("于并几后里制采余范布游征志".unicodeScalars.map(\.value))
  /// Their traditional forms, which an honest page has.
  private static let honest: Set<UInt32> = Set("於並幾後裡裏製採餘範佈遊徵誌麼".unicodeScalars.map(\.value))

  /// Decides from the text of the body and what repair found on the page.
  public func decide(_ body: [UInt8], damage: PageDamage) -> ScriptDecision {
    var (han, kana, traditional, simplified, leftover, honest) = (0, 0, 0, 0, 0, 0)
    body.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        guard let scalar = nextScalar(bytes, &index), scalar >= 0x3040 else { continue }
        if scalar < 0x3100 { kana += 1 }
        guard scalar >= 0x3400, scalar < 0xA000 else { continue }
        han += 1
        if Self.leftovers.contains(scalar) { leftover += 1 }
        if Self.honest.contains(scalar) { honest += 1 }
        if tables.isTraditional(scalar) {
          traditional += 1
        } else if tables.isSimplified(scalar) {
          simplified += 1
        }
      }
    }
    guard han > 0, kana * 10 < han else {
      return ScriptDecision(verdict: .notChinese, reason: han == 0 ? "no Han characters" : "kana")
    }
    guard traditional > 0, traditional * 4 >= simplified else {
      return ScriptDecision(verdict: .simplified, reason: "simplified characters")
    }
    if damage.kind == .toned || damage.kind == .untoned {
      return ScriptDecision(verdict: .converted, reason: "annotations behind converted characters")
    }
    if damage.brokenCount > 0 {
      return ScriptDecision(verdict: .converted, reason: "broken byte pairs in traditional text")
    }
    if leftover >= 2, leftover > honest * 2 {
      return ScriptDecision(
        verdict: .converted, reason: "characters that a converter leaves simplified")
    }
    if simplified * 4 > traditional {
      return ScriptDecision(verdict: .mixed, reason: "both scripts")
    }
    return ScriptDecision(verdict: .traditional, reason: "traditional, without marks of conversion")
  }

  /// The text in simplified script, as OpenCC's `tw2s` converts it but for the documented exceptions.
  public func simplified(_ text: [UInt8]) -> [UInt8] {
    convert(text, by: tables.simplifying) { _, _ in }
  }

  /// As above, and the conversions as edits whose offsets are those of `text`.
  public func simplified(_ text: [UInt8], noting edits: inout [Edit]) -> [UInt8] {
    convert(text, by: tables.simplifying) { source, result in
      let before = String(decoding: text[source], as: UTF8.self)
      let after = String(decoding: result, as: UTF8.self)
      guard before != after else { return }
      edits.append(
        Edit(
          offset: source.lowerBound, length: source.count, before: before, after: after,
          layer: .scriptConversion, certainty: .likely))
    }
  }

  /// The text in traditional script, as OpenCC's `s2t` converts it.
  public func traditional(_ text: [UInt8]) -> [UInt8] {
    convert(text, by: tables.traditionalizing) { _, _ in }
  }

  @inline(__always)
  private func convert(
    _ text: [UInt8], by conversion: Conversion, noting: (Range<Int>, ArraySlice<UInt8>) -> Void
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { bytes in
      var copied = 0
      var index = 0
      while index < bytes.count {
        guard bytes[index] >= 0xE3 else {
          index += 1
          continue
        }
        let start = index
        guard let scalar = nextScalar(bytes, &index), !conversion.isPlain(scalar) else { continue }
        output.append(contentsOf: bytes[copied..<start])
        let from = output.count
        if let (result, end) = phrase(bytes, index, conversion.phrases(from: scalar)) {
          for each in result { appendUTF8(each, to: &output) }
          index = end
        } else {
          appendUTF8(conversion.convert(scalar), to: &output)
        }
        copied = index
        noting(start..<index, output[from...])
      }
      output.append(contentsOf: bytes[copied...])
    }
    return output
  }

  /// The longest phrase whose scalars after the first stand at `index`, and where it ends.
  private func phrase(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ phrases: [Conversion.Phrase]?
  ) -> ([UInt32], Int)? {
    guard let phrases else { return nil }
    for phrase in phrases {
      var end = index
      var place = 1
      while place < phrase.source.count, end < bytes.count,
        nextScalar(bytes, &end) == phrase.source[place]
      { place += 1 }
      if place == phrase.source.count { return (phrase.result, end) }
    }
    return nil
  }
}
