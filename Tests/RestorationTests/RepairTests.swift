import Restoration
import Testing

struct RepairTests {
  static let tables = RepairTables()
  let repair = Repair(tables: tables)
  let script = ScriptRestorer(tables: tables)

  /// Enough annotated text for the page rule, without a break of its own.
  static let page =
    "本地去年公布的一份材料提到了不少情形，其中有好有不好，大家可以自己去看。經(jīng)濟(jì)發(fā)展，經(jīng)濟(jì)學(xué)者說(shuō)，經(jīng)濟(jì)還會(huì)發(fā)展。"

  func restored(_ text: String, isMarkup: Bool = false) -> String {
    let repaired = repair.repair(Array(text.utf8), isMarkup: isMarkup)
    let decision = script.decide(repaired.text, damage: repaired.damage)
    let result =
      decision.verdict == .converted ? script.simplified(repaired.text) : repaired.text
    return String(decoding: result, as: UTF8.self)
  }

  @Test(arguments: [
    ("國(guó)際(jì)", "国际"),
    ("網(wǎng )絡(luò )", "网络"),
    ("我們(men)", "我们"),
    ("收益率可能變?yōu)樨撝祮幔", "收益率可能变为"),
    ("安徽亳(bó)州", "安徽亳(bó)州"),
    ("鎮(街道辦(bàn)事處)", "镇(街道办事处)"),
  ])
  func `undoes the damage on a hijacked page`(damaged: String, whole: String) {
    #expect(restored(Self.page + damaged).contains(whole))
  }

  @Test(arguments: [
    "安徽的亳(bó)州，山西的洪洞(tóng)縣，河北的蔚(yù)縣。",
    "故宮博物院最常見的是饕餮(tāo tiè)紋。",
    "乌(wū)龟(guī)和(hé)兔(tù)子(zi)赛(sài)跑(pǎo)。",
    "国内生产总值(GDP)由国家统计局(nbs)发布。",
    "浅草(あさくさ)は下町(したまち)である。",
    "What (really) happened?! See a?b=c;d(e).",
    "真的吗?!我不信。",
  ])
  func `leaves a page alone that nobody damaged`(text: String) {
    let repaired = repair.repair(Array(text.utf8), isMarkup: false)

    #expect(String(decoding: repaired.text, as: UTF8.self) == text)
    #expect(repaired.edits.isEmpty)
  }

  @Test func `an edit says where it was, and what is certain`() throws {
    let repaired = repair.repair(Array(Self.page.utf8), isMarkup: false)

    let first = try #require(repaired.edits.first)
    #expect((first.offset, first.before, first.after) == (111, "(jīng)", ""))
    #expect(first.certainty == .proved)
    #expect(repaired.damage.kind == .toned)
    #expect(repaired.edits.count == repaired.damage.annotationCount)
  }

  @Test(arguments: 0..<20)
  func `damage is found wherever it stands, behind plain text and references`(length: Int) {
    let before = String(repeating: "x", count: length) + "&#32463;&" + "y\n"
    let page = "<p>" + Self.page + "世界?，F代化(&#106;&#299;ng)</p>\u{1}z"

    let alone = repair.repair(Array(page.utf8), isMarkup: true).edits
    let behind = repair.repair(Array((before + page).utf8), isMarkup: true).edits

    #expect(alone.count > 8)
    #expect(behind.map { $0.offset - before.utf8.count } == alone.map(\.offset))
    #expect(behind.map(\.after) == alone.map(\.after))
  }

  @Test func `a page of scripts that names Chinese is no Chinese page`() {
    let damaged = Self.page + "世界?，F代化"
    let scripts = String(repeating: "f()?a:b;", count: 100_000)

    let alone = repair.repair(Array(damaged.utf8), isMarkup: true)
    let beside = repair.repair(Array((damaged + scripts).utf8), isMarkup: true)

    #expect(!alone.edits.isEmpty)
    #expect(beside.edits.isEmpty)
  }

  @Test func `the eaten bracket of a tag is put back in markup`() {
    let text = "<p>" + Self.page + "“他說(shuō)好的?！?/p>"

    #expect(restored(text, isMarkup: true).hasSuffix("“他说好的。”</p>"))
  }

  @Test func `control bytes and zero-width characters go`() {
    #expect(restored("标准\u{5}\u{8}\u{7}，\u{200B}然后") == "标准，然后")
  }

  @Test func `edits put back give the page as it was`() {
    let text = Array((Self.page + "收益率可能變?yōu)樨撝祮幔。").utf8)
    let repaired = repair.repair(text, isMarkup: false)

    var original: [UInt8] = []
    var (source, output) = (0, 0)
    for edit in repaired.edits {
      let kept = edit.offset - source
      original += repaired.text[output..<output + kept]
      original += Array(edit.before.utf8)
      output += kept + edit.after.utf8.count
      source = edit.offset + edit.length
    }
    original += repaired.text[output...]

    #expect(original == text)
  }
}

/// Readings in other brackets and with other tones than the common ones.
@Suite struct ReadingFormTests {
  private static let repair = Repair(tables: RepairTables())

  @Test(arguments: [
    "(jīng)", "（jīng）", "[jīng]", "【jīng】", "(jīng )", " (jīng)", "(jing1)", "(Jīng)", "( jīng)",
    "(j&#299;ng)",
  ])
  func `a reading goes in whatever brackets it stands`(form: String) {
    let economy = "經" + form
    let text = "\(economy)濟發展，\(economy)常\(economy)過這里，\(economy)營很好，\(economy)驗很多。"

    let repaired = Self.repair.repair(Array(text.utf8), isMarkup: true)

    #expect(String(decoding: repaired.text, as: UTF8.self) == "經濟發展，經常經過這里，經營很好，經驗很多。")
  }

  @Test func `readings of Japanese stay beside kana`() {
    let text = "漢字(かんじ)と熟語。変化(henka)する。經(jing)のよみ、經(jing)のよみ、經(jing)のよみ。"

    let repaired = Self.repair.repair(Array(text.utf8), isMarkup: false)

    #expect(String(decoding: repaired.text, as: UTF8.self) == text)
  }
}
