import Domain
import Markup

/// What the grammar of a line says of it: nil for what reads as prose.
///
/// Lines are folded to simplified script first, so that one list of phrases serves both.
struct LineVerdict {
  var role: Role
  var rule: StaticString
  var layer: Layer?

  /// Whether it is a word that an author's heading may be as well.
  var isWeak = false

  /// Labels, values and dates, where the line is made of them.
  var labels: LabelledLine?
}

/// Judges single lines by their shape and their words, not by where they stand.
struct LineGrammar {
  var dates: DateReader

  /// Longer lines are prose, whatever words they hold.
  static let longestLine = 900

  /// Units of a line of furniture at most.
  static let longestFurniture = 200

  /// A label line may hold this share of bytes that no label, date or separator accounts for.
  static let mostUnexplained = 0.34

  func verdict(_ line: UnsafeBufferPointer<UInt8>, _ measure: TextMeasure) -> LineVerdict? {
    guard line.count <= LineGrammar.longestLine else {
      return LineGrammar.endsSentences(measure) ? nil : verdictOfLong(line)
    }
    if measure.units == 0 {
      return LineVerdict(role: .strayMark, rule: "a line of marks alone", layer: .strayMarks)
    }
    if let verdict = itemVerdict(line, measure) { return verdict }
    if LineGrammar.isProse(measure) { return nil }
    let hits = LineMark.phrases.hits(in: line)
    if let verdict = breadcrumbVerdict(line, measure, hits) { return verdict }
    if LineGrammar.isMenu(line, measure) {
      return LineVerdict(role: .navigation, rule: "menu entries from the home page on")
    }
    if let verdict = labelVerdict(line, hits) { return verdict }
    if measure.han > 0, measure.enders == 0, measure.units <= LineGrammar.longestFurniture,
      line[...].starts(with: "← ") || line[...].starts(with: "→ ")
    {
      // Notes list steps behind arrows.
      return LineVerdict(
        role: .navigation, rule: "an arrow to another page",
        isWeak: line[...].starts(with: "→ "))
    }
    if measure.units <= LineGrammar.longestFurniture, let found = FurnitureLine(line),
      var verdict = LineGrammar.wholeVerdict(found.mark)
    {
      verdict.isWeak = found.isWeak
      return verdict
    }
    return phraseVerdict(line, measure, hits)
  }

  /// Whether a line is a paragraph by its length and its sentences, so that no label and no phrase makes it furniture.
  static func isProse(_ measure: TextMeasure) -> Bool {
    measure.units > 240 && measure.enders >= 2
  }

  /// Whether sentences end in a line as they do in prose: items between separators end nothing.
  private static func endsSentences(_ measure: TextMeasure) -> Bool {
    measure.enders * 6 >= measure.commas + measure.separators + measure.spaces + 6
  }

  /// Link farms and keyword stuffing run to any length.
  private func verdictOfLong(_ line: UnsafeBufferPointer<UInt8>) -> LineVerdict? {
    guard let items = ItemLine(line) else { return nil }
    if items.isPlaceList {
      return LineVerdict(role: .spam, rule: "a list of place names", layer: .linkFarm)
    }
    guard items.isSpam || items.isRecombined else { return nil }
    return LineVerdict(role: .spam, rule: "keyword stuffing", layer: .keywordLine)
  }

  private func itemVerdict(
    _ line: UnsafeBufferPointer<UInt8>, _ measure: TextMeasure
  ) -> LineVerdict? {
    guard measure.units > 8, !LineGrammar.endsSentences(measure),
      measure.han > 4 || measure.enders == 0, let items = ItemLine(line)
    else { return nil }
    if items.isPlaceList {
      return LineVerdict(role: .spam, rule: "a list of place names", layer: .linkFarm)
    }
    if items.isSpam {
      return LineVerdict(role: .spam, rule: "items of search-spam words", layer: .keywordLine)
    }
    if items.isRecombined, measure.enders == 0, items.lexiconItems * 3 >= items.items.count {
      return LineVerdict(role: .spam, rule: "items that recombine few words", layer: .keywordLine)
    }
    return nil
  }

  private func breadcrumbVerdict(
    _ line: UnsafeBufferPointer<UInt8>, _ measure: TextMeasure, _ hits: [PhraseSet.Hit]
  ) -> LineVerdict? {
    // Charsets that lack an arrow make it a question mark between blanks.
    let lost = measure.enders > 1 ? LineGrammar.lostArrows(in: line) : 0
    guard measure.units <= 160, measure.enders - lost <= 1 else { return nil }
    let arrows = LineGrammar.arrows(in: line) + lost
    let opens = hits.first.map {
      $0.range.lowerBound <= 3
        && LineMark.phrases.labels[$0.phrase] == LineMark.breadcrumb.rawValue
    }
    let startsAtHome = LineGrammar.homes.contains { line[...].starts(with: $0) }
    // Behind a label any separator parts the sections.
    let isLabelled =
      opens == true && measure.enders == lost
      && hits.first.flatMap {
        LabelledLine.value(after: $0.range.upperBound, mark: .breadcrumb, in: line)
      }
        != nil
    guard
      isLabelled || opens == true && arrows >= 1 || startsAtHome && arrows >= 1
        || arrows >= 3 && measure.commas == 0 && !LineGrammar.namesFields(hits)
    else {
      return nil
    }
    return LineVerdict(role: .breadcrumb, rule: "a path of sections")
  }

  /// Whether a line has labels of several fields, whatever stands behind them: `来源 → 县报　作者 → 林思远`.
  private static func namesFields(_ hits: [PhraseSet.Hit]) -> Bool {
    let marks = hits.compactMap { LineMark(rawValue: LineMark.phrases.labels[$0.phrase]) }
    return Set(marks).intersection([.author, .date, .source]).count >= 2
  }

  /// Units of a menu's entry at most, in the mean: six Han characters.
  private static let menuEntry = 12

  /// Whether a line is a menu of a Chinese page: the home page, then other short entries, with nothing but blanks between.
  private static func isMenu(
    _ line: UnsafeBufferPointer<UInt8>, _ measure: TextMeasure
  ) -> Bool {
    measure.han > 0 && measure.spaces >= 2 && measure.enders == 0 && measure.commas == 0
      && measure.units <= (measure.spaces + 1) * menuEntry
      && homes.contains { line[...].starts(with: $0) }
  }

  private func labelVerdict(
    _ line: UnsafeBufferPointer<UInt8>, _ hits: [PhraseSet.Hit]
  ) -> LineVerdict? {
    let labels = LabelledLine(line, hits: hits, reader: dates)
    guard !labels.fields.isEmpty || !labels.dates.isEmpty,
      Double(labels.unexplained) <= LineGrammar.mostUnexplained * Double(line.count)
    else { return nil }
    if labels.fields.contains(where: { $0.mark == .keywords }), labels.dates.isEmpty {
      return LineVerdict(role: .keywords, rule: "a label for keywords", labels: labels)
    }
    if !labels.dates.isEmpty {
      return LineVerdict(role: .dateline, rule: "a date with labels", labels: labels)
    }
    if let first = labels.fields.first {
      switch first.mark {
      case .source, .date:
        return LineVerdict(role: .dateline, rule: "a label for the source", labels: labels)
      case .author, .editor:
        return LineVerdict(role: .byline, rule: "a label for people", labels: labels)
      case .pager, .readMore, .related:
        return LineVerdict(role: .related, rule: "a label for other pages")
      case .share, .tool, .newsletter:
        return LineVerdict(role: .share, rule: "a label for tools")
      case .legal:
        return LineVerdict(role: .legal, rule: "a label for legal lines")
      case .comment, .navigation, .breadcrumb, .keywords: break
      }
    }
    return nil
  }

  private func phraseVerdict(
    _ line: UnsafeBufferPointer<UInt8>, _ measure: TextMeasure, _ hits: [PhraseSet.Hit]
  ) -> LineVerdict? {
    guard let first = hits.first,
      let mark = LineMark(rawValue: LineMark.phrases.labels[first.phrase])
    else { return nil }
    let covered = hits.reduce(0) { $0 + $1.range.count }
    let isWhole = covered * 10 >= letters(line) * 8
    if isWhole { return LineGrammar.wholeVerdict(mark) }
    if measure.enders == 0, measure.commas == 0, first.range.lowerBound <= 3, measure.han > 0 {
      // `网友评论 共有 0 条评论 登录后发表评论`
      if mark == .comment, hits.count >= 3, covered * 2 >= letters(line) {
        return LineGrammar.wholeVerdict(mark)
      }
      // `大家都在搜 石桥 石匠 河边`: a heading and what it is above of, on one line.
      if mark == .related, measure.spaces >= 2, first.range.upperBound < line.count,
        line[first.range.upperBound] == 0x20, first.range.count >= 12
      {
        return LineGrammar.wholeVerdict(mark)
      }
    }
    if mark == .newsletter, first.range.lowerBound <= 3, measure.units <= 160, measure.enders <= 1,
      covered * 10 >= letters(line) * 4
    {
      return LineVerdict(role: .promotion, rule: "a call to subscribe")
    }
    // A copyright line has the mark and a year, or a registration number; both are short.
    if mark == .legal, measure.units <= 240, first.range.lowerBound <= 12 || hits.count > 1,
      measure.years > 0 || measure.hasCopyright || hits.count > 1,
      // A sentence may speak of declarations and of contracts.
      first.range.lowerBound <= 12 || measure.hasCopyright || covered * 10 >= letters(line) * 3
    {
      return LineVerdict(role: .legal, rule: "a copyright line")
    }
    return nil
  }

  /// What a line is that a phrase makes up; nil for labels.
  private static func wholeVerdict(_ mark: LineMark) -> LineVerdict? {
    switch mark {
    case .related, .readMore: LineVerdict(role: .related, rule: "a heading for other pages")
    case .share, .tool: LineVerdict(role: .share, rule: "names of sharing tools")
    case .pager: LineVerdict(role: .navigation, rule: "a pager")
    case .comment: LineVerdict(role: .comment, rule: "a heading for comments")
    case .navigation, .breadcrumb: LineVerdict(role: .navigation, rule: "names of menu entries")
    case .legal: LineVerdict(role: .legal, rule: "names of legal pages")
    case .newsletter: LineVerdict(role: .promotion, rule: "a call to subscribe")
    case .author, .date, .editor, .keywords, .source: nil
    }
  }

  /// Bytes that are neither blanks nor ASCII marks.
  private func letters(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    line.reduce(0) { $0 + ($1 >= 0x80 || ($1 | 0x20) &- 0x61 < 26 || $1 &- 0x30 < 10 ? 1 : 0) }
  }

  private static let homes: [StaticString] = [
    "首页", "主页", "Home", "home", "HOME", "网站首页", "ホーム", "홈",
  ]

  private static func lostArrows(in line: UnsafeBufferPointer<UInt8>) -> Int {
    line.indices.dropFirst().dropLast().count {
      line[$0] == UInt8(ascii: "?") && line[$0 - 1] == 0x20 && line[$0 + 1] == 0x20
    }
  }

  /// `>`, `»`, `›`, `->`, `＞`, `::` and a lone `/` between blanks.
  private static func arrows(in line: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i < line.count {
      switch line[i] {
      case UInt8(ascii: ">"): count += 1
      case UInt8(ascii: ":") where i + 1 < line.count && line[i + 1] == UInt8(ascii: ":"):
        count += 1
      case 0xc2 where i + 1 < line.count && line[i + 1] == 0xbb: count += 1
      case 0xe2
      where line[i...].starts(with: "›") || line[i...].starts(with: "→")
        || line[i...].starts(with: "≫") || line[i...].starts(with: "▸"):
        count += 1
      case UInt8(ascii: "\\"): count += 1
      case 0xef where line[i...].starts(with: "＞"): count += 1
      case UInt8(ascii: "/")
      where i > 0 && i + 1 < line.count && line[i - 1] == 0x20 && line[i + 1] == 0x20:
        count += 1
      default: break
      }
      i += 1
    }
    return count
  }
}
