import Domain
import Markup

/// Finds authors whom nothing marks but their place: beside the dateline, or under a line that says no more than "Author".
///
///     Jane Doe | Senior Writer | July 2, 2025     a name that opens the dateline
///     Jane Doe / 3 min read · July 2, 2025        a line of its own beside the dateline
///     2004年7月16日08:19 [ 张三 ] 来源：…            a name in brackets in the dateline
///     Written by / Jane Doe                       a name under its label
///
/// A name in an alphabet counts where it begins with a given name in common use; places and sections are written as names
/// are.
struct NamesBesideDates {
  var reader: AuthorNames

  /// Units of the longest line that is a name and what goes with it.
  private static let longest = 90

  /// Blocks between a name and the date beside it.
  private static let reach = 2

  /// Blocks behind the body in which a box for the author stands.
  private static let footBlocks = 8

  func all(in document: Document) -> [Bylines.Found] {
    let region = document.headRegion
    guard !region.isEmpty else { return [] }
    let dates = DateReader(order: document.dayOrder)
    var found: [Bylines.Found] = []
    let dated = region.filter { index in
      document.blocks[index].measure.units <= NamesBesideDates.longest
        && document.withText(of: index) { dates.first(in: $0)?.time.day != nil }
    }
    for index in region where mayBeName(index, document) {
      guard dated.contains(where: { abs($0 - index) <= NamesBesideDates.reach }),
        !document.isInComments(document.blocks[index].container)
      else { continue }
      found += name(at: index, in: document, dates, "a name beside the date")
    }
    return found + labelled(in: document, dates)
  }

  private func mayBeName(_ index: Int, _ document: Document) -> Bool {
    let block = document.blocks[index]
    return block.measure.units <= NamesBesideDates.longest && block.context.headingLevel == 0
      && block.role != .title && !block.context.ancestors.contains(.figure)
      && !block.context.ancestors.contains(.caption)
  }

  private func name(
    at index: Int, in document: Document, _ dates: DateReader, _ origin: String
  ) -> [Bylines.Found] {
    let text = document.string(of: index)
    let names =
      document.blocks[index].measure.han > 0 ? bracketed(in: text, dates) : opening(text, dates)
    return names.isEmpty ? [] : [Bylines.Found(value: text, origin: origin, names: names)]
  }

  /// The names before the first mark, or behind the date that opens the line.
  private func opening(_ text: String, _ dates: DateReader) -> [String] {
    var bytes = Array(text.utf8)[...]
    for date in dates.all(in: bytes, limit: 2).reversed() {
      bytes.replaceSubrange(date.range, with: Array("|".utf8))
    }
    let rest = String(decoding: bytes, as: UTF8.self)
    let pieces = rest.split { NamesBesideDates.borders.contains($0) }.map {
      String($0).trimmingMarks()
    }
    guard let first = pieces.first(where: { !$0.isEmpty }), AuthorNames.hasGivenName(first) else {
      return []
    }
    let names = reader.names(in: first, .prose)
    let explained = names.reduce(0) { $0 + $1.count }
    // A sentence may begin with a name.
    guard !names.isEmpty, names.allSatisfy({ AuthorNames.hasGivenName($0) }),
      first.count <= explained + NamesBesideDates.longestRole
    else { return [] }
    return names
  }

  private static let borders: Marks = "|·•–—\n"
  private static let brackets: Marks = "[]［］【】()（）"

  /// Characters of a role behind a name.
  private static let longestRole = 40

  /// Chinese names that fill brackets.
  private func bracketed(in text: String, _ dates: DateReader) -> [String] {
    guard dates.first(in: Array(text.utf8)) != nil else { return [] }
    let pieces = text.split { NamesBesideDates.brackets.contains($0) }
    let isCut = pieces.count > 1
    let han = HanNames(simplified: reader.simplified)
    for piece in pieces.dropFirst() where isCut {
      let names = han.allNames(of: String(piece))
      if !names.isEmpty { return names }
    }
    return []
  }

  /// Names under a line that says "Author".
  private func labelled(in document: Document, _ dates: DateReader) -> [Bylines.Found] {
    let last = document.blocks.lastIndex { $0.isKept } ?? 0
    let foot = last..<min(document.blocks.count, last + NamesBesideDates.footBlocks)
    for index in Array(document.headRegion) + Array(foot)
    where index + 1 < document.blocks.count
      && document.blocks[index].measure.units <= NamesBesideDates.longestLabel
      // None of the labels is in Han characters.
      && document.blocks[index].measure.han == 0
    {
      let label = TitleText.folded(document.string(of: index))
      guard NamesBesideDates.labels.contains(label),
        document.blocks[index + 1].measure.units <= NamesBesideDates.longest
      else { continue }
      let found = name(at: index + 1, in: document, dates, "a name under its label")
      if !found.isEmpty { return found }
    }
    return []
  }

  private static let longestLabel = 24

  /// Lines that announce the author, letters alone.
  private static let labels: Set<String> = [
    "articleby", "author", "auteur", "autor", "autore", "autorin", "by", "escritopor",
    "geschriebenvon", "par", "por", "postedby", "publishedby", "scrittoda", "textby", "von",
    "wordsby", "writtenby",
  ]
}
