import API
import ArgumentParser
import Domain
import Glibc
import Ingest

/// `winnow clean`: one page in, its article out, nothing kept.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Cleans one page and prints its article.")

  @Argument(help: ArgumentHelp("The page; - is standard input.", valueName: "file"))
  var page = "-"

  @Option(
    help: ArgumentHelp("The page's address, which its links are resolved by.", valueName: "u"))
  var url: String?

  @Option(help: ArgumentHelp("As a server would say it: text/html; charset=gbk.", valueName: "t"))
  var contentType: String?

  @Option(help: "What to print.")
  var format = PrintedFormat.json

  @Flag(help: "Print every block with what became of it and why, instead of the article.")
  var explain = false

  @Option(
    help: ArgumentHelp(
      "A store whose learnt furniture of hosts is dropped too; it is only read.",
      valueName: "dir"))
  var data: String?

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let cleaned: Cleaned
    let configuration = try stopping { try Configuration.load(file: nil) }
    let raw = try read(PageReader(configuration))
    cleaned = try withLearner(data) { makeCleaner(configuration, learner: $0)(raw, .stored) }
    if explain {
      try printOut(Array(explanation(of: cleaned).utf8))
      return
    }
    try printArticle(of: cleaned, raw, as: format)
  }

  private func read(_ reader: PageReader) throws -> RawPage {
    do {
      let bytes = try readInput(page)
      let envelope = PageReader.Envelope(contentType: contentType, url: url)
      switch try reader.read(bytes, in: envelope) {
      case .page(let raw): return raw
      case .address(let address):
        throw PageProblem(
          .notFetched,
          "The page is only an address: winnow fetch '\(address.url)' fetches and cleans it.")
      case .pages(let pages):
        guard pages.count == 1, let page = pages.first else {
          throw PageProblem(
            .malformed, "The upload has \(pages.count) pages: clean takes one; batch takes many.")
        }
        return try page.get()
      }
    } catch let problem as PageProblem {
      complain(problem.detail)
      throw Exit.badInput
    }
  }
}

/// The blocks, the fields' witnesses and the repairs of a page, for a person to read.
private func explanation(of cleaned: Cleaned) -> String {
  var lines = [
    "\(cleaned.mediaType), \(cleaned.charset) (\(cleaned.charsetReason))",
    cleaned.article == nil ? "no article: \(cleaned.refusal)" : "an article", "", "blocks",
  ]
  for block in cleaned.blocks {
    let layer = block.layer.map { " [\($0.rawValue)]" } ?? ""
    lines += [
      "\(block.isKept ? "+" : "-") \(block.role.rawValue): \(block.text.shortened(to: 100))",
      "    \(block.reason)\(layer)\(block.path.isEmpty ? "" : "  \(block.path)")",
    ]
  }
  lines += ["", "fields"]
  for witness in cleaned.witnesses {
    lines.append(
      "\(witness.isBelieved ? "+" : "-") \(witness.field): \(witness.value.shortened(to: 80))"
        + "  (\(witness.origin))")
  }
  lines += ["", "repairs"]
  let layers = Dictionary(grouping: cleaned.edits, by: \.layer.rawValue)
  for (layer, edits) in layers.sorted(by: { $0.key < $1.key }) {
    let examples = edits.prefix(3).map { "'\($0.before)' → '\($0.after)'" }
    lines.append("\(layer): \(edits.count), such as \(examples.joined(separator: ", "))")
  }
  return lines.joined(separator: "\n")
}

extension String {
  /// The first `limit` scalars on one line.
  fileprivate func shortened(to limit: Int) -> String {
    var text = String.UnicodeScalarView()
    for (count, scalar) in unicodeScalars.enumerated() {
      guard count < limit else { return String(text) + "…" }
      text.append(scalar.value < 0x20 ? " " : scalar)
    }
    return String(text)
  }
}
