import Testing

@testable import Cleaning

@Suite struct LinkedDataTests {
  private func article(_ json: String) -> LinkedArticle {
    var values: [ScriptJSON] = []
    var json = json
    json.withUTF8 { bytes in
      if let value = JSONScanner.value(of: bytes) { values.append(value) }
    }
    return LinkedArticle(values)
  }

  @Test func `an article in a graph gives its fields, its author by reference`() {
    let linked = article(
      """
      {"@graph": [
        {"@type": "WebSite", "name": "Example Times"},
        {"@type": ["NewsArticle"], "headline": "Tea &amp; rain", "datePublished": "2021-10-12T11:00:00Z",
         "author": {"@id": "#jane"}, "keywords": ["tea", "rain"], "isAccessibleForFree": "False",
         "publisher": {"name": "Example Times"}, "commentCount": 12},
        {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
        {"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"item": {"name": "Drinks"}}]}
      ]}
      """)

    #expect(linked.headline == "Tea & rain")
    #expect(linked.published == "2021-10-12T11:00:00Z")
    #expect(linked.authors == ["Jane Doe"])
    #expect(linked.keywords == ["tea", "rain"])
    #expect(linked.publisher == "Example Times")
    #expect(linked.breadcrumbs == ["Home", "Drinks"])
    #expect(linked.isFree == false)
    #expect(linked.commentCount == 12)
  }

  @Test(arguments: [
    "{\"", "{\"a", "{\"a\\", "{\"a\":1,\"b", "[{\"a\":\"", "{", "[", "{\"a\"", "{\"a\":", "\"",
  ])
  func `data that is cut off anywhere is read as far as it goes`(json: String) {
    #expect(article(json).headline == nil)
  }

  @Test func `data in too many brackets is read up to them and no further`() {
    let deep = String(repeating: "[", count: JSONScanner.maximumDepth)
    // Behind the brackets the scanner no longer knows what a name belongs to.
    let linked = article(
      #"{"@type": "Article", "headline": "Tea", "x": \#(deep)], "name": "rain", "datePublished": "2021-10-12"}"#
    )

    #expect(linked.headline == "Tea")
    #expect(linked.published == nil)
  }

  @Test func `data of too many values is read up to them`() {
    let zeros = String(repeating: "0,", count: JSONScanner.maximumValues)
    let linked = article(
      #"{"@type": "Article", "headline": "Tea", "x": [\#(zeros)0], "datePublished": "2021-10-12"}"#)

    #expect(linked.headline == "Tea")
    #expect(linked.published == nil)
  }

  @Test func `an organisation is no author`() {
    let linked = article(
      """
      {"@type": "Article", "author": [{"@type": "Organization", "name": "Example Times"},
       {"@type": "Person", "name": "Jane Doe"}]}
      """)

    #expect(linked.authors == ["Jane Doe"])
  }

  @Test func `a bare object with a date of publishing is an article`() {
    let linked = article(#"{"title": "雨中的茶", "pubDate": "2019-09-05T11:10:52"}"#)

    #expect(linked.headline == "雨中的茶")
    #expect(linked.published == "2019-09-05T11:10:52")
  }

  @Test func `a page's dates stand in where its article has none`() {
    let linked = article(
      #"[{"@type": "WebPage", "datePublished": "2021-10-12"}, {"@type": "Article", "headline": "Tea"}]"#
    )

    #expect(linked.pagePublished == "2021-10-12")
    #expect(linked.headline == "Tea")
  }

  @Test(arguments: [
    "{", "[1,", #"{"@type": "Article", "headline": "Tea""#, #"{"@type": 1, "headline": {}}"#, "",
  ])
  func `broken data is read as far as it goes`(json: String) {
    let linked = article(json)

    #expect(linked.authors.isEmpty)
  }
}
