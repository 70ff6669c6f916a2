import Domain
import Testing

@testable import Cleaning

/// Lines of roles and names, alone and on whole pages.
@Suite struct EastAsianBylineTests {
  @Test(arguments: [
    ("文＝山田太郎", ["山田太郎"]),
    ("取材・文：佐藤 花子", ["佐藤 花子"]),
    ("写真・文　佐藤花子", ["佐藤花子"]),
    ("文・佐藤花子　写真・山田太郎", ["佐藤花子"]),
    ("山田太郎（記者）", ["山田太郎"]),
    ("山田太郎記者", ["山田太郎"]),
    ("編集委員　佐藤花子", ["佐藤花子"]),
    ("ライター：ヨッピー", ["ヨッピー"]),
    ("山田太郎／文", ["山田太郎"]),
    ("【山田太郎、佐藤花子】", ["山田太郎", "佐藤花子"]),
    ("2024年5月3日 10時00分 【山田太郎】", ["山田太郎"]),
    ("홍길동 기자", ["홍길동"]),
    ("/홍길동 기자 hong@example.kr", ["홍길동"]),
    ("홍길동·김영희 기자", ["홍길동", "김영희"]),
    ("기자명 홍길동 기자", ["홍길동"]),
    ("글 홍길동 기자 | 사진 김철수 기자", ["홍길동"]),
    ("홍길동 특파원 입력 2024.05.03 10:00", ["홍길동"]),
  ])
  func `a line of roles and names gives those who wrote`(line: String, names: [String]) {
    #expect(EastAsianByline(line)?.names == names)
  }

  @Test(arguments: [
    "記者会見", "記者の目", "女性記者", "【写真】", "【共同】", "（敬称略）", "（続く）", "【東京都】", "写真：山田太郎", "文化", "山田太郎",
    "取材・編集部", "「文」という字", "기자회견", "사진 김철수 기자단", "여행 이야기", "홍길동", "2024.05.03", "기자", "",
  ])
  func `a line with any other word, and a name without a role, is no byline`(line: String) {
    #expect(EastAsianByline(line) == nil)
  }

  private static let japanese =
    "東京都内で開かれた展示会に、全国から千人を超える来場者が集まった。主催者によると、昨年の二倍にあたる数だという。会場では新しい農業機械の技術が紹介され、訪れた人たちは熱心に説明を聞いていた。"
  private static let korean =
    "서울에서 열린 전시회에 전국에서 천 명이 넘는 관람객이 모였다. 주최 측에 따르면 지난해의 두 배에 달하는 숫자라고 한다. 행사장에서는 새로운 농기계가 소개되었다."

  @Test(arguments: [
    ("<p>取材・文：佐藤花子</p>", "", ["佐藤花子"]),
    ("", "<p>（文・佐藤花子）</p>", ["佐藤花子"]),
    ("", "【佐藤花子】", ["佐藤花子"]),
    ("", "（続く）", []),
  ])
  func `a Japanese page's byline is a field and no text`(
    above: String, behind: String, names: [String]
  ) throws {
    let article = try clean(Self.japanese, "ja", above, behind)
    #expect(article.authors == names)
    #expect(article.text.contains("佐藤") == false)
    #expect(article.text.contains("続く") == names.isEmpty)
  }

  @Test(arguments: [
    ("<ul><li>기자명 홍길동 기자</li><li>입력 2024.05.03 10:00</li></ul>", "", "", true),
    ("", "(서울=예시통신) 홍길동 기자 = ", "", false),
    ("", "[예시신문 홍길동 기자] ", "", false),
    ("", "", "<p>홍길동 기자 hong@example.kr</p>", true),
  ])
  func `a Korean page's reporter is read off lines and the first sentence`(
    above: String, before: String, below: String, isTaken: Bool
  ) throws {
    let article = try clean(before + Self.korean, "ko", above, "</p>\(below)<p>")
    #expect(article.authors == ["홍길동"])
    #expect(article.text.contains("홍길동") != isTaken)
  }

  private func clean(
    _ paragraph: String, _ language: String, _ above: String, _ behind: String
  ) throws -> Article {
    let text = Array(repeating: "<p>\(paragraph)</p>", count: 6).joined()
    let page =
      "<html lang=\(language)><title>秋の展示会</title><body><main><h1>秋の展示会</h1>\(above)\(text)<p>\(paragraph)\(behind)</p></main>"
    return try #require(
      Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html; charset=utf-8"))
        .article)
  }
}
