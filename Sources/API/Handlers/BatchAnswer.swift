import Domain
import HTTPServer
import Ingest
import Synchronization

/// The answer to many pages: one line of NDJSON for each, in the order of input.
struct BatchAnswer: Sendable {
  let service: Service
  var isKept = true

  /// Whether lines have their articles' titles: those that are kept have not (docs/decisions/0063).
  var hasTitles = true

  static let contentType = "application/x-ndjson"

  /// Answers pages that are at hand already.
  func response(to pages: [Result<RawPage, PageProblem>]) -> Response {
    var writer = JSONWriter()
    let steps = pages.map { page in step(for: page.map(PageOrder.page), isCancelled: { false }) }
    for (index, line) in lines(of: steps).enumerated() { write(line, index: index, to: &writer) }
    return .bytes(writer.bytes, type: BatchAnswer.contentType)
  }

  /// Takes in the pages of a stream and writes a line for each.
  ///
  /// - Throws: What `next` and `tell` throw, and `ClientGone` once cancelled.
  func run(
    _ next: () throws -> BatchItem?,
    to tell: @escaping @Sendable (_ bytes: [UInt8], _ line: Line, _ index: Int) throws -> Void,
    from first: Int = 0, isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    let count = Atomic<Int>(first)
    let known = KnownPages()
    try service.batch.run(
      next: {
        if isCancelled() { throw ClientGone() }
        return try next()
      },
      weigh: \.weight,
      work: { (item: consuming BatchItem, place: WorkPlace) in
        let order = service.reader.order(consume item)
        return step(for: order, at: place, in: known, isCancelled: isCancelled)
      },
      weighResult: \.weight,
      emitAll: { steps in
        // What is cleaned and not kept yet is let go of: whoever cancels is not to find more of it.
        if isCancelled() { throw ClientGone() }
        for line in lines(of: steps, in: known) {
          let index = count.wrappingAdd(1, ordering: .relaxed).oldValue
          var json = JSONWriter(capacity: 256)
          write(line, index: index, to: &json)
          try tell(json.bytes, line, index)
        }
      })
  }

  /// How far a page comes by itself: to its line, or to where it is kept together with others.
  private enum Step: Sendable {
    case done(Line)
    case arrived(Ingest.Arrival, ref: JSONValue?)

    /// The bytes that it holds on to until it is kept.
    var weight: Int {
      guard case .arrived(let arrival, _) = self else { return 0 }
      return arrival.weight
    }
  }

  /// The same for one that may have to be fetched, which is waited for outside the worker's place.
  private func step(
    for order: Result<PageOrder, PageProblem>, at place: WorkPlace, in stream: KnownPages,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> Step {
    guard case .success(.address) = order else {
      return step(for: order, in: stream, isCancelled: isCancelled)
    }
    return .done(place.outside { line(for: order, isCancelled: isCancelled) })
  }

  private func step(
    for order: Result<PageOrder, PageProblem>, in stream: KnownPages? = nil,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> Step {
    guard isKept, case .success(.page(let page)) = order else {
      return .done(line(for: order, isCancelled: isCancelled))
    }
    do throws(StoreError) {
      return .arrived(
        try service.ingest.arrival(of: page, answered: .title, in: stream), ref: page.ref)
    } catch {
      return .done(failed(Problem(error), ref: page.ref))
    }
  }

  /// Keeps what has arrived, and says what became of each page.
  private func lines(of steps: [Step], in stream: KnownPages? = nil) -> [Line] {
    var kept = service.ingest.keep(
      steps.compactMap { if case .arrived(let arrival, _) = $0 { arrival } else { nil } },
      in: stream)[...]
    return steps.map { step in
      switch step {
      case .done(let line): return line
      case .arrived(_, let ref):
        switch kept.removeFirst() {
        case .success(let receipt): return line(receipt, ref: ref)
        case .failure(let error): return failed(Problem(error), ref: ref)
        }
      }
    }
  }

  /// What became of one page.
  struct Line: Sendable {
    var ref: JSONValue?
    var status: Int
    var outcome: Receipt.Outcome?
    var id: StoredArticle.ID?
    var title: String?

    /// Nil where the page gave an article.
    var problem: Problem?
  }

  /// What becomes of an address, of a page that is not kept, or of what is neither; never throws: one
  /// bad page stops no other.
  ///
  /// - Parameter isCancelled: whether the client is gone: nothing is fetched for it then.
  private func line(
    for order: Result<PageOrder, PageProblem>, isCancelled: @escaping @Sendable () -> Bool
  ) -> Line {
    switch order {
    case .failure(let problem):
      return failed(Problem(problem), ref: problem.ref)
    case .success(let order):
      do {
        switch order {
        case .page(let page): return clean(page)
        case .address(let address): return try take(address, isCancelled)
        }
      } catch let error as StoreError {
        return failed(Problem(error), ref: order.ref)
      } catch let error as FetchProblem {
        return failed(Problem(error), ref: order.ref)
      } catch let error as PageProblem {
        return failed(Problem(error), ref: order.ref)
      } catch {
        return failed(
          Problem(.internalServerError, "internal-error", "Something went wrong here."),
          ref: order.ref)
      }
    }
  }

  private func take(
    _ address: PageAddress, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> Line {
    guard isKept else {
      return clean(try service.ingest.page(at: address, isCancelled: isCancelled))
    }
    return line(try service.ingest.receive(address, isCancelled: isCancelled), ref: address.ref)
  }

  private func failed(_ problem: Problem, ref: JSONValue?, id: StoredArticle.ID? = nil) -> Line {
    Line(ref: ref, status: problem.status.code, id: id, problem: problem)
  }

  private func line(_ receipt: Receipt, ref: JSONValue?) -> Line {
    guard let stored = receipt.article else {
      return failed(
        .noArticle(.unprocessableContent, why: receipt.refusal, id: receipt.id), ref: ref,
        id: receipt.id)
    }
    return Line(
      ref: ref, status: receipt.outcome == .unchanged ? 200 : 201, outcome: receipt.outcome,
      id: receipt.id, title: ArticleView(stored).article.title)
  }

  private func clean(_ page: RawPage) -> Line {
    let cleaned = service.ingest.clean(page, .stored, for: .nothing)
    guard let article = cleaned.article else {
      return failed(
        .noArticle(.unprocessableContent, why: cleaned.refusal, id: nil), ref: page.ref)
    }
    return Line(ref: page.ref, status: 200, title: article.title)
  }

  /// The line of a stream that can be read no further.
  func line(_ problem: Problem, index: Int) -> [UInt8] {
    var json = JSONWriter(capacity: 256)
    write(failed(problem, ref: nil), index: index, to: &json)
    return json.bytes
  }

  func write(_ line: Line, index: Int, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("index", index)
      writer.name("ref")
      if let ref = line.ref { writer.value(ref) } else { writer.null() }
      writer.member("status", line.status)
      guard let problem = line.problem else {
        writer.member("outcome", line.outcome?.rawValue)
        writer.member("id", line.id?.rawValue)
        if hasTitles { writer.member("title", line.title) }
        return
      }
      if let id = line.id { writer.member("id", id.rawValue) }
      writer.name("error")
      PageError(problem).write(to: &writer)
    }
    writer.newline()
  }
}
