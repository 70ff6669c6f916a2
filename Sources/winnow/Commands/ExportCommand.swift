import API
import ArgumentParser
import Domain
import Foundation
import Ingest
import Storage

/// `winnow export`: the articles of a store as a file, or as a folder of Markdown.
///
/// Reads beside a running server.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes kept articles as lines of JSON, as Markdown or as a book.",
    discussion: """
      Goes on while a server runs. Without --output everything goes to standard output; markdown is \
      then an archive, and with a folder as --output a file for each article.
      """)

  @OptionGroup var options: StoreOptions

  @Option(help: "What to write.")
  var format = Export.Format.jsonl

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A new file; for markdown also a folder.", valueName: "path"))
  var output: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only articles that match, as in GET /v1/articles: host=example.org; may be repeated.",
      valueName: "name=value"))
  var conditions: [String] = []

  func validate() throws {
    for condition in conditions where !condition.contains("=") {
      throw ValidationError("--where takes name=value, such as host=example.org.")
    }
  }

  func run() throws {
    let configuration = try options.load()
    let filter = try readFilter(conditions)
    let store = try openToRead(configuration[Settings.data])
    defer { store.close() }
    do {
      let most = configuration[Settings.maxBookArticles]
      if format == .epub, try Export.isTooLong(for: most, filter, store) {
        complain(
          "more than \(most) articles match, the most of one book (export.max_book_articles);"
            + " narrow them with --where, or take another --format.")
        throw Exit.badInput
      }
      if format == .markdown, let output, !output.hasSuffix(".zip") {
        try writeFolder(output, filter, store)
      } else {
        try writeFile(filter, store)
      }
    } catch let failure as Descriptor.Failure {
      guard !failure.isClosedPipe else { throw Exit.closedPipe }
      complain("the export cannot be written: \(failure).")
      throw Exit.inputOutput
    } catch let error as StoreError {
      complain("the store failed: \(error.reason).")
      throw Exit.inputOutput
    }
  }

  private func writeFile(_ filter: ArticleQuery.Filter, _ store: SQLiteArticleStore) throws {
    let export = Export(store: store, filter: filter, format: format, now: systemTime())
    guard let output else {
      while let piece = try export.next() { try Descriptor.output.write(piece) }
      return
    }
    let number = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard number >= 0 else {
      complain("\(output) cannot be made: \(String(cString: strerror(errno))).")
      throw Exit.cannotCreate
    }
    defer { close(number) }
    while let piece = try export.next() { try Descriptor(number: number).write(piece) }
  }

  private func writeFolder(
    _ folder: String, _ filter: ArticleQuery.Filter, _ store: SQLiteArticleStore
  ) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      complain("\(folder) cannot be made; is there a file of that name?")
      throw Exit.cannotCreate
    }
    var query = ArticleQuery(filter: filter, order: .ingestedAt, isDescending: false, limit: 25)
    while true {
      let list = try store.list(query)
      for stored in list.articles {
        let view = ArticleView(stored)
        let path = folder + "/" + MarkdownFile.name(view)
        guard FileManager.default.createFile(atPath: path, contents: Data(MarkdownFile.bytes(view)))
        else {
          complain("\(path) cannot be written.")
          throw Exit.inputOutput
        }
      }
      guard let next = list.next else { return }
      query.cursor = next
    }
  }
}

extension Export.Format: ExpressibleByArgument {}

/// The filter that conditions name; ends the program where they are wrong.
func readFilter(_ conditions: [String]) throws -> ArticleQuery.Filter {
  do {
    return try ArticleQuery.Filter(
      conditions: conditions.map { condition in
        let halves = condition.split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(halves[0]), String(halves.last ?? ""))
      }, address: pageAddress)
  } catch let wrong as WrongFilter {
    complain(wrong.detail)
    throw Exit.badInput
  }
}
