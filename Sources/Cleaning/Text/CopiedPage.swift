import Domain
import Markup

/// A plain text page that was copied out of a browser: the site's menus, buttons and boxes stand as lines above and below
/// the article.
///
///     Menu / Sport / Sign in                        the site's
///     Old ferry returns to the lake                 the headline
///     By Martha Quill / 12 March 2021 / Share       its byline and its buttons
///     The small green ferry …                       the article, from its first paragraph on
///     Related stories / © 2021 …                    the site's again
///
/// Only where several lines around the paragraphs are furniture of several kinds; a letter, a poem or a log has none. Pages in
/// Chinese are read by the grammar of their own lines (`ChooseTextBody`).
struct CopiedPage {
  /// The headline's line, where one is found.
  var title: Int?

  /// The article's lines.
  var body: Range<Int>

  /// Whom the line beside the date names.
  var author: String?

  /// Units from which on a line that ends as a sentence does is a paragraph.
  private static let paragraph = 60

  /// Units of a page's only paragraph at least.
  private static let singleParagraph = 200

  /// Lines of furniture around the paragraphs at least, and kinds of it.
  private static let fewestLines = 3
  private static let fewestKinds = 2

  /// Lines below a paragraph among which the next one stands, where an article begins.
  private static let reach = 3

  /// Units of a headline at least and at most.
  private static let title = 12...200

  /// The share of the paragraphs' units, in percent, that may stand below the first line of the tail: boxes have sentences too.
  private static let tailShare = 20

  /// The article's share of the page's units, in percent, at least: beside less of it the page is a front page.
  private static let leastShare = 30

  /// Nil for a text that was not copied out of a browser.
  init?(_ document: Document) {
    guard !Self.isChinese(document) else { return nil }
    let blocks = document.blocks
    let paragraphs = blocks.indices.filter { Self.isParagraph(blocks[$0].measure) }
    let units = paragraphs.reduce(0) { $0 + blocks[$1].measure.units }
    guard let last = paragraphs.last,
      let first = zip(paragraphs, paragraphs.dropFirst()).first(where: {
        $1 - $0 <= Self.reach
      })?.0 ?? (units >= Self.singleParagraph ? paragraphs.first : nil)
    else { return nil }
    let start = Self.bodyStart(first, document)
    let tail = Self.tail(from: start, last: last, units: units, paragraphs, document)
    guard Self.isFurnished(Array(0..<start) + Array(tail..<blocks.count), document) else {
      return nil
    }
    func length(of lines: Range<Int>) -> Int {
      lines.reduce(0) { $0 + blocks[$1].measure.units }
    }
    guard length(of: start..<tail) * 100 >= length(of: blocks.indices) * Self.leastShare else {
      return nil
    }
    title = Self.title(above: start, document)
    author = title.flatMap { CopiedByline.name(in: ($0 + 1)..<start, document) }
    body = start..<tail
  }

  /// Whether Chinese characters make up the text: Japanese is written with kana between.
  private static func isChinese(_ document: Document) -> Bool {
    let han = document.blocks.reduce(0) { $0 + $1.measure.han }
    let kana = document.blocks.reduce(0) { $0 + $1.measure.kana }
    let hangul = document.blocks.reduce(0) { $0 + $1.measure.hangul }
    return document.isHanPage && han > (kana + hangul) * 3
  }

  private static func isParagraph(_ measure: TextMeasure) -> Bool {
    measure.units >= paragraph && measure.endsSentence
  }

  /// The first paragraph, or what stands right above it and reads as a sentence.
  private static func bodyStart(_ first: Int, _ document: Document) -> Int {
    var start = first
    while start > 0, document.verdicts[start - 1] == nil,
      document.blocks[start - 1].measure.endsSentence,
      document.blocks[start - 1].measure.units >= paragraph / 2
    { start -= 1 }
    return start
  }

  /// The first line of what hangs below the article.
  private static func tail(
    from start: Int, last: Int, units: Int, _ paragraphs: [Int], _ document: Document
  ) -> Int {
    var below = units
    var next = paragraphs.startIndex
    for index in start..<document.blocks.count {
      while next < paragraphs.endIndex, paragraphs[next] < index {
        below -= document.blocks[paragraphs[next]].measure.units
        next += 1
      }
      guard let mark = mark(index, document),
        furniture.contains(mark.role) || mark.role == .keywords && index > last
      else { continue }
      if index > last || !mark.isWeak && below * 100 <= units * tailShare { return index }
    }
    return document.blocks.count
  }

  /// What a line says of itself.
  private static func mark(_ index: Int, _ document: Document) -> (role: Role, isWeak: Bool)? {
    if let verdict = document.verdicts[index] { return (verdict.role, verdict.isWeak) }
    let measure = document.blocks[index].measure
    guard measure.units < paragraph else { return nil }
    return document.withText(of: index) { line in
      if isKeywordsLabel(line) { return (.keywords, true) }
      return measure.han > 0 ? FurnitureLine(line).map { (.related, $0.isWeak) } : nil
    }
  }

  /// Whether a line is a label for keywords alone, which stand below it.
  private static func isKeywordsLabel(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let hit = LineMark.phrases.hits(in: line, limit: 1).first,
      LineMark.phrases.labels[hit.phrase] == LineMark.keywords.rawValue, hit.range.lowerBound == 0
    else { return false }
    let rest = line[hit.range.upperBound...]
    return rest.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ":") } || rest.elementsEqual("：".utf8)
  }

  private static let furniture: Set<Role> = [
    .breadcrumb, .comment, .legal, .navigation, .promotion, .related, .share,
  ]

  /// Whether lines hold enough furniture, one of them more than a word that an author may write too.
  private static func isFurnished(_ lines: [Int], _ document: Document) -> Bool {
    var kinds: Set<Role> = []
    var count = 0
    var isSure = false
    for index in lines {
      if let mark = mark(index, document), furniture.contains(mark.role) {
        kinds.insert(mark.role)
        count += 1
        if !mark.isWeak { isSure = true }
      } else if isPath(index, document) {
        kinds.insert(.breadcrumb)
        count += 1
      }
    }
    return isSure && count >= fewestLines && kinds.count >= fewestKinds
  }

  /// Whether a line is a path of sections, in whatever language: short names with arrows between.
  private static func isPath(_ index: Int, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    guard measure.units <= 120, measure.enders == 0, measure.commas == 0 else { return false }
    return document.withText(of: index) { line in
      var arrows = 0
      for i in line.indices where line[i] == 0x20 {
        let rest = line[(i + 1)...]
        if ["> ", "» ", "› ", "→ "].contains(where: { rest.starts(with: $0.utf8) }) { arrows += 1 }
      }
      return arrows >= 2
    }
  }

  /// The longest line above the body that no rule explains and that holds no date; the lowest of equals.
  private static func title(above start: Int, _ document: Document) -> Int? {
    let reader = DateReader(order: document.dayOrder)
    var best: Int?
    for index in 0..<start {
      let units = document.blocks[index].measure.units
      guard document.verdicts[index] == nil, title.contains(units),
        units >= best.map({ document.blocks[$0].measure.units }) ?? 0, !isPath(index, document),
        document.withText(of: index, { reader.all(in: Array($0), limit: 1).isEmpty })
      else { continue }
      best = index
    }
    return best
  }
}
