import Domain

/// Finds the article of a plain text page by its lines alone.
///
/// Such a page is read as people read it: what stands above the headline is the site's, then headline and dateline, then
/// paragraphs, then what the site hangs below. A line is dropped only where its grammar and its place agree, so a text
/// that is all article loses nothing.
struct ChooseTextBody: Stage {
  /// Lines above the dateline that may be the page's head.
  private static let longestHead = 14

  /// Lines above the dateline that no rule explains, the headline among them: with more of them the date belongs to
  /// something else than an article's head.
  private static let mostUnjudged = 2

  /// Units from which on a line is a paragraph even without a full stop.
  private static let paragraph = 80

  /// Units of a headline at most.
  private static let longestTitle = 200

  func apply(to document: inout Document) {
    guard !document.isMarkup, !document.blocks.isEmpty else { return }
    if let end = frontMatter(in: document) { return keepNote(below: end, in: &document) }
    if let copied = CopiedPage(document) { return keep(copied, in: &document) }
    if let bare = BareText(document) { return keep(bare, in: &document) }
    let title = titleLine(in: document)
    let bodyStart = dropHead(above: title, in: &document)
    let tail = tailStart(from: bodyStart, in: document)
    let repeated = repeatedRoles(in: bodyStart..<tail, document)
    for index in bodyStart..<document.blocks.count {
      guard document.blocks[index].role == .boilerplate, !document.blocks[index].isKept else {
        continue
      }
      if index >= tail {
        dropTail(index, in: &document)
      } else {
        keep(index, in: &document, repeated: repeated)
      }
    }
  }

  /// Keeps the lines of a copied page's article.
  private func keep(_ copied: CopiedPage, in document: inout Document) {
    let repeated = repeatedRoles(in: copied.body, document)
    document.copiedAuthor = copied.author
    for index in document.blocks.indices {
      if copied.body.contains(index) {
        keep(index, in: &document, repeated: repeated)
      } else if index == copied.title {
        document.judge(index, .title, keeping: false, "the headline's line")
      } else if let verdict = document.verdicts[index] {
        document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      } else if index < copied.body.lowerBound {
        document.judge(index, .navigation, keeping: false, "above the first paragraph")
      } else {
        document.judge(index, .related, keeping: false, "below the end of the article")
      }
    }
  }

  /// Keeps all of a text that no site stands around.
  private func keep(_ bare: BareText, in document: inout Document) {
    for index in document.blocks.indices {
      if index == bare.title {
        document.judge(index, .title, keeping: false, "the headline's line")
      } else if bare.fields.contains(index), let verdict = document.verdicts[index] {
        document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      } else if document.verdicts[index]?.role == .strayMark, isDebris(index, document) {
        document.judge(index, .strayMark, keeping: false, "a line of marks alone")
      } else {
        document.judge(index, .body, keeping: true, "a text without a site around it")
      }
    }
  }

  /// The headline's line, or nil where the text begins with its body.
  private func titleLine(in document: Document) -> Int? {
    let blocks = document.blocks
    let limit = min(blocks.count, ChooseTextBody.longestHead)
    func mayBeTitle(_ index: Int) -> Bool {
      document.verdicts[index] == nil && blocks[index].measure.units >= 4
        && blocks[index].measure.units <= ChooseTextBody.longestTitle
    }
    if let dateline = (0..<limit).first(where: { isDateline($0, document) }),
      (0..<dateline).count(where: { mayBeTitle($0) && !isMenu($0, document) })
        <= ChooseTextBody.mostUnjudged,
      !(0..<dateline).contains(where: {
        document.verdicts[$0] == nil && endsWithStop($0, document)
          && blocks[$0].measure.units >= ChooseTextBody.paragraph
      })
    {
      let above = (0..<dateline).filter { mayBeTitle($0) && !isMenu($0, document) }
      if let nearest = above.last { return nearest }
      if dateline + 1 < blocks.count, dateline == 0, mayBeTitle(1), !isParagraph(1, document) {
        return 1
      }
      return nil
    }
    // Without a dateline the first line that is none of the site's is the headline, if it does not read as a paragraph
    // and one follows.
    guard
      let first = (0..<limit).first(where: {
        document.verdicts[$0] == nil && blocks[$0].measure.units >= 4 && !isMenu($0, document)
      }), mayBeTitle(first), !isParagraph(first, document), !endsWithStop(first, document),
      blocks[(first + 1)...].contains(where: { $0.measure.units > blocks[first].measure.units })
    else { return nil }
    return first
  }

  /// Whether a line ends with a full stop, as no headline does.
  private func endsWithStop(_ index: Int, _ document: Document) -> Bool {
    document.withText(of: index) { $0[...].hasSuffix("。") || $0[...].hasSuffix("，") }
  }

  private func isDateline(_ index: Int, _ document: Document) -> Bool {
    guard let verdict = document.verdicts[index], verdict.role == .dateline,
      // The source of a picture or of a quotation is no dateline.
      verdict.labels?.dates.isEmpty == false
        || verdict.labels?.fields.contains(where: { $0.label.lowerBound <= 3 }) == true
    else { return false }
    return document.blocks[index].measure.units <= 200
  }

  private func isParagraph(_ index: Int, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    // A question or an exclamation is a headline as well.
    return measure.units >= ChooseTextBody.paragraph && measure.endsSentence || measure.enders >= 2
  }

  /// Whether a line is a bare list of short names.
  private func isMenu(_ index: Int, _ document: Document) -> Bool {
    document.withFolded(of: index) { line in
      guard let items = ItemLine(line) else { return false }
      return items.isBare && items.items.count >= 3 && document.blocks[index].measure.enders == 0
    }
  }

  /// Judges what stands above the body; returns the body's first line.
  private func dropHead(above title: Int?, in document: inout Document) -> Int {
    guard let title else {
      var start = 0
      while start < document.blocks.count, let verdict = document.verdicts[start] {
        document.judge(start, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
        start += 1
      }
      return start
    }
    for index in 0..<title {
      if let verdict = document.verdicts[index] {
        document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      } else {
        document.judge(index, .navigation, keeping: false, "above the headline")
      }
    }
    document.judge(title, .title, keeping: false, "the headline's line")
    var start = title + 1
    while start < document.blocks.count, start <= title + 4, let verdict = document.verdicts[start],
      [.dateline, .byline, .keywords, .share, .navigation, .breadcrumb, .strayMark, .spam].contains(
        verdict.role)
    {
      document.judge(start, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      start += 1
    }
    return start
  }

  /// The first line of what hangs below the article; the end where nothing does.
  private func tailStart(from start: Int, in document: Document) -> Int {
    var tail = ReaderComments.start(from: start, in: document) ?? document.blocks.count
    var index = tail - 1
    while index >= start {
      if let verdict = document.verdicts[index], isTailMark(verdict.role) {
        tail = index
      } else if isParagraph(index, document) || !isBelowMark(index, from: start, in: document) {
        break
      }
      index -= 1
    }
    return tail
  }

  private func isTailMark(_ role: Role) -> Bool {
    switch role {
    case .keywords, .byline, .related, .share, .legal, .navigation, .comment, .promotion, .spam,
      .strayMark,
      .breadcrumb, .dateline:
      true
    default: false
    }
  }

  /// Whether a short line stands below a mark of the tail with nothing but short lines between.
  private func isBelowMark(_ index: Int, from start: Int, in document: Document) -> Bool {
    var above = index - 1
    while above >= start, index - above <= 24 {
      if let verdict = document.verdicts[above] {
        // Below a line that was put in the article may go on.
        if verdict.role == .spam {
          return !document.blocks[index].measure.endsSentence
            && !isVerse(start..<above, document)
        }
        // Right below what the law asks for, a short line is the site's too.
        if verdict.role == .legal {
          return index - above <= 4 && !document.blocks[index].measure.endsSentence
        }
        return verdict.role == .related || verdict.role == .comment || verdict.role == .keywords
          || verdict.role == .navigation
      }
      if isParagraph(above, document) { return false }
      above -= 1
    }
    return false
  }

  /// Whether hardly a line of a text ends a sentence, so that one that does not is no sign of the text's end.
  private func isVerse(_ lines: Range<Int>, _ document: Document) -> Bool {
    let own = lines.filter { document.verdicts[$0] == nil }
    return own.count >= 3
      && own.count { document.blocks[$0].measure.endsSentence } * 3 < own.count
  }

  private func dropTail(_ index: Int, in document: inout Document) {
    if let verdict = document.verdicts[index] {
      document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
    } else if isMenu(index, document) {
      document.judge(index, .navigation, keeping: false, "a list of names below the article")
    } else {
      document.judge(index, .related, keeping: false, "below the end of the article")
    }
  }

  /// Roles that several lines inside the text have: such lines are the text's own, as the authors in a list of poems.
  private func repeatedRoles(in range: Range<Int>, _ document: Document) -> Set<Role> {
    var counts: [Role: Int] = [:]
    for index in range {
      guard let verdict = document.verdicts[index],
        [.byline, .keywords, .navigation, .comment, .dateline].contains(verdict.role)
      else { continue }
      counts[verdict.role, default: 0] += 1
    }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  /// Where the front matter of a note ends: lines of `name: value` between two `---` at its head.
  private func frontMatter(in document: Document) -> Int? {
    guard isRule(0, document) else { return nil }
    return (1..<min(document.blocks.count, 80)).first { isRule($0, document) }
  }

  private func isRule(_ index: Int, _ document: Document) -> Bool {
    document.withText(of: index) { $0.count >= 3 && $0.allSatisfy { $0 == UInt8(ascii: "-") } }
  }

  /// Keeps a note whole, its front matter too: nothing in it is a site's.
  private func keepNote(below end: Int, in document: inout Document) {
    for index in document.blocks.indices {
      document.judge(index, .body, keeping: true, "a note with front matter")
    }
    for index in 1..<end {
      let line = document.string(of: index)
      guard line.hasPrefix("title:") else { continue }
      document.article.title = String(line.dropFirst(6)).trimmingMarks()
      return
    }
  }

  private func keep(_ index: Int, in document: inout Document, repeated: Set<Role>) {
    guard let verdict = document.verdicts[index] else {
      document.judge(index, .body, keeping: true, "a line of the article")
      return
    }
    if repeated.contains(verdict.role) || verdict.isWeak {
      return document.judge(index, .body, keeping: true, "a line of the article")
    }
    switch verdict.role {
    // Lines that no author writes go wherever they stand.
    case .spam, .breadcrumb:
      document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
    case .strayMark where isDebris(index, document):
      document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
    case .keywords, .share, .related, .legal, .promotion, .comment, .navigation:
      document.judge(index, verdict.role, keeping: false, verdict.rule)
    case .byline:
      document.judge(index, .byline, keeping: false, verdict.rule)
    default:
      document.judge(index, .body, keeping: true, "a line of the article")
    }
  }

  /// Whether a line of marks is what damage leaves, `?` or `_`: rules and fences of notes are their author's.
  private func isDebris(_ index: Int, _ document: Document) -> Bool {
    document.withText(of: index) { line in
      line.allSatisfy { byte in
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "|")
          || byte <= 0x20
      } || line[...].starts(with: "？")
    }
  }
}
