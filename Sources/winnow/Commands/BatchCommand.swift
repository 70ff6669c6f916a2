import API
import ArgumentParser
import Domain
import Fetching
import Glibc
import Ingest

/// `winnow batch`: pages on standard input, one JSON object a line or the records of a crawl; articles
/// on standard output, in the order of the pages.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Cleans pages from standard input, one JSON page a line, on all processors.",
    discussion: """
      A line in: {"ref"?, "url"?, "html" | "text" | "body_base64", "content_type"?, …}
      A line out: {"ref", "article": {…}} or {"ref", "error": {…}}, in the order of input.
      An address alone, {"url": …}, is fetched.
      --format warc reads WARC files, plain or gzip; ref is then the record's id.
      """)

  @Option(
    help:
      "What standard input holds: \(BatchFormat.allCases.map(\.rawValue).joined(separator: " or "))."
  )
  var format = BatchFormat.ndjson

  @Option(
    help: ArgumentHelp("Threads that clean; one for each processor unless told.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Say on standard error at the end where the CPU time went, step by step.")
  var timings = false

  @Option(
    help: ArgumentHelp(
      "A store whose learnt furniture of hosts is dropped too; it is only read.",
      valueName: "dir"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "How far pages are restored: full, repair (the script stays) or none.", valueName: "extent"))
  var restore = Restoring.Extent.full

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 1024.")
    }
  }

  func run() throws {
    HeapSettings.settle(isBatch: true)
    signal(SIGPIPE, SIG_IGN)
    try withLearner(data) { try clean($0) }
  }

  private func clean(_ learner: FurnitureLearner?) throws {
    let configuration = try stopping { try Configuration.load(file: nil) }
    let times = timings ? StepTimes() : nil
    let cleaning = BatchCleaning(
      reader: PageReader(configuration),
      clean: times.map { makeTimedCleaner(configuration, $0) }
        ?? makeCleaner(configuration, explaining: false, learner: learner),
      fetcher: Fetcher(configuration),
      restoring: Restoring(extent: restore, script: restore == .full ? .auto : .keep))
    let progress = Progress(isShown: isatty(STDERR_FILENO) == 1)
    var runner = BatchRunner()
    if let workers { runner = BatchRunner(workers: workers) }
    do {
      var items = try BatchSource(format, limit: cleaning.reader.limit) {
        try Descriptor.input.read()
      }
      try runner.run(
        next: { try items.next() },
        weigh: \.weight,
        work: { (item: consuming BatchItem) in
          let line = cleaning.line(for: consume item)
          times?.finish("write JSON")
          return line
        },
        weighResult: \.count,
        emit: { line in
          try Descriptor.output.write(line)
          progress.count(line.count)
        })
    } catch let failure as Descriptor.Failure {
      progress.finish()
      guard !failure.isClosedPipe else { throw Exit.closedPipe }
      complain("the batch cannot go on: \(failure).")
      throw Exit.inputOutput
    }
    progress.finish()
    if let times { complain(times.report) }
  }
}

extension BatchFormat: ExpressibleByArgument {}
extension Restoring.Extent: ExpressibleByArgument {}

/// What makes a line of output of a page.
private struct BatchCleaning: Sendable {
  var reader: PageReader
  var clean: CleanPage
  var fetcher: Fetcher?
  var restoring: Restoring

  func line(for item: consuming BatchItem) -> [UInt8] {
    switch reader.order(item) {
    case .failure(let problem): return failure(problem)
    case .success(.page(let page)): return line(for: page)
    case .success(.address(let address)): return line(for: address)
    }
  }

  private func line(for address: PageAddress) -> [UInt8] {
    guard let fetcher else {
      var problem = PageProblem.notFetched
      problem.ref = address.ref
      return failure(problem)
    }
    do throws(FetchProblem) {
      guard var page = try fetcher.fetch(FetchRequest(url: address.url)).page else {
        throw FetchProblem(.broken, "The server sent nothing.")
      }
      (page.ref, page.metadata) = (address.ref, address.metadata)
      return line(for: page)
    } catch {
      return row(ref: address.ref) { writer in
        writer.name("error")
        PageError(error).write(to: &writer)
      }
    }
  }

  private func line(for page: RawPage) -> [UInt8] {
    let cleaned = clean(page, restoring)
    guard let article = cleaned.article else {
      return row(ref: page.ref) { writer in
        writer.name("error")
        PageError(noArticle: cleaned.refusal).write(to: &writer)
      }
    }
    return row(ref: page.ref, capacity: BatchCleaning.room(for: article)) { writer in
      writer.name("article")
      ArticleWriter().write(ArticleView(article, of: page, cleaned: cleaned), to: &writer)
    }
  }

  /// Room for an article's line; a buffer that is too small has to be copied into one twice as large.
  private static func room(for article: Article) -> Int {
    let texts = [article.text, article.html, article.markdown]
    let size = texts.reduce(0) { $0 + $1.utf8.count }
    // To read them once more costs less than a second buffer where they are large.
    let length =
      size < largeArticle ? size * 17 / 16 : texts.reduce(0) { $0 + JSONText.length(of: $1) }
    return length + 4096
  }

  private static let largeArticle = 1 << 20

  private func failure(_ problem: PageProblem) -> [UInt8] {
    row(ref: problem.ref) { writer in
      writer.name("error")
      PageError(problem).write(to: &writer)
    }
  }
}

private func row(
  ref: JSONValue?, capacity: Int = 1024, _ content: (inout JSONWriter) -> Void
) -> [UInt8] {
  var writer = JSONWriter(capacity: capacity)
  writer.object { writer in
    writer.name("ref")
    if let ref { writer.value(ref) } else { writer.null() }
    content(&writer)
  }
  writer.newline()
  return writer.bytes
}
