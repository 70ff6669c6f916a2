import Domain
import Foundation
import Testing

@testable import Cleaning

/// Scores of body and fields on the project's own pages, which do not go down.
///
/// `Tests/Fixtures/gate` holds pages in many languages and layouts, what a person reads on each, and `floors.json`, the
/// scores reached. `make gate-update` writes today's scores as the floors; the change is then one of that file to review.
@Suite struct GateTests {
  private static let floorsFile = GatePage.folder.appending(path: "floors.json")

  /// Scores are written with four decimals.
  private static let tolerance = 0.0001

  private static func scores() throws -> [String: GateScore] {
    let cleaner = Cleaner()
    var scores: [String: GateScore] = [:]
    for each in try GatePage.all() {
      scores[each.name] = GateScore(cleaner.clean(each.page).article, gold: each.gold)
    }
    return scores
  }

  @Test func `no page of the gate is cleaned worse than it was`() throws {
    let scores = try Self.scores()
    if ProcessInfo.processInfo.environment["WINNOW_GATE_UPDATE"] == "1" { try Self.pin(scores) }

    let floors = try JSONDecoder().decode(
      [String: GateScore].self, from: Data(contentsOf: Self.floorsFile))

    #expect(Set(floors.keys) == Set(scores.keys), "make gate-update pins new pages")
    for (name, floor) in floors.sorted(by: { $0.key < $1.key }) {
      guard let score = scores[name] else { continue }
      for (measure, path) in GateScore.measures {
        #expect(
          score[keyPath: path] >= floor[keyPath: path] - Self.tolerance,
          "\(name): \(measure) fell; if that is meant, make gate-update")
      }
    }
  }

  @Test func `the gate holds thirty pages in a dozen languages, HTML and text`() throws {
    let pages = try GatePage.all()

    #expect(pages.count >= 30)
    #expect(Set(pages.map(\.gold.language)).count >= 12)
    #expect(pages.contains { $0.page.mediaType == "text/plain" })
  }

  @Test func `an article's HTML, posted again, gives the same article`() throws {
    let cleaner = Cleaner()
    for each in try GatePage.all() {
      guard let first = cleaner.clean(each.page).article else { continue }

      let again = cleaner.clean(RawPage(bytes: Array(first.html.utf8), mediaType: "text/html"))

      #expect(again.article?.text == first.text, "\(each.name)")
      #expect(again.article?.html == first.html, "\(each.name)")
      #expect(again.article?.markdown == first.markdown, "\(each.name)")
    }
  }

  @Test(arguments: [
    ("a b c d e", "a b c d e", 1.0), ("", "a b c d", 0), ("x", "x", 1), ("一二三四五", "一二三四六", 0.5),
  ])
  func `scores are those of runs of four tokens`(text: String, gold: String, score: Double) {
    #expect(GateScore.shingleF1(text, gold) == score)
  }

  private static func pin(_ scores: [String: GateScore]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let rounded = scores.mapValues { score in
      var score = score
      score.body = (score.body * 10_000).rounded(.down) / 10_000
      return score
    }
    try (encoder.encode(rounded) + Data("\n".utf8)).write(to: floorsFile)
  }
}
