import Domain
import Testing

@testable import Cleaning

/// Headlines of pages whose `title` and banner name the site alone.
@Suite struct HeadlineByTopicTests {
  private static let cleaner = Cleaner()

  private static let body =
    "<p>The harbour keeper served tea in the rain while the boats came home to the harbour. The keeper had told "
    + "his story of the rain to every boat that came, and the boats came back to hear it.</p>"
    + "<p>Nobody in the harbour knew how the keeper kept his tea dry, for the rain had not stopped since March.</p>"

  private func title(head: String, above: String, _ body: String = body) -> String? {
    let page = "<html><head>\(head)</head><body>\(above)\(body)</body></html>"
    return Self.cleaner.clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article?
      .title
  }

  @Test(arguments: [
    // All pages of the site have one title.
    ("<title>The Dover Morning Herald Online</title>", "<p>Harbour keeper serves tea in rain</p>"),
    // A section has the first heading, and the title repeats it.
    (
      "<title>Dover.example :: Evening Digest</title>",
      "<h1>Evening Digest</h1><h2>Harbour keeper serves tea in rain</h2>"
    ),
    ("", "<h1>Latest News</h1><h2>Harbour keeper serves tea in rain</h2>"),
    // Site and section stand around the headline without a heading that would tell them from it.
    ("<title>Dover Morning Gazette - Harbour keeper serves tea in rain</title>", ""),
    (
      "<title>Harbour keeper serves tea in rain- Travel Gazette Section- Dover Online Edition</title>",
      ""
    ),
    // A picture's line below the headline belongs to the body.
    (
      "<title>Dover</title>",
      "<p>Harbour keeper serves tea in rain</p><p>The keeper and his boats</p>"
    ),
    // The day behind it is none of the headline.
    (
      "<title>The Dover Morning Herald Online</title>",
      "<p>Harbour keeper serves tea in rain 2008-01-01 17:15:00</p>"
    ),
    // A banner without a link, below which stands what the title has behind it.
    (
      "<title>Dover Herald » Harbour keeper serves tea in rain</title>",
      "<h1>Dover Herald</h1><h2>Harbour keeper serves tea in rain</h2>"
    ),
  ])
  func `the body's words tell the headline from the site's name`(head: String, above: String) {
    #expect(title(head: head, above: above) == "Harbour keeper serves tea in rain")
  }

  @Test(arguments: [
    // A heading that opens the title has two witnesses, whatever its words.
    (
      "<title>Wet and merry - Dover Herald</title>",
      "<h1>Wet and merry</h1><p>Harbour keeper serves tea in rain</p>", "Wet and merry"
    ),
    // So has one that other metadata repeats.
    (
      "<meta property=og:title content='Wet and merry'>",
      "<h1>Wet and merry</h1><p>Harbour keeper serves tea in rain</p>", "Wet and merry"
    ),
    // A sentence is no headline.
    (
      "<title>Wet and merry</title>", "<p>The harbour keeper serves tea in the rain.</p>",
      "Wet and merry"
    ),
    // What is about the body stays, whatever stands below it.
    (
      "<title>Tea for every boat in the harbour</title>",
      "<p>Harbour keeper serves tea in rain</p>", "Tea for every boat in the harbour"
    ),
  ])
  func `a headline with a second witness or with the body's words stays`(
    head: String, above: String, expected: String
  ) {
    #expect(title(head: head, above: above) == expected)
  }

  @Test func `Chinese headlines are told from sections by pairs of characters`() {
    let text = "清晨五点半，河边的老茶馆已经坐了一半的人，掌柜把第一壶水烧开，顺手翻开柜台上的账本，在新的一页写下了日期。"
    #expect(
      title(
        head: "<title>新闻动态</title>", above: "<p>河边老茶馆掌柜写下新账本</p><p>发布时间：2019-05-18</p>",
        "<p>\(text)\(text)</p><p>\(text)</p>") == "河边老茶馆掌柜写下新账本")
  }
}
