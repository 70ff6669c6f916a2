import Domain
import HTTPServer
import Ingest
import Testing

@testable import API

struct ChangeTests {
  let desk = Desk()

  @Test func `a page posted again unchanged takes the metadata that comes with it`() throws {
    func post(_ metadata: String) throws -> Answer {
      try desk.ask(
        .post, "/v1/articles", #"{"text":"Tea"\#(metadata)}"#,
        headers: ["Content-Type": "application/json"])
    }
    let first = try post(#","metadata":{"a":1}"#)
    let second = try post(#","metadata":{"a":2}"#)
    let silent = try post("")

    #expect([first.status, second.status, silent.status] == [201, 200, 200])
    #expect(second["outcome"] == .string("unchanged"))
    #expect(second["metadata"] == .object(["a": .integer(2)]))
    #expect(second["revision"] == .integer(1))
    #expect(silent["metadata"] == .object(["a": .integer(2)]))
  }

  @Test func `a page without an article takes the metadata of the later post too`() throws {
    func post(_ metadata: String) throws -> Answer {
      try desk.ask(
        .post, "/v1/articles", #"{"text":"nothing"\#(metadata)}"#,
        headers: ["Content-Type": "application/json"])
    }
    let statuses = try [
      post(#","metadata":{"a":1}"#), post(#","metadata":{"a":2}"#), post(""),
    ].map(\.status)
    #expect(statuses == [422, 422, 422])
    guard let id = StoredArticle.ID("a1") else { throw StoreError.closed }
    let page = try #require(try desk.shelf.page(id, revision: nil))
    var cleaned = Cleaned()
    cleaned.article = Article()

    // A later cleaner finds an article.
    _ = try desk.shelf.replace(
      id, digest: page.raw.digest, with: cleaned, at: Timestamp(milliseconds: 1))

    #expect(try desk.ask(.get, "/v1/articles/a1")["metadata"] == .object(["a": .integer(2)]))
  }

  @Test func `metadata over the limit is refused, posted or patched`() throws {
    let long = String(repeating: "x", count: PageReader.usualMetadata)
    let json: Headers = ["Content-Type": "application/json"]
    try desk.post("Tea\nhot")

    let posted = try desk.ask(
      .post, "/v1/articles", #"{"ref":7,"text":"Ale","metadata":{"a":"\#(long)"}}"#, headers: json)
    let fetched = try desk.ask(
      .post, "/v1/articles", #"{"url":"https://a.org/","metadata":{"a":"\#(long)"}}"#,
      headers: json)
    let patched = try desk.ask(.patch, "/v1/articles/a1", #"{"metadata":{"a":"\#(long)"}}"#)
    let half = long.prefix(long.count / 2)
    let first = try desk.ask(.patch, "/v1/articles/a1", #"{"metadata":{"a":"\#(half)"}}"#)
    // What is there already counts.
    let second = try desk.ask(.patch, "/v1/articles/a1", #"{"metadata":{"b":"\#(half)"}}"#)

    for answer in [posted, fetched, patched, second] {
      #expect(answer.status == 413 && answer.problem == "metadata-too-large")
      #expect(answer.text.contains("limits.max_metadata"))
    }
    #expect(posted["ref"] == .integer(7))
    #expect(first.status == 200)
  }

  @Test func `deleting asks that the client knows what it deletes`() throws {
    try desk.post("Tea", url: "https://a.org/")
    let tag = try #require(try desk.ask(.get, "/v1/articles/a1?format=text").headers["ETag"])
    try desk.post("Ale", url: "https://a.org/")

    let stale = try desk.ask(.delete, "/v1/articles/a1", headers: ["If-Match": tag])
    #expect(stale.status == 412)
    #expect(stale.problem == "precondition-failed")

    let fresh = try #require(try desk.ask(.get, "/v1/articles/a1").headers["ETag"])
    let done = try desk.ask(.delete, "/v1/articles/a1", headers: ["If-Match": fresh])
    #expect(done.status == 204)
    #expect(try desk.ask(.delete, "/v1/articles/a1").status == 404)
  }

  @Test func `a page is cleaned again from its bytes`() throws {
    try desk.post("Tea\nhot")
    desk.log.time.withLock { $0 = 60 }

    let answer = try desk.ask(.post, "/v1/articles/a1/reclean")

    #expect(answer.status == 200)
    #expect(answer["title"] == .string("Tea"))
    #expect(answer["updated_at"] == .string("2023-11-14T22:14:20Z"))
    #expect(answer["ingested_at"] == .string("2023-11-14T22:13:20Z"))
    #expect(desk.log.cleanings.withLock { $0 } == 2)
    #expect(try desk.ask(.post, "/v1/articles/a9/reclean").status == 404)
  }
}

struct PatchTests {
  let desk = Desk()

  @Test func `corrections stand in the article, survive a re-clean, and are taken back`() throws {
    try desk.post("Tae\nhot")

    let patched = try desk.ask(
      .patch, "/v1/articles/a1",
      #"{"title":"Tea","authors":["Li"],"published_at":"2021-10","metadata":{"a":1,"b":2}}"#)
    #expect(patched.status == 200)
    #expect(patched["title"] == .string("Tea"))
    #expect(patched["authors"] == .array([.string("Li")]))
    #expect(patched["published_at"] == .string("2021-10"))
    #expect(patched["metadata"] == .object(["a": .integer(1), "b": .integer(2)]))

    try desk.ask(.post, "/v1/articles/a1/reclean")
    #expect(try desk.ask(.get, "/v1/articles/a1")["title"] == .string("Tea"))
    #expect(try desk.ask(.get, "/v1/articles/a1?restore=none")["title"] == .string("Tea"))

    let back = try desk.ask(
      .patch, "/v1/articles/a1", #"{"title":null,"metadata":{"a":null}}"#)
    #expect(back["title"] == .string("Tae"))
    #expect(back["authors"] == .array([.string("Li")]))
    #expect(back["metadata"] == .object(["b": .integer(2)]))
  }

  @Test func `a change of what is not there any more is refused`() throws {
    try desk.post("Tea\nhot")
    let tag = try #require(try desk.ask(.get, "/v1/articles/a1").headers["ETag"])

    let first = try desk.ask(
      .patch, "/v1/articles/a1", #"{"title":"A"}"#, headers: ["If-Match": tag])
    let second = try desk.ask(
      .patch, "/v1/articles/a1", #"{"title":"B"}"#, headers: ["If-Match": tag])

    #expect(first.status == 200)
    #expect(second.status == 412)
    #expect(try desk.ask(.get, "/v1/articles/a1")["title"] == .string("A"))
  }

  /// What no article has, and what is said of it.
  @Test(arguments: [
    (#"{"direction":"sideways"}"#, #""ltr" or "rtl""#),
    (#"{"script":"Foo"}"#, "ISO 15924"), (#"{"script":"hans"}"#, "ISO 15924"),
    (#"{"language":""}"#, "such as zh or en"), (#"{"language":"zzzzzzzzzzz"}"#, "such as zh or en"),
    (#"{"authors":["Li",""]}"#, "none of them blank"),
    (#"{"keywords":[" "]}"#, "none of them blank"),
    (#"{"canonical_url":"javascript:alert(1)"}"#, "http or https"),
    (#"{"lead_image":"/a.png"}"#, "http or https"),
    (#"{"title":"a","title":"b"}"#, "title is there twice"),
    (#"{"metadata":{"a":1,"a":2}}"#, "a is there twice"),
    (#"{"metadata":"# + String(repeating: "[", count: 70), "nested over 64 deep"),
    (#"{"title":"a"#, "a string has no end"),
  ])
  func `what an article cannot have is refused, and what it can is said`(
    body: String, says: String
  ) throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(.patch, "/v1/articles/a1", body)

    #expect(answer.status == 400)
    #expect(answer.problem == "bad-patch")
    guard case .string(let detail)? = answer["detail"] else {
      Issue.record("\(answer.text)")
      return
    }
    #expect(detail.contains(says))
    #expect(try desk.ask(.get, "/v1/articles/a1")["title"] == .string("Tea"))
  }

  @Test func `what an article can have is taken`() throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(
      .patch, "/v1/articles/a1",
      #"""
      {"direction":"rtl","script":"Arab","language":"ar","canonical_url":"https://a.org/ä",
       "lead_image":"http://a.org/i.png","keywords":[],"site_name":""}
      """#)

    #expect(answer.status == 200)
    #expect(answer["direction"] == .string("rtl"))
    #expect(answer["script"] == .string("Arab"))
    #expect(answer["language"] == .string("ar"))
    #expect(answer["canonical_url"] == .string("https://a.org/ä"))
    #expect(answer["lead_image"] == .string("http://a.org/i.png"))
  }

  @Test(arguments: [
    (#"{"title":7}"#, "application/json", 400, "bad-patch"),
    (#"{"id":"x"}"#, "application/json", 400, "bad-patch"),
    (#"{"authors":["a",1]}"#, "application/json", 400, "bad-patch"),
    (#"{"published_at":"soon"}"#, "application/json", 400, "bad-patch"),
    (#"{"metadata":[]}"#, "application/json", 400, "bad-patch"),
    ("[]", "application/merge-patch+json", 400, "bad-patch"),
    ("", "application/merge-patch+json", 400, "bad-patch"),
    ("{}", "text/plain", 415, "unsupported-type"),
  ])
  func `a change that cannot be made is refused whole`(
    body: String, type: String, status: Int, problem: String
  ) throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(
      .patch, "/v1/articles/a1", body, headers: ["Content-Type": type])

    #expect(answer.status == status)
    #expect(answer.problem == problem)
    #expect(try desk.ask(.patch, "/v1/articles/a9", "{}").status == 404)
  }
}
