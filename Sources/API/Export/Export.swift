import Domain
import Foundation
import HTTPServer
import Ingest
import Synchronization

/// All articles that match, oldest first, as the pieces of one file.
///
/// However many there are, a step of them is in memory, and what comes in meanwhile is not missed: the
/// list goes on from a cursor.
public final class Export: Sendable {
  /// What is written of the articles.
  public enum Format: String, Sendable, CaseIterable {
    /// One JSON object a line.
    case jsonl
    /// An archive of a file of Markdown for each, with its fields as front matter.
    case markdown
    /// A book with a chapter for each.
    case epub

    public var mediaType: String {
      switch self {
      case .jsonl: "application/x-ndjson"
      case .markdown: "application/zip"
      case .epub: "application/epub+zip"
      }
    }

    public var fileName: String {
      switch self {
      case .jsonl: "articles.jsonl"
      case .markdown: "articles.zip"
      case .epub: "articles.epub"
      }
    }
  }

  private struct State {
    var form: any ExportForm
    var query: ArticleQuery
    var phase = Phase.beginning
  }

  private enum Phase { case beginning, articles, over }

  private let store: any ArticleStore
  private let state: Mutex<State>

  /// Articles read at a time: some hundred KiB of them.
  private static let step = 25

  /// - Parameters:
  ///   - fields: The members of JSON; all unless told.
  ///   - now: The moment that a book says it was made.
  public init(
    store: any ArticleStore, filter: ArticleQuery.Filter, format: Format,
    fields: Set<ArticleField> = ArticleField.everything, now: Timestamp
  ) {
    self.store = store
    let form: any ExportForm =
      switch format {
      case .jsonl: JSONLines(fields: fields)
      case .markdown: MarkdownArchive()
      case .epub: Book(identifier: "urn:uuid:\(UUID().uuidString.lowercased())", made: now)
      }
    let query = ArticleQuery(
      filter: filter, order: .ingestedAt, isDescending: false, limit: Export.step)
    state = Mutex(State(form: form, query: query))
  }

  /// The next piece; nil at the end.
  public func next() throws -> [UInt8]? {
    try state.withLock { state in
      switch state.phase {
      case .beginning:
        state.phase = .articles
        return try state.form.begin()
      case .articles:
        let list = try store.list(state.query)
        var piece: [UInt8] = []
        for article in list.articles { piece += try state.form.piece(ArticleView(article)) }
        state.query.cursor = list.next
        guard list.next == nil else { return piece }
        state.phase = .over
        return try piece + state.form.end()
      case .over: return nil
      }
    }
  }

  /// Whether more articles match than a book may have.
  public static func isTooLong(
    for limit: Int, _ filter: ArticleQuery.Filter, _ store: any ArticleStore
  ) throws(StoreError) -> Bool {
    var query = ArticleQuery(
      filter: filter, order: .ingestedAt, isDescending: false, limit: 200, includesText: false)
    var count = 0
    while count <= limit {
      let list = try store.list(query)
      count += list.articles.count
      guard let next = list.next else { break }
      query.cursor = next
    }
    return count > limit
  }
}

/// How articles become the pieces of a file.
protocol ExportForm: Sendable {
  mutating func begin() throws -> [UInt8]
  mutating func piece(_ view: ArticleView) throws -> [UInt8]
  mutating func end() throws -> [UInt8]
}

/// One JSON object a line (jsonlines.org).
struct JSONLines: ExportForm {
  private let writer: ArticleWriter

  init(fields: Set<ArticleField>) { writer = ArticleWriter(fields: fields) }

  func begin() -> [UInt8] { [] }
  func piece(_ view: ArticleView) -> [UInt8] { writer.json(view) + [0x0A] }
  func end() -> [UInt8] { [] }
}

/// `GET /v1/export?format=`: everything that matches, streamed.
struct GetExport: Handler {
  let service: Service
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(
      request, ArticleQuery.Filter.parameters + ["fields", "format"])
    let filter = try ArticleQuery.Filter(parameters, address: service.reader.address)
    let format: Export.Format = try parameters.choice("format") ?? .jsonl
    try Representation.check(format.mediaType, accept: request.headers)
    let fields = try Reading.fields(parameters)
    guard fields == nil || format == .jsonl else {
      throw Problem.badParameter(
        "fields", parameters["fields"] ?? "", "It chooses members of JSON; leave it out.")
    }
    if format == .epub, try Export.isTooLong(for: ledger.bookArticles, filter, service.store) {
      throw Problem(
        .badRequest, "book-too-long",
        "More than \(ledger.bookArticles) articles match, the most of one book"
          + " (export.max_book_articles). Narrow the filters, by time for example, or take"
          + " format=jsonl or markdown, which have no such bound.")
    }
    let export = Export(
      store: service.store, filter: filter, format: format,
      fields: fields ?? ArticleField.everything, now: service.ingest.clock())
    var response = Response(
      headers: [
        "Content-Type": format.mediaType,
        "Content-Disposition": "attachment; filename=\"\(format.fileName)\"",
        "Cache-Control": "no-store",
      ],
      body: .pieces(next: { try export.next() }))
    response.isCompressible = format == .jsonl
    return response
  }
}
