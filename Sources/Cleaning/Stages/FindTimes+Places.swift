import Domain
import Markup

/// Dates that stand in the page's text: beside the headline, at the head of the first paragraph, behind the body.
extension FindTimes {
  /// Dates in lines that the grammar reads as datelines, those beside the article first.
  func datelines(in document: Document) -> [Candidate] {
    let head = document.headBlock
    let lines = document.verdicts.indices.filter {
      document.verdicts[$0]?.role == .dateline && document.blocks[$0].measure.units <= 300
    }
    let region = document.headRegion
    let found = lines.sorted { abs($0 - head) < abs($1 - head) }.prefix(3).flatMap { index in
      let dates = document.verdicts[index]?.labels?.dates ?? []
      return dates.prefix(2).compactMap { match -> Candidate? in
        if isFounding(match, of: index, document) { return nil }
        return Candidate(
          time: match.time, origin: "a dateline", isVisible: region.contains(index),
          isChange: isChange(match, of: index, document),
          isTold: isTold(match, of: index, document))
      }
    }
    // Chinese sites call the one time that they give 更新时间.
    guard found.count == 1, found[0].isVisible, document.isHanPage else {
      return told(found)
    }
    return found.map { Candidate(time: $0.time, origin: $0.origin, isVisible: true) }
  }

  /// Dates in short blocks within reach of the headline.
  func nearTitle(in document: Document) -> [Candidate] {
    let reader = DateReader(order: document.dayOrder)
    let head = document.headBlock
    guard !document.blocks.isEmpty else { return [] }
    let region = document.headRegion
    var found: [Candidate] = []
    for index in max(0, head - 4)..<min(document.blocks.count, head + 10)
    where document.blocks[index].measure.units <= 160 {
      for match in document.withText(of: index, { reader.all(in: $0, limit: 2) })
      where match.time.day != nil && !isFounding(match, of: index, document) {
        found.append(
          Candidate(
            time: match.time, origin: "text near the title",
            isVisible: region.contains(index),
            isChange: isChange(match, of: index, document),
            isTold: isTold(match, of: index, document)))
      }
    }
    return told(found)
  }

  /// Dates that are called the time of publishing first.
  private func told(_ candidates: [Candidate]) -> [Candidate] {
    candidates.filter(\.isTold) + candidates.filter { !$0.isTold }
  }

  /// Whether the words right before a date call it the time of publishing.
  private func isTold(_ match: DateReader.Match, of block: Int, _ document: Document) -> Bool {
    document.withText(of: block) {
      ChangeWords.publish(in: ChangeWords.before(match, in: $0, reach: ChangeWords.reach / 2))
    }
  }

  /// Whether the words right before a date tell of a site's or a member's beginning: `建立于:2004年10月6日`.
  private func isFounding(_ match: DateReader.Match, of block: Int, _ document: Document) -> Bool {
    document.withText(of: block) {
      ChangeWords.begin(in: ChangeWords.before(match, in: $0, reach: ChangeWords.reach / 2))
    }
  }

  /// Whether the words before a date call it the time of a change.
  func isChange(_ match: DateReader.Match, of block: Int, _ document: Document) -> Bool {
    if match.range.lowerBound < FindTimes.fewBytes, block > 0,
      document.blocks[block - 1].text.count <= ChangeWords.reach
    {
      // The label may be a block of its own: "Last updated", "March 14".
      return ChangeWords.stand(in: document.string(of: block - 1))
    }
    return document.withText(of: block) { ChangeWords.stand(in: ChangeWords.before(match, in: $0)) }
  }

  /// A date with no more than this before it opens its line.
  private static let fewBytes = 4

  /// Bytes of a first paragraph within which a dateline stands.
  private static let openingSize = 90

  /// The dateline that opens the first paragraph: `Press release of 25 January 2022 | Berlin – The …`.
  func opening(of document: Document) -> [Candidate] {
    let reader = DateReader(order: document.dayOrder)
    for block in document.blocks.indices.filter({ document.blocks[$0].isKept }).prefix(2) {
      let line = document.text[document.blocks[block].text].prefix(FindTimes.openingSize)
      guard let match = reader.first(in: line), match.time.day != nil else { continue }
      // What follows tells a dateline from a sentence about a day.
      let rest = String(
        decoding: line.dropFirst(match.range.upperBound).prefix(FindTimes.datelineTail),
        as: UTF8.self)
      guard FindTimes.datelineMarks.contains(where: { rest.holds($0) }) else { continue }
      return [Candidate(time: match.time, origin: "the first paragraph's dateline")]
    }
    return []
  }

  /// A date behind the body that is called the time of publishing: `发布时间 2005/05/17 22:11:42`.
  func closing(of document: Document) -> [Candidate] {
    guard let last = document.blocks.lastIndex(where: { $0.isKept }) else { return [] }
    let reader = DateReader(order: document.dayOrder)
    // Where readers' answers count as body, the article's own date stands between the article and them.
    let within = (document.blocks.firstIndex { $0.isKept } ?? last)..<last
    let between = within.filter {
      document.blocks[$0].measure.units <= FindTimes.longestClosing
    }
    for block in between + Array(last..<min(document.blocks.count, last + FindTimes.closingBlocks))
    {
      // Further off a line speaks of the page where it has both of its times.
      if block > last + FindTimes.nearBlocks,
        !document.withText(of: block, { ChangeWords.are(in: $0) })
      {
        continue
      }
      let found = document.withText(of: block) { text in
        reader.all(in: text, limit: 3).first {
          $0.time.day != nil && ChangeWords.publish(in: ChangeWords.before($0, in: text))
        }
      }
      if let found {
        return [Candidate(time: found.time, origin: "a date of publishing behind the body")]
      }
    }
    return []
  }

  /// Blocks from the last of the body on in which its date may stand.
  private static let closingBlocks = 12
  private static let nearBlocks = 4

  /// Units of a line that says no more than who wrote where and when.
  private static let longestClosing = 60

  /// Bytes behind a date within which a dateline ends.
  private static let datelineTail = 24

  /// What parts a dateline from the sentence behind it.
  private static let datelineMarks: [StaticString] = [
    " – ", " — ", " - ", "|", "(", ")", "】", "）", "报道", "報道", "讯", "电",
  ]
}
