import Domain
import Restoration
import Testing

struct ScriptRestorerTests {
  let script = ScriptRestorer(tables: RepairTables())

  @Test(arguments: [
    ("看著隨著著力", "看着随着着力"),
    ("原著編著專著名著著作著名", "原著编著专著名著著作著名"),
    ("乾隆乾杯乾坤", "乾隆干杯乾坤"),
    ("瞭望瞭解", "瞭望了解"),
    ("象徵徵求", "象征征求"),
    ("夥伴後來裏面", "伙伴后来里面"),
    ("什么都沒有", "什么都没有"),
    ("坯子已经是简体", "坯子已经是简体"),
    ("plain text", "plain text"),
  ])
  func `converts to simplified`(traditional: String, simplified: String) {
    #expect(
      String(decoding: script.simplified(Array(traditional.utf8)), as: UTF8.self) == simplified)
  }

  @Test func `notes what it converted`() {
    var edits: [Edit] = []

    let text = Array("abc經濟看著".utf8)
    let count = text.withUnsafeBufferPointer {
      script.noteSimplified($0, isConverted: true, in: &edits)
      return script.countSimplified($0, isConverted: true)
    }

    #expect(edits.map(\.offset) == [3, 6, 12])
    #expect(edits.map(\.after) == ["经", "济", "着"])
    #expect(edits.map(\.certainty) == [.proved, .proved, .likely])
    #expect(count == (3, false))
  }

  @Test(arguments: [
    ("臺北市立圖書館宣布，自下月起延長開館時間。", ScriptVerdict.traditional),
    ("国务院新闻办举行新闻发布会。", .simplified),
    ("Hello", .notChinese),
    ("東京の下町を歩く", .notChinese),
    ("產業發展于今年，國內后續里程，几個計劃并行。", .converted),
  ])
  func `decides whose script it is`(text: String, verdict: ScriptVerdict) {
    #expect(script.decide(Array(text.utf8), damage: PageDamage()).verdict == verdict)
  }
}
