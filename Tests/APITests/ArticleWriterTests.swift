import Domain
import Ingest
import Testing

@testable import API

struct ArticleWriterTests {
  @Test func `an article has every member of the contract, in its order`() throws {
    var article = Article()
    article.title = "茶 \"tea\""
    article.authors = ["李希平"]
    article.publishedAt = PartialTime("2021-10-12T11:03:50+08:00")
    article.images = [.init(url: "https://a.org/i.png", alt: "cup")]
    article.links = [.init(url: "https://a.org/", text: "a")]
    article.text = "one\ntwo"
    article.restored = [.init(layer: .scriptConversion, edits: 812, certainty: .likely)]
    article.removed = ["spam": 2, "breadcrumb": 1]
    article.flags = [.synonymSpin]
    article.confidence = 0.97
    article.cleaner = "winnow/1.0.0"
    let stored = StoredArticle(
      id: try #require(StoredArticle.ID("a1")), revision: 3, article: article,
      raw: RawReference(
        digest: PageDigest(of: []), size: 0, mediaType: "text/plain", charset: "utf-8"),
      metadata: ["b": .integer(2), "a": .null], ingestedAt: Timestamp(milliseconds: 0),
      updatedAt: Timestamp(milliseconds: 1), change: 7)

    let json = ArticleWriter().json(ArticleView(stored, outcome: .created))

    let expected = [
      #"{"id":"a1","revision":3,"outcome":"created","url":null,"canonical_url":null"#,
      #""title":"茶 \"tea\"","authors":["李希平"],"source":null,"site_name":null"#,
      #""published_at":"2021-10-12T11:03:50+08:00","modified_at":null,"language":null"#,
      #""script":null,"direction":null,"keywords":[],"breadcrumbs":[],"excerpt":null"#,
      #""lead_image":null,"images":[{"url":"https://a.org/i.png","alt":"cup","caption":null}]"#,
      #""links":[{"url":"https://a.org/","text":"a"}],"license":null,"text":"one\ntwo","html":"""#,
      #""markdown":"","word_count":0,"reading_minutes":0"#,
      #""restored":[{"layer":"script-conversion","edits":812,"certainty":"likely"}]"#,
      #""removed":{"breadcrumb":1,"spam":2},"flags":["synonym-spin"],"confidence":0.97"#,
      #""near_duplicate_of":null,"fingerprint":null,"cleaner":"winnow/1.0.0","boilerplate_version":null"#,
      #""ingested_at":"1970-01-01T00:00:00Z","updated_at":"1970-01-01T00:00:00.001Z""#,
      #""raw":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""#,
      #""bytes":0,"content_type":"text/plain","charset":"utf-8"},"metadata":{"a":null,"b":2}"#,
      #""hrefs":{"self":"/v1/articles/a1","raw":"/v1/articles/a1/raw""#,
      #""explain":"/v1/articles/a1/explain","similar":"/v1/articles/a1/similar"}}"#,
    ].joined(separator: ",")
    #expect(String(decoding: json, as: UTF8.self) == expected)
  }

  @Test func `corrections stand in place of what was found`() {
    var article = Article()
    article.title = "Tae"
    article.authors = ["x"]

    let corrected = article.corrected(by: [
      "title": .string("Tea"), "authors": .array([.string("Li")]), "colour": .string("red"),
      "published_at": .string("2021-10"),
    ])

    #expect(corrected.title == "Tea")
    #expect(corrected.authors == ["Li"])
    #expect(corrected.publishedAt?.description == "2021-10")
  }
}
