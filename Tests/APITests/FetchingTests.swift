import Domain
import HTTPServer
import Ingest
import Synchronization
import Testing

@testable import API

/// Posts of an address alone.
struct FetchingTests {
  let json: Headers = ["Content-Type": "application/json", "Content-Length": "1"]

  /// A web of one page that changes when it is told to.
  final class Web: PageFetcher {
    let text = Mutex("Tea\nhot")
    let asked = Mutex<[FetchValidators?]>([])
    let problem = Mutex<FetchProblem?>(nil)

    func fetch(_ request: FetchRequest) throws(FetchProblem) -> Fetched {
      if let problem = problem.withLock({ $0 }) { throw problem }
      let text = text.withLock { $0 }
      let tag = "\"\(text.utf8.count)\""
      let url = "https://a.org/moved"
      let known = request.validators(url)
      asked.withLock { $0.append(known) }
      var record = FetchRecord(
        requestedURL: request.url, url: url, status: 200, fetchedAt: Timestamp(milliseconds: 0))
      record.entityTag = tag
      record.redirects = [.init(status: 301, url: url)]
      record.refresh = .init(seconds: 5, url: "https://a.org/next")
      let page = RawPage(bytes: Array(text.utf8), url: url, mediaType: "text/plain")
      return Fetched(page: known?.entityTag == tag ? nil : page, record: record)
    }
  }

  @Test func `an address is fetched, and asked for again only with what is known of it`() throws {
    let web = Web()
    let desk = Desk(fetcher: web)
    let body = #"{"url":"https://a.org/x","ref":1,"metadata":{"shelf":"top"}}"#

    let first = try desk.ask(.post, "/v1/articles", body, headers: json)
    let same = try desk.ask(.post, "/v1/articles", body, headers: json)
    web.text.withLock { $0 = "Ale\ncold and dark" }
    let other = try desk.ask(.post, "/v1/articles", body, headers: json)

    #expect(first.status == 201)
    #expect(first["url"] == .string("https://a.org/moved"))
    #expect(first["metadata", "shelf"] == .string("top"))
    #expect(same.status == 200)
    #expect(same["outcome"] == .string("unchanged"))
    #expect(other["outcome"] == .string("revised"))
    #expect(web.asked.withLock { $0.map { $0?.entityTag } } == [nil, "\"7\"", "\"7\""])
    #expect(desk.log.cleanings.withLock { $0 } == 2)
  }

  @Test func `what was deleted is fetched anew`() throws {
    let desk = Desk(fetcher: Web())
    let body = #"{"url":"https://a.org/x"}"#
    guard case .string(let id) = try desk.ask(.post, "/v1/articles", body, headers: json)["id"]
    else { throw StoreError.closed }

    _ = try desk.ask(.delete, "/v1/articles/\(id)")

    #expect(try desk.ask(.post, "/v1/articles", body, headers: json).status == 201)
  }

  @Test func `store=false, clean and batches fetch too`() throws {
    let desk = Desk(fetcher: Web())
    let body = #"{"url":"https://a.org/x"}"#

    let unkept = try desk.ask(.post, "/v1/articles?store=false", body, headers: json)
    let cleaned = try desk.ask(.post, "/v1/clean", body, headers: json)
    let batch = try desk.ask(
      .post, "/v1/articles/batch", body, headers: ["Content-Type": "application/x-ndjson"])

    #expect(unkept["title"] == .string("Tea"))
    #expect(cleaned["title"] == .string("Tea"))
    #expect(batch["outcome"] == .string("created"))
    #expect(desk.shelf.count == 1)
  }

  @Test func `how a page was fetched stands beside it`() throws {
    let desk = Desk(fetcher: Web())
    let answer = try desk.ask(
      .post, "/v1/articles", #"{"url":"https://a.org/x"}"#, headers: json)
    guard case .string(let id) = answer["id"] else { throw StoreError.closed }

    let record = try desk.ask(.get, "/v1/articles/\(id)/explain?view=fetch")

    #expect(record["fetch", "requested_url"] == .string("https://a.org/x"))
    #expect(record["fetch", "redirects", "0", "status"] == .integer(301))
    #expect(record["fetch", "refresh", "url"] == .string("https://a.org/next"))
  }

  @Test(
    arguments: [
      (.badAddress, 400, "bad-page"), (.refusedAddress, 422, "address-refused"),
      (.robots, 422, "robots"), (.tooManyRedirects, 502, "fetch-failed"),
      (.unreachable, 502, "fetch-failed"), (.timedOut, 504, "fetch-timeout"),
      (.throttled, 503, "throttled"), (.tooLarge, 422, "fetched-too-large"),
      (.broken, 502, "fetch-failed"), (.notAPage, 422, "no-page"),
    ] as [(FetchProblem.Kind, Int, String)])
  func `each trouble has its status and its name`(
    kind: FetchProblem.Kind, status: Int, problem: String
  ) throws {
    let web = Web()
    web.problem.withLock { $0 = FetchProblem(kind, "Because.", status: 429, retryAfter: 7) }
    let desk = Desk(fetcher: web)

    let answer = try desk.ask(
      .post, "/v1/articles", #"{"url":"https://a.org/x"}"#, headers: json)

    #expect(answer.status == status)
    #expect(answer.problem == problem)
    #expect(answer["detail"] == .string("Because."))
    #expect(answer["upstream_status"] == .integer(429))
    #expect(answer.headers["Retry-After"] == (kind == .throttled ? "7" : nil))
  }

  @Test func `posts that wait for other servers leave threads to the others`() throws {
    let desk = Desk(fetcher: Web(), fetchesWaitedFor: 0)

    let answer = try desk.ask(
      .post, "/v1/articles", #"{"url":"https://a.org/x"}"#, headers: json)

    #expect(answer.status == 503)
    #expect(answer.headers["Retry-After"] == "1")
    #expect(answer["detail"].map { "\($0)".contains("batch") } == true)
  }
}
