import Domain
import HTTPServer
import Ingest
import Synchronization

@testable import API

/// A router over a shelf, with a cleaner that a reader can follow: the first line of a page is its
/// title, the others its text; a page that says `nothing` holds no article.
///
/// Read in another way than it is stored, the text says how.
final class Desk: Sendable {
  let shelf = Shelf()
  let ways = WaysShelf()
  let service: Service
  let router: Router

  let log: Log
  let tokens = TokenShelf()

  /// What goes on behind the router.
  final class Log: Sendable {
    /// Errors that were reported as the service's own.
    let reported = Mutex<[String]>([])

    /// The clock's seconds since 2023-11-14T22:13:20Z.
    let time = Mutex<Int64>(0)

    /// Pages cleaned so far.
    let cleanings = Mutex<Int>(0)

    private let names = Mutex<Int>(0)

    /// The names are `a1`, `a2` and so on.
    func nextID() -> StoredArticle.ID {
      let number = names.withLock { number -> Int in
        number += 1
        return number
      }
      guard let id = StoredArticle.ID("a\(number)") else {
        preconditionFailure("a letter and digits are an identifier")
      }
      return id
    }
  }

  init(
    checks: [Service.Check] = [], bookArticles: Int = 5000, hooks: Hooks = Hooks(),
    fetcher: (any PageFetcher)? = nil, answers: Int = 1 << 20, fetchesWaitedFor: Int = 4,
    jobFolder: String = "/dev/null/none", rates: RateLimits = RateLimits(),
    origins: CrossOrigin = CrossOrigin("")
  ) {
    let log = Log()
    self.log = log
    let clock: @Sendable () -> Timestamp = {
      Timestamp(milliseconds: (1_700_000_000 + log.time.withLock { $0 }) * 1000)
    }
    guard let access = try? AccessControl(store: tokens, clock: clock) else {
      preconditionFailure("a shelf of tokens never fails")
    }
    var ingest = Ingest(
      store: shelf,
      clean: { page, restoring in
        log.cleanings.withLock { $0 += 1 }
        return Desk.clean(page, restoring)
      },
      clock: clock,
      newID: { _ in log.nextID() })
    ingest.fetcher = fetcher
    ingest.fetches = shelf
    let reader = PageReader(limit: 100_000) { $0.hasPrefix("http") ? $0 : nil }
    var service = Service(
      ingest: ingest, reader: reader,
      doorkeeper: Doorkeeper(access: access, rates: rates, origins: origins),
      nearDuplicates: shelf, version: "1.2.3", checks: checks,
      batch: BatchRunner(workers: 2), answers: AnswerCache(limit: answers),
      ledger: StillLedger.ledger(ingest, bookArticles: bookArticles),
      fetchesWaitedFor: fetchesWaitedFor,
      report: { error, _ in log.reported.withLock { $0.append("\(error)") } })
    Desk.addJobs(in: jobFolder, of: ways, to: &service)
    self.service = service
    router = makeRouter(service, hooks: hooks)
  }

  static func clean(_ page: RawPage, _ restoring: Restoring) -> Cleaned {
    var cleaned = Cleaned()
    cleaned.mediaType = page.mediaType ?? "text/html"
    cleaned.charset = page.charset ?? "utf-8"
    let text = String(decoding: page.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 1).map(String.init)
    cleaned.blocks = lines.map {
      Block(text: $0, isKept: true, role: .body, reason: "a line", layer: nil)
    }
    guard !text.contains("nothing") else {
      cleaned.refusal = "The page says nothing."
      return cleaned
    }
    var article = Article()
    article.url = page.url
    article.title = lines.first
    let way =
      restoring == .stored ? "" : "[\(restoring.extent.rawValue) \(restoring.script.rawValue)]"
    article.text = way + (lines.count > 1 ? lines[1] : "")
    article.html = "<p>\(article.text)</p>"
    article.markdown = "*\(article.text)*"
    article.cleaner = "winnow/1.2.3"
    cleaned.article = article
    cleaned.edits = [
      Edit(
        offset: 3, length: 1, before: "a", after: "b", layer: .annotation, certainty: .proved)
    ]
    cleaned.witnesses = [
      Witness(field: "title", value: "x", origin: "the first line", isBelieved: true)
    ]
    return cleaned
  }
}

/// An answer as a test looks at it.
struct Answer {
  var status: Int
  var headers: Headers
  var text: String

  var json: JSONValue? { JSONValue(json: Array(text.utf8)) }

  /// The JSON at a path of member names and indices.
  subscript(path: String...) -> JSONValue? {
    path.reduce(json) { value, name in
      if case .array(let values) = value, let index = Int(name) { return values[index] }
      return value?.members?[name]
    }
  }

  /// The problem's slug.
  var problem: String? {
    guard case .string(let type) = self["type"] else { return nil }
    return type.split(separator: "/").last.map(String.init)
  }
}

extension Desk {
  @discardableResult
  func ask(
    _ method: HTTPServer.Method, _ target: String, _ body: String = "", headers: Headers = [:]
  ) throws -> Answer {
    let request = try Request(
      method: method, target: target, headers: headers, body: Array(body.utf8))
    let response = router.respond(to: request)
    return Answer(
      status: response.status.code, headers: response.headers,
      text: String(decoding: try response.collectedBody(), as: UTF8.self))
  }

  /// Posts a page and gives its id.
  @discardableResult
  func post(_ page: String, url: String? = nil) throws -> String {
    let answer = try ask(
      .post, "/v1/articles" + (url.map { "?url=\(PercentCoding.encode($0))" } ?? ""), page,
      headers: ["Content-Type": "text/plain"])
    guard case .string(let id) = answer["id"] else { return "" }
    return id
  }
}

extension Desk {
  /// Jobs in memory with their files in a folder, and answers kept for keys.
  private static func addJobs(in folder: String, of ways: WaysShelf, to service: inout Service) {
    service.idempotency = Service.Idempotency(store: ways, life: .seconds(3600))
    service.jobs = JobRunner(
      store: ways, folder: JobFolder(folder), life: service.jobLife, clock: service.ingest.clock,
      work: JobWork(service).run)
  }
}
