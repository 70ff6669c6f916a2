import Testing

@testable import HTTPServer

struct RouterTests {
  let router = Router([
    .get("/articles/{id}") { request in .text("article \(try request.parameter("id"))") },
    .post("/articles/batch") { _ in .text("batch") },
    .get("/articles/batch") { _ in .text("about batches") },
    .get("/articles/{id}/raw") { request in .text("raw \(try request.parameter("id"))") },
    .get("/") { _ in .text("home") },
    .get("/broken") { _ in throw Unforeseen() },
  ])

  struct Unforeseen: Error {}

  @Test(arguments: [
    (Method.get, "/", 200, "home"),
    (.get, "/articles/7", 200, "article 7"),
    (.get, "/articles/a%2Fb", 200, "article a/b"),
    (.get, "/articles/%E5%9B%BD", 200, "article 国"),
    (.get, "/articles/batch", 200, "about batches"),
    (.post, "/articles/batch", 200, "batch"),
    (.get, "/articles/7/raw?x=1", 200, "raw 7"),
    (.head, "/articles/7", 200, "article 7"),
    (.get, "http://example.org/articles/7", 200, "article 7"),
    (.get, "/articles/", 404, "Not Found: There is nothing at /articles/.\n"),
    (.get, "/articles/7/", 404, "Not Found: There is nothing at /articles/7/.\n"),
    (.get, "/broken", 500, "Internal Server Error: request test\n"),
  ])
  func `answers`(method: Method, target: String, status: Int, body: String) throws {
    let response = router.respond(to: try Request(method: method, target: target))

    #expect(response.status.code == status)
    #expect(String(decoding: try response.collectedBody(), as: UTF8.self) == body)
  }

  @Test(arguments: [
    (Method.put, "/articles/7", 405, "GET, HEAD, OPTIONS"),
    (.delete, "/articles/batch", 405, "GET, HEAD, OPTIONS, POST"),
    (.options, "/articles/batch", 204, "GET, HEAD, OPTIONS, POST"),
    (.options, "*", 204, "GET, HEAD, OPTIONS, POST"),
  ])
  func `names the methods allowed`(method: Method, target: String, status: Int, allow: String)
    throws
  {
    let response = router.respond(to: try Request(method: method, target: target))

    #expect(response.status.code == status)
    #expect(response.headers["Allow"] == allow)
  }

  @Test(arguments: [
    "http://", "http:///a", "http://u@h/", "http://u:p@h/", "http://:80/", "http://a b/",
    "http://a\"/",
    "/a/%zz", "/a/%4", "/a/%ff", "/a/%00", "/a/../b", "/a/%2e%2E/b", "/?q=%", "ftp://x/",
  ])
  func `refuses a target that has no exact reading`(target: String) {
    #expect(throws: HTTPError.self) { try Request(method: .get, target: target) }
  }

  @Test func `admit sees route and parameters and refuses before the handler`() throws {
    let guarded = Router(
      [.get("/secret/{name}") { _ in .text("never") }],
      hooks: Hooks(
        admit: { request in
          throw HTTPError(
            .unauthorized, "\(request.pattern ?? "") \(try request.parameter("name"))")
        },
        finish: { response, _ in response.headers["X-Content-Type-Options"] = "nosniff" }))

    let response = guarded.respond(to: try Request(method: .get, target: "/secret/tea"))

    #expect(response.status == .unauthorized)
    #expect(String(decoding: try response.collectedBody(), as: UTF8.self).contains("{name} tea"))
    #expect(response.headers["X-Content-Type-Options"] == "nosniff")
    #expect(response.headers["X-Request-Id"] == "test")
  }
}
