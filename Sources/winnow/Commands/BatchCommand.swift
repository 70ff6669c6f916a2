import API
import ArgumentParser
import Domain
import Glibc
import Ingest

/// `winnow batch`: pages on standard input, one JSON object a line; articles on standard output, in
/// the order of the pages.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Cleans pages from standard input, one JSON page a line, on all processors.",
    discussion: """
      A line in: {"ref"?, "url"?, "html" | "text" | "body_base64", "content_type"?, …}
      A line out: {"ref", "article": {…}} or {"ref", "error": {…}}, in the order of input.
      """)

  @Option(
    help: ArgumentHelp("Threads that clean; one for each processor unless told.", valueName: "n"))
  var workers: Int?

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 1024.")
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let reader = PageReader(try stopping { try Configuration.load(file: nil) })
    let cleaner = makeCleaner(explaining: false)
    // JSON may spend six bytes on one of the page; three times is what escaped Chinese needs twice.
    var lines = NDJSONLines(limit: reader.limit * 3) { try Descriptor.input.read() }
    let progress = Progress(isShown: isatty(STDERR_FILENO) == 1)
    var runner = BatchRunner()
    if let workers { runner = BatchRunner(workers: workers) }
    do {
      try runner.run(
        next: { try lines.next() },
        weigh: { line in
          guard case .text(let bytes) = line else { return 0 }
          return bytes.count
        },
        work: { line in answer(to: line, reader: reader, cleaner: cleaner) },
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
  }
}

/// The line of output for a line of input.
private func answer(
  to line: NDJSONLines.Line, reader: PageReader, cleaner: CleanPage
) -> [UInt8] {
  do throws(PageProblem) {
    guard case .text(let json) = line else {
      throw PageProblem(
        .tooLarge, "The line is longer than \(reader.limit * 3) bytes; limits.max_page sets that.")
    }
    let page = try reader.page(json: json)
    let cleaned = cleaner(page, .stored)
    guard let article = cleaned.article else {
      return row(ref: page.ref) { writer in
        writer.name("error")
        PageError(noArticle: cleaned.refusal).write(to: &writer)
      }
    }
    let size = article.text.utf8.count + article.html.utf8.count + article.markdown.utf8.count
    return row(ref: page.ref, capacity: size * 17 / 16 + 4096) { writer in
      writer.name("article")
      ArticleWriter().write(ArticleView(article, of: page, cleaned: cleaned), to: &writer)
    }
  } catch {
    return row(ref: error.ref) { writer in
      writer.name("error")
      PageError(error).write(to: &writer)
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
