import Domain
import Markup

/// Headlines among the lines that readers see.
extension FindTitle {
  /// Lines of a page among which a headline may stand behind spam.
  private static let firstLines = 16

  /// Takes phrases that were put before or behind the headline off it, where it was found and where it is shown.
  func takeOutSpam(_ document: inout Document) {
    guard document.isHanPage else { return }
    let body = document.blocks.firstIndex {
      $0.isKept && $0.measure.enders > 0 && $0.context.headingLevel == 0
        && ($0.measure.units >= 80
          // Paragraphs may all be short.
          || $0.measure.units >= 40 && $0.measure.endsSentence && $0.measure.commas > 0
            && $0.measure.separators == 0)
    }
    var shown: String?
    let lines = (0..<min(body ?? document.blocks.count, Self.firstLines)).filter { index in
      let block = document.blocks[index]
      // What is all links is a menu.
      return (32...400).contains(block.measure.units) && block.measure.enders <= 2
        && block.linkDensity < 0.5
        && !block.context.ancestors.contains(.hidden)
        && HeadlineSpam.mayHold(document.string(of: index))
    }
    guard !lines.isEmpty || document.article.title.map({ HeadlineSpam.mayHold($0) }) == true else {
      return
    }
    let spam = HeadlineSpam(document, lines: lines)
    defer { dropRepeated(lines, spam, &document) }
    let title = document.article.title
    let witnesses =
      [title, document.metadata.title].compactMap { $0 }
      + document.metadata.all("og:title").map(\.content)
    let heading = title.flatMap { self.heading(of: $0, document) }
    for index in lines where document.verdicts[index].map({ $0.role == .spam }) ?? true {
      let line = document.string(of: index)
      let witnessed =
        witnesses.lazy.compactMap({ spam.common(line, $0) }).first
        ?? witnesses.lazy.compactMap({ spam.rest(of: line, beyond: $0) }).first
      // A phrase may share words with the body by chance, so that a heading that is the headline needs no other.
      let mayTell = heading == nil || heading == index
      guard
        let headline = witnessed
          ?? (mayTell ? spam.headline(in: line, isTitle: false) : nil)
      else { continue }
      shown = shown ?? headline
      document.judge(index, .title, keeping: false, "a headline with phrases put before it")
      dropFields(below: index, &document)
    }
    if shown == nil, title == nil {
      // Phrases and headline on one line, right above the fields.
      for index in lines
      where index + 1 < document.blocks.count && document.verdicts[index + 1]?.role == .dateline {
        guard let headline = spam.headline(in: document.string(of: index), isTitle: true) else {
          continue
        }
        shown = headline
        document.judge(index, .title, keeping: false, "a headline with phrases put before it")
        break
      }
    }
    if shown == nil, let title, let index = shownLine(of: title, body, document) {
      shown = document.string(of: index)
      document.judge(index, .title, keeping: false, "the line that a stuffed title holds")
    }
    guard let headline = shown ?? title.flatMap({ spam.headline(in: $0, isTitle: true) }) else {
      return
    }
    // What is known to be a headline is longer than its rest on a line.
    if shown != nil, let title, TitleText.key(title) == TitleText.key(headline) { return }
    document.article.title = headline
    document.note("title", headline, from: "the headline without phrases put in", believed: true)
  }

  /// The heading that was taken for the headline.
  private func heading(of title: String, _ document: Document) -> Int? {
    let key = TitleText.key(title)
    return document.blocks.indices.prefix(Self.firstLines).first { index in
      document.blocks[index].context.headingLevel > 0
        && document.withText(of: index) { TitleMatch.folded($0) } == key
    }
  }

  /// Takes the lines of fields below a headline out of the text, which phrases before it had made a paragraph.
  private func dropFields(below headline: Int, _ document: inout Document) {
    for index in document.blocks.indices[(headline + 1)...].prefix(Self.mostFields) {
      guard let verdict = document.verdicts[index],
        [.byline, .dateline, .share, .strayMark].contains(verdict.role), !verdict.isWeak
      else { return }
      if document.blocks[index].isKept {
        document.judge(
          index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      }
    }
  }

  /// Lines of fields below a headline at most.
  private static let mostFields = 5

  /// Takes lines out of the text that are the headline with phrases before or behind it, where another witness told it.
  private func dropRepeated(_ lines: [Int], _ spam: HeadlineSpam, _ document: inout Document) {
    guard let title = document.article.title else { return }
    for index in lines
    where document.blocks[index].isKept && spam.isStuffed(document.string(of: index), around: title)
    {
      document.judge(index, .title, keeping: false, "the headline with phrases around it")
    }
  }

  /// The line above the first paragraph that begins or ends a title of many phrases.
  func shownLine(of title: String, _ body: Int?, _ document: Document) -> Int? {
    let whole = TitleText.key(title)
    return (0..<min(body ?? 0, Self.firstLines)).first { index in
      let block = document.blocks[index]
      guard (16...200).contains(block.measure.units), block.linkDensity < 0.5,
        !block.context.ancestors.contains(.hidden),
        document.verdicts[index].map({ $0.role == .title }) ?? true
      else { return false }
      let key = document.withText(of: index) { TitleMatch.folded($0) }
      return key.count >= 24 && key.count * 2 < whole.count
        && (whole.starts(with: key) || whole.reversed().starts(with: key.reversed()))
        && HeadlineSpam.isStuffed(title, beside: document.string(of: index))
    }
  }

  /// The longest line at the article's head that a title holds: what else the title holds is the site's or a section's.
  func visibleLine(of document: Document, _ stated: [Candidate]) -> Candidate? {
    var titles = stated.map(\.key)
    if let title = document.metadata.title { titles.append(TitleText.key(title)) }
    guard let longest = titles.map(\.count).max(), longest >= 8 else { return nil }
    let body = document.blocks.firstIndex { $0.isKept && $0.measure.units >= 160 }
    let limit = min(document.blocks.count, (body ?? document.headBlock) + 1)
    var best: (block: Int, key: [UInt8])?
    for index in 0..<limit {
      let block = document.blocks[index]
      guard (6...400).contains(block.text.count), block.linkDensity < 0.5,
        !block.context.ancestors.contains(.hidden)
      else { continue }
      let key = document.withText(of: index) { TitleMatch.folded($0) }
      guard key.count >= 8, key.count * 3 >= longest, key.count >= (best?.key.count ?? 0),
        titles.contains(where: { $0.count >= key.count && $0.contains(key) })
      else { continue }
      best = (index, key)
    }
    guard let best else { return nil }
    return Candidate(
      value: document.string(of: best.block), origin: "a line that the title repeats", key: best.key
    )
  }

  /// The last heading above the dateline or the first paragraph, for pages that state no title.
  func headingAboveBody(of document: Document) -> Candidate? {
    guard let index = visibleTitle(in: document), document.blocks[index].context.headingLevel > 0
    else { return nil }
    return Candidate(value: document.string(of: index), origin: "the heading above the body")
  }

  /// The line above the dateline, where nothing else is a headline.
  func lineAboveDateline(of document: Document) -> Candidate? {
    guard document.verdicts.contains(where: { $0?.role == .dateline }),
      let index = visibleTitle(in: document)
    else { return nil }
    return Candidate(value: document.string(of: index), origin: "the line above the dateline")
  }

  /// The last short line above the first paragraph, for pages whose `title` names only the site.
  func lineAboveBody(of document: Document) -> Candidate? {
    guard let body = document.blocks.firstIndex(where: { $0.isKept && $0.measure.units >= 120 })
    else { return nil }
    func mayBe(_ index: Int) -> Bool {
      let block = document.blocks[index]
      return document.verdicts[index] == nil && (16...200).contains(block.measure.units)
        && block.linkDensity < 0.5 && !block.context.ancestors.contains(.hidden)
    }
    let line =
      (0..<body).first { document.blocks[$0].isKept && mayBe($0) }
      ?? (max(0, body - 6)..<body).last {
        document.blocks[$0].context.headingLevel > 0 && mayBe($0)
      }
    return line.map {
      Candidate(value: document.string(of: $0), origin: "the line above the first paragraph")
    }
  }

  /// The headline by what the body is about, where nothing but the page's `title` or a heading without a second witness
  /// speaks for the one chosen.
  ///
  /// Sites of the first decade give all their pages one title, and their banners and sections the first heading. An article
  /// keeps to the words of its headline; of the site's name it holds none.
  func topical(
    _ chosen: Candidate?, _ stated: [Candidate], _ document: Document
  ) -> Candidate? {
    guard let chosen else { return headline(of: document, BodyWords(document)) }
    let isSection = isSection(chosen)
    // A line or a heading that opens the page's `title` has two witnesses; behind a mark it may be the site.
    let isWitnessed = stated.contains {
      $0.origin == "title element"
        ? chosen.origin != $0.origin && !isSection && $0.whole.starts(with: chosen.key)
        : agrees($0.key, chosen.key)
    }
    guard !isWitnessed, FindTitle.unsure.contains(chosen.origin) else { return chosen }
    let words = BodyWords(document)
    guard !words.isEmpty else { return chosen }
    if chosen.origin == "title element", let part = part(of: chosen, words) { return part }
    let own = words.share(of: chosen.value)
    // Of the pairs of characters that stand for words where no blanks part them, many span two words.
    let least = document.isHanPage ? 6 : 3
    let isOneWord = !chosen.value.contains(" ")
    let isOffTopic = isSection || (own.all > 1 || isOneWord) && own.found * least < own.all
    guard isOffTopic || chosen.origin == FindTitle.aboveBody,
      let line = headline(of: document, words), line.key != chosen.key
    else { return chosen }
    return line
  }

  /// Witnesses that need a second one.
  private static let unsure: Set<String> = [
    "title element", "a line that the title repeats", "h1", "h2", aboveBody,
    "the heading above the body",
  ]

  /// The parts of a title that the body is about, where others are not: `Example: Tea in the rain`.
  private func part(of title: Candidate, _ words: BodyWords) -> Candidate? {
    var pieces = TitleText.pieces(of: title.value)[...]
    guard pieces.count > 1 else { return nil }
    let shares = pieces.map { words.share(of: $0) }
    guard shares.contains(where: { $0.found >= 2 && $0.found * 5 >= $0.all * 3 }) else {
      return nil
    }
    func isOff(_ index: Int) -> Bool { shares[index].found * 3 < shares[index].all }
    // What the body holds wholly is a name that it mentions.
    func isNamed(_ index: Int) -> Bool { shares[index].all < 3 }
    while pieces.count > 1, isOff(pieces.endIndex - 1) { pieces.removeLast() }
    while pieces.count > 1, isOff(pieces.startIndex) { pieces.removeFirst() }
    guard pieces.count == 1, let value = pieces.first, !isNamed(pieces.startIndex) else {
      return nil
    }
    return Candidate(
      value: value, origin: "the title's part that the body is about", key: TitleText.key(value))
  }

  /// The first line above the body whose words the body holds.
  private func headline(of document: Document, _ words: BodyWords) -> Candidate? {
    guard let body = document.blocks.firstIndex(where: { $0.isKept && $0.measure.units >= 120 })
    else { return nil }
    var second: Candidate?
    for index in max(0, body - FindTitle.headLines)..<body {
      let block = document.blocks[index]
      guard document.verdicts[index] == nil, (10...200).contains(block.measure.units),
        block.linkDensity < 0.5, block.measure.enders <= 1,
        block.context.ancestors.isDisjoint(with: [.hidden, .nav, .caption, .list, .form])
      else { continue }
      let value = withoutDate(document.string(of: index), document)
      guard let last = value.last, !FindTitle.sentenceEnds.contains(last) else { continue }
      let share = words.share(of: value)
      guard share.found >= 2, share.found * 5 >= share.all * (document.isHanPage ? 2 : 3) else {
        continue
      }
      let line = Candidate(
        value: value, origin: "the line that the body is about", key: TitleText.key(value))
      if share.found >= 3 { return line }
      second = second ?? line
    }
    return second
  }

  /// A line without the date behind it.
  private func withoutDate(_ text: String, _ document: Document) -> String {
    let bytes = Array(text.utf8)
    guard let date = DateReader(order: document.dayOrder).first(in: bytes), date.time.day != nil,
      date.range.lowerBound * 2 > bytes.count
    else { return text }
    return String(decoding: bytes[..<date.range.lowerBound], as: UTF8.self).trimmingMarks()
  }

  /// What a sentence or the line before a list ends with.
  private static let sentenceEnds: Marks = ".:;,。：；，"

  private static let aboveBody = "the line above the first paragraph"

  /// Lines above the body among which the headline is looked for.
  private static let headLines = 12
}
