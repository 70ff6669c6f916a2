import Domain
import Testing

@testable import Restoration

struct DamageModelTests {
  let model = DamageModel(gbk: GBKTable())

  func damaged(_ text: String, _ annotated: [Unicode.Scalar: String] = [:]) -> String {
    let table = [UInt32: String](uniqueKeysWithValues: annotated.map { ($0.value, $1) })
    let shown = model.damaged(text.unicodeScalars.map(\.value), annotated: table)
    return String(String.UnicodeScalarView(shown.compactMap(Unicode.Scalar.init)))
  }

  @Test func `annotates a character where it stands`() {
    #expect(
      damaged("經濟發展經濟", ["經": "jīng", "濟": "jì"]) == "經(jīng)濟(jì)發展經(jīng)濟(jì)")
  }

  @Test func `annotates a code across the border of two characters`() {
    #expect(damaged("變為世界城市也成為學", ["優": "yōu"]) == "變?yōu)槭澜绯鞘幸渤蔀閷W")
  }

  @Test func `annotates a code that a mark and a letter make`() {
    #expect(damaged("，Face", ["現": "xiàn"]) == "，F(xiàn)ace")
  }

  @Test(arguments: [
    ("。“一帶一路”建設", "?！耙粠б宦贰苯ㄔO"),
    ("臨海空間", "臨?？臻g"),
    ("好。可", "好?？"),
    ("他說！真的？", "他說！真的？"),
  ])
  func `cuts text at marks, across borders too`(source: String, shown: String) {
    #expect(damaged(source).hasPrefix(shown))
  }
}

struct ProofTests {
  let repair = Repair(tables: RepairTables())

  static let page =
    "本地去年公布的一份材料提到了不少情形，其中有好有不好，大家可以自己去看。經(jīng)濟(jì)發(fā)展，經(jīng)濟(jì)學(xué)者說(shuō)，經(jīng)濟(jì)還會(huì)發(fā)展。"

  func last(_ text: String) throws -> Edit {
    let edits = repair.repair(Array((Self.page + text).utf8), isMarkup: false).edits
    return try #require(edits.last { $0.layer != .annotation })
  }

  @Test func `one source alone gives the page's bytes: proved`() throws {
    let edit = try last("變?yōu)槭澜绯鞘幸渤蔀閷W(xué)校。")

    #expect(edit.layer == .crossBoundary)
    #expect(edit.after == "為世界城市也成為學")
    #expect(edit.certainty == .proved)
    #expect(edit.alternatives.isEmpty)
  }

  @Test func `several sources give the page's bytes: likely, and the others are named`() throws {
    let edit = try last("他說(shuō)好的?！?")

    #expect(edit.layer == .byteShift)
    #expect(edit.certainty == .likely)
    #expect(!edit.alternatives.isEmpty)
  }

  @Test func `a character annotated once may be an author's gloss`() {
    let text = Array((Self.page + "河南的郟(jiá)縣。").utf8)

    let edits = repair.repair(text, isMarkup: false).edits

    #expect(edits.first { $0.before == "(jiá)" }?.certainty == .likely)
    #expect(edits.first { $0.before == "(jīng)" }?.certainty == .proved)
  }
}
