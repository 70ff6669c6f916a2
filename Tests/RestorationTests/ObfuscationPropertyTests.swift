import Obfuscation
import Restoration
import Testing

struct ObfuscationPropertyTests {
  static let tables = RepairTables()
  static let article = ArticleSource(
    title: "老桥修好了", source: "清河日报", author: "周明远", published: "2023-04-18 09:26",
    keywords: [],
    paragraphs: [
      "这座桥建成于清代，过去几年没有人来修，现在说要修了，大家都很高兴。还有人问，什么时候开工？",
      "为了把经验留下来，学生们来到现场，对每一块石头拍照、编号，一共花了三个月时间。",
      "当地居民说，这还不是全部，图书馆门口的电车也会经过这里，国内来的人会越来越多。",
    ])

  @Test(arguments: 1...20)
  func `cleaning gives back what was obfuscated`(seed: UInt64) {
    let damaged = Obfuscator(seed: seed).obfuscate(Self.article, asHTML: false)

    let repaired = Repair(tables: Self.tables).repair(damaged, isMarkup: false)
    let clean = ScriptRestorer(tables: Self.tables).simplified(repaired.text)

    let whole = ([Self.article.title] + Self.article.paragraphs).map { $0 + "\n\n" }.joined()
    #expect(String(decoding: clean, as: UTF8.self) == whole)
  }
}
