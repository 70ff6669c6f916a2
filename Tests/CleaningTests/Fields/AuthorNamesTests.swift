import Testing

@testable import Cleaning

@Suite struct AuthorNamesTests {
  private let reader = AuthorNames(outlets: ["Example Times", "example.org"])

  @Test(arguments: [
    ("By Jane Doe", ["Jane Doe"]),
    ("Jane Doe, Staff Writer", ["Jane Doe"]),
    ("by Jane Doe 12 days ago | tea | 3 comments", ["Jane Doe"]),
    ("Jane Doe in Berlin", ["Jane Doe"]),
    ("by Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
    ("Jane Doe, MD, and John Roe, Ph.D.", ["Jane Doe", "John Roe"]),
    ("Von Anna van der Berg und Max Muster am 3. März 2020", ["Anna van der Berg", "Max Muster"]),
    ("Christoph Hein Chefredakteur", ["Christoph Hein"]),
    ("Jane Doe|Follow", ["Jane Doe"]),
    ("Dr. Jane Q. Doe-Smith", ["Jane Q. Doe-Smith"]),
    ("Maria A Lopez", ["Maria A Lopez"]),
    ("Jean d’Arc", ["Jean d’Arc"]),
    ("JANE DOE", ["JANE DOE"]),
    ("Jane Doe (Example Times)", ["Jane Doe"]),
    ("Jane Doe; Jane Doe", ["Jane Doe"]),
    ("Анна Иванова", ["Анна Иванова"]),
    ("von Anna Muster", ["Anna Muster"]),
    ("Mat\u{ad}thi\u{ad}as Muster", ["Matthias Muster"]),
    ("Christian Muster Illustration von Markus Roe", ["Christian Muster"]),
    ("Von Beispiel-Online-Experte Max Muster", ["Max Muster"]),
    ("Jane Doe, Trial Attorney at Example & Partners", ["Jane Doe"]),
  ])
  func `a byline gives the people it names`(text: String, names: [String]) {
    #expect(reader.names(in: text) == names)
  }

  @Test(arguments: [
    "", "Example Times", "Staff Writer", "By Admin", "https://example.org/jane", "jane@example.org",
    "Example Staff", "The Example Editorial Team", "Our Editors", "The Example Times", "von",
    "Sat, 20 Dec, 2025 - 06:36", "You Might Like", "page.head.extra.author",
    "Center for Tea and Rain Research", "content: ExampleTeam, design: moonreader",
    "Beispiel.de-Redaktion", "KNA", "12 March 2020", "Redaktion", "Example News Network",
    "Executive Editor", "example.org", "São Paulo", "By Los Angeles", "Human in the Loop",
    "via moonreader 1 year ago | caches | 12 comments",
  ])
  func `what is no person gives no name`(text: String) {
    #expect(reader.names(in: text).isEmpty)
  }

  @Test(arguments: [
    "signing up", "accessing this website you agree to our terms", "and large", "Type",
  ])
  func `running text gives full names alone`(text: String) {
    #expect(reader.names(in: text, .prose).isEmpty)
    #expect(reader.names(in: "Jane Doe", .prose) == ["Jane Doe"])
  }

  @Test(arguments: [
    ("本报记者 李希平 通讯员 王五", ["李希平", "王五"]),
    ("作者：马俊峰", ["马俊峰"]),
    ("澎湃新闻记者 贺梨萍", ["贺梨萍"]),
    ("张三、李四", ["张三", "李四"]),
    ("王 五", ["王五"]),
    ("张三和李四", ["张三", "李四"]),
    ("作者：约翰·史密斯", ["约翰·史密斯"]),
    ("责编：刘林源", ["刘林源"]),
    ("马俊峰/文", ["马俊峰"]),
    ("欧阳修文", ["欧阳修文"]),
    ("记者 山田太郎", ["山田太郎"]),
  ])
  func `Chinese bylines give the names behind their roles`(text: String, names: [String]) {
    #expect(reader.names(in: text, .marked) == names)
  }

  @Test(arguments: [
    "本站", "网络综合", "查看更多", "关注", "新华社", "某某大学", "华商网", "吉林", "周三", "星期五", "某某新媒体",
    "你通过什么渠道最快的获取这些信息？", "2021年10月12日",
  ])
  func `Chinese words that are no names give none`(text: String) {
    #expect(reader.names(in: text, .marked).isEmpty)
  }

  @Test(arguments: [
    ("홍길동 기자", ["홍길동"]), ("김철수 특파원 이영희 기자", ["김철수", "이영희"]), ("홍길동", ["홍길동"]),
  ])
  func `Korean bylines set the role behind the name`(text: String, names: [String]) {
    #expect(reader.names(in: text) == names)
  }

  @Test(arguments: [
    ("Jane Doe", true), ("jane", false), ("李希平", true), ("体育教科书", false), ("홍길동", true),
    ("Anna van der Berg", true), ("best price", false),
  ])
  func `a person's name is told from a pen name`(name: String, isPerson: Bool) {
    #expect(reader.isPerson(name) == isPerson)
  }

  @Test func `a site that is called as a person is may be hers`() {
    let reader = AuthorNames(outlets: ["Jane Doe", "Harbour Post"])

    #expect(reader.names(in: "Jane Doe", .marked) == ["Jane Doe"])
    #expect(!reader.isOutlet("Jane Doe"))
    #expect(reader.names(in: "Harbour Post", .marked).isEmpty)
    #expect(reader.isOutlet("Harbour Post"))
  }

  @Test func `behind a full name one word is a place or an office, and a month is nobody`() {
    #expect(reader.names(in: "Jane Doe, Massachusetts", .marked) == ["Jane Doe"])
    #expect(reader.names(in: "December 3", .marked).isEmpty)
    #expect(reader.names(in: "December", .marked).isEmpty)
  }

  @Test func `a field for authors may hold a pen name, running text may not`() {
    #expect(reader.names(in: "moonreader", .stated) == ["moonreader"])
    #expect(reader.names(in: "作者：体育教科书", .marked) == ["体育教科书"])
    #expect(reader.names(in: "体育教科书", .prose).isEmpty)
  }

  @Test func `surnames are known in traditional characters as well`() {
    var reader = AuthorNames(outlets: [])
    reader.simplified = { $0 == "陳志明" ? "陈志明" : $0 }

    #expect(reader.names(in: "陳志明", .prose) == ["陳志明"])
  }
}
