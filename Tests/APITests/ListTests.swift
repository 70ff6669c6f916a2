import Domain
import HTTPServer
import Testing

@testable import API

struct ListTests {
  let desk = Desk()

  @Test func `a list goes on where the page before ended`() throws {
    for number in 1...5 { try desk.post("Tea \(number)\nhot") }
    var target: String? = "/v1/articles?limit=2&host=a%20b&fields=id"
    var ids: [JSONValue] = []
    var pages = 0

    while let next = target {
      let answer = try desk.ask(.get, next)
      guard case .array(let articles) = answer["articles"] else { break }
      ids += articles.compactMap { $0.members?["id"] }
      pages += 1
      target = answer.headers["Link"].flatMap { link in
        link.hasSuffix(">; rel=\"next\"")
          ? String(link.dropFirst().prefix { $0 != ">" }) : nil
      }
      #expect((answer["next"] == .null) == (target == nil))
      #expect(desk.shelf.lastQuery?.filter.host == "a b")
    }

    #expect(ids == (1...5).map { .string("a\($0)") })
    #expect(pages == 3)
  }

  @Test func `text is left out unless it is named`() throws {
    try desk.post("Tea\nhot")

    let plain = try desk.ask(.get, "/v1/articles")
    #expect(plain["articles", "0"]?.members?["title"] == .string("Tea"))
    #expect(plain["articles", "0"]?.members?["text"] == nil)
    #expect(desk.shelf.lastQuery?.includesText == false)

    let full = try desk.ask(.get, "/v1/articles?fields=id,text")
    #expect(full["articles", "0"] == .object(["id": .string("a1"), "text": .string("hot")]))
    #expect(desk.shelf.lastQuery?.includesText == true)
  }

  @Test func `what a search found comes with a snippet, its text escaped`() throws {
    try desk.post("Tea\nhot")

    let found = try desk.ask(.get, "/v1/articles?q=tea&fields=id,snippet")
    #expect(
      found["articles", "0"]
        == .object(["id": .string("a1"), "snippet": .string("&lt;b&gt; &amp; <mark>tea</mark>…")]))

    let plain = try desk.ask(.get, "/v1/articles?fields=id,snippet")
    #expect(plain["articles", "0"] == .object(["id": .string("a1")]))
  }

  @Test(arguments: [
    ("例え.jp", "http://xn--r8jz45g.jp/", "xn--r8jz45g.jp"),
    ("A.org", "http://a.org/", "a.org"), ("a b", nil, "a b"),
    ("a.org/B", "http://a.org/B/", "a.org/b"),
  ])
  func `a host is looked for as addresses have it`(
    given: String, address: String?, host: String
  ) throws {
    let filter = try ArticleQuery.Filter(conditions: [("host", given)]) { url in
      url == "http://\(given)/" ? address : nil
    }
    #expect(filter.host == host)
  }

  @Test func `every filter reaches the store`() throws {
    try desk.ask(
      .get,
      "/v1/articles?q=tea+time&url=https%3A%2F%2Fa.org%2F&host=A.org&language=ZH&author=Li&source=S"
        + "&keyword=k&published_from=2021-10&published_to=2021-10-12T11:03:50%2B08:00"
        + "&ingested_from=2020&ingested_to=2022-01-01&duplicates=exclude")

    let filter = try #require(desk.shelf.lastQuery?.filter)
    #expect(filter.text == "tea time")
    #expect(filter.url == "https://a.org/")
    #expect(filter.host == "a.org")
    #expect(filter.language == "zh")
    #expect(filter.author == "Li")
    #expect(filter.source == "S")
    #expect(filter.keyword == "k")
    #expect(filter.publishedFrom?.rfc3339 == "2021-10-01T00:00:00Z")
    #expect(filter.publishedTo?.rfc3339 == "2021-10-12T03:03:50Z")
    #expect(filter.ingestedFrom?.rfc3339 == "2020-01-01T00:00:00Z")
    #expect(filter.ingestedTo?.rfc3339 == "2022-01-01T00:00:00Z")
    #expect(filter.excludesDuplicates)
  }

  @Test(arguments: [
    ("", ArticleQuery.Order.ingestedAt, true), ("?q=x", .relevance, true),
    ("?sort=ingested_at", .ingestedAt, false), ("?sort=-published_at", .publishedAt, true),
    ("?sort=published_at&q=x", .publishedAt, false), ("?q=x&sort=relevance", .relevance, true),
  ])
  func `the order is the client's`(
    query: String, order: ArticleQuery.Order, isDescending: Bool
  ) throws {
    try desk.ask(.get, "/v1/articles\(query)")

    #expect(desk.shelf.lastQuery?.order == order)
    #expect(desk.shelf.lastQuery?.isDescending == isDescending)
    #expect(desk.shelf.lastQuery?.limit == 20)
  }

  @Test(arguments: [
    ("limit=0", "bad-parameter"), ("limit=201", "bad-parameter"), ("limit=x", "bad-parameter"),
    ("sort=age", "bad-parameter"), ("sort=relevance", "bad-parameter"),
    ("published_from=soon", "bad-parameter"), ("q=", "bad-parameter"),
    ("url=nowhere", "bad-parameter"), ("duplicates=some", "bad-parameter"),
    ("cursor=x", "bad-cursor"), ("offset=3", "unknown-parameter"),
  ])
  func `a list that makes no sense is refused`(query: String, problem: String) throws {
    let answer = try desk.ask(.get, "/v1/articles?\(query)")

    #expect(answer.status == 400)
    #expect(answer.problem == problem)
  }

  @Test func `articles are deleted by filter, never without one`() throws {
    try desk.post("Tea", url: "https://a.org/")
    try desk.post("Ale", url: "https://b.org/")

    for query in ["", "?duplicates=exclude", "?duplicates=include"] {
      let refused = try desk.ask(.delete, "/v1/articles" + query)
      #expect(refused.status == 400)
      #expect(refused.problem == "no-filter")
    }
    #expect(desk.shelf.count == 2)

    let done = try desk.ask(.delete, "/v1/articles?url=https%3A%2F%2Fb.org%2F")
    #expect(done.text == #"{"deleted":1}"# + "\n")
    #expect(desk.shelf.count == 1)
  }
}
