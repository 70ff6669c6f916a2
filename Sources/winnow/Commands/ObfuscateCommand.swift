import ArgumentParser
import Foundation
import Obfuscation

/// `winnow obfuscate`: a clean article in, the page that a hijacked site would make of it out.
///
/// For tests and for measuring the repair; nothing of the service uses it.
struct ObfuscateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "obfuscate",
    abstract: "Damages a clean article as hijacked pages are damaged, to measure the repair.",
    discussion: """
      The article is JSON: {"title", "source", "authors": [], "published_at", "keywords": [], \
      "paragraphs": []}; Tests/Fixtures/articles has some.
      """)

  @Argument(help: ArgumentHelp("The article; - is standard input.", valueName: "file"))
  var article = "-"

  @Option(help: ArgumentHelp("The same number makes the same page.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "A kind of damage; repeat it for several. All unless told.", valueName: "layer"))
  var layer: [DamageLayer] = []

  @Option(
    help:
      "How readings are written: toned, spaced, untoned, or dropped (simplified text, readings without toned vowels)."
  )
  var style = AnnotationStyle.toned

  @Flag(help: "Make an HTML page instead of plain text.")
  var html = false

  func run() throws {
    let source: ArticleFile
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      source = try decoder.decode(ArticleFile.self, from: Data(try readInput(article)))
    } catch let error as DecodingError {
      complain("\(article) is no article of the form that --help shows: \(error).")
      throw Exit.badInput
    }
    let layers = layer.isEmpty ? Set(DamageLayer.allCases) : Set(layer)
    let obfuscator = Obfuscator(seed: seed, layers: layers, style: style)
    try Descriptor.output.write(obfuscator.obfuscate(source.article, asHTML: html))
  }
}

extension DamageLayer: ExpressibleByArgument {}
extension AnnotationStyle: ExpressibleByArgument {}

/// An article as the file has it.
private struct ArticleFile: Decodable {
  var title: String
  var source: String
  var authors: [String]
  /// RFC 3339, as precise as it is known.
  var publishedAt: String
  var keywords: [String]
  var paragraphs: [String]

  var article: ArticleSource {
    ArticleSource(
      title: title, source: source, author: authors.joined(separator: " "),
      published: String(publishedAt.prefix(16)).replacing("T", with: " "), keywords: keywords,
      paragraphs: paragraphs)
  }
}
