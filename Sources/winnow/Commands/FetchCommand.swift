import API
import ArgumentParser
import Domain
import Fetching
import Glibc
import Ingest

/// `winnow fetch`: one page of the web in, its article out, nothing kept.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetches one page and prints its article.",
    discussion: """
      Only public addresses are reached, and robots.txt is obeyed; the keys of [fetch] in the \
      configuration say more.
      """)

  @Argument(help: ArgumentHelp("The page's address.", valueName: "url"))
  var url: String

  @Option(help: "What to print.")
  var format = PrintedFormat.json

  @Flag(help: "Print the page as its server sent it instead of the article.")
  var raw = false

  @Flag(help: "Do not ask for robots.txt: for pages of your own.")
  var ignoreRobots = false

  @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
  var config: String?

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let configuration = try stopping { try Configuration.load(file: config) }
    guard let fetcher = Fetcher(configuration, obeysRobots: !ignoreRobots) else {
      complain("fetch.enabled = false in the configuration turns fetching off.")
      throw Exit.configuration
    }
    guard let address = pageAddress(url) else {
      complain("\(url) is no http or https address.")
      throw Exit.badInput
    }
    let page: RawPage
    do throws(FetchProblem) {
      let fetched = try fetcher.fetch(FetchRequest(url: address))
      guard let got = fetched.page else { throw FetchProblem(.broken, "The server sent nothing.") }
      page = got
    } catch {
      complain(error.detail)
      throw Exit.unavailable
    }
    guard !raw else { return try printOut(page.bytes) }
    try printArticle(
      of: makeCleaner(configuration, explaining: false)(page, .stored), page, as: format)
  }
}
