import Markup

/// A plain text that no site stands around: a letter, a poem, a log, minutes, a recipe, a conversation, a program.
///
///     2021-03-12 09:14:05 WARN login: no users        no byline and no menu
///     Source: the place where a river begins.         no field
///     Home, 12 March 2021                             no dateline of an article
///
/// Its lines look like labels, dates and buttons without being any. Nothing of it is dropped but the headline's line, which
/// becomes the title, and the fields of an article that stand right below it.
struct BareText {
  /// The headline's line, nil where the text begins with its body.
  var title: Int?

  /// Lines below the headline that hold the article's fields.
  var fields: Range<Int>

  /// Furniture that a text written by one hand holds at most, outside Chinese: `Further reading`, `Contact us`.
  private static let mostMarks = 2

  /// Lines of fields below a headline at most.
  private static let mostFields = 4

  /// Units of a headline at most.
  private static let longestTitle = 200

  private let document: Document

  /// Nil for a text with furniture around it, or marks of hijacking.
  init?(_ document: Document) {
    self.document = document
    fields = 0..<0
    guard !document.looksHijacked, !Self.isFurnished(document) else { return nil }
    if isTitle(0) { title = 0 }
    guard title != nil else { return }
    let start = 1
    var end = start
    while end < document.blocks.count, end < start + Self.mostFields, isField(end) { end += 1 }
    // Fields stand above an article, not above another list of labels.
    let isArticle =
      end < document.blocks.count && !isLabelled(end)
      && document.blocks[end...].contains { Self.isParagraph($0.measure) }
    fields = isArticle ? start..<end : start..<start
  }

  /// Whether lines are a site's: on Chinese pages, whose furniture the grammar knows best, one is enough.
  private static func isFurnished(_ document: Document) -> Bool {
    let isChinese = document.isHanPage && !document.isJapanese
    var count = 0
    if let last = document.verdicts.last ?? nil, !last.isWeak,
      document.withText(of: document.blocks.count - 1, { FurnitureLine($0) != nil })
    {
      return true
    }
    // A line of copyright with its rights closes a site's page; `Copyright 2021 T. Barrow` closes a note.
    if document.verdicts.last??.role == .legal,
      document.withText(of: document.blocks.count - 1, { LineMark.phrases.hits(in: $0).count }) > 1
    {
      return true
    }
    for index in document.blocks.indices {
      guard let verdict = document.verdicts[index], !verdict.isWeak else { continue }
      switch verdict.role {
      case .spam: return true
      // Programs print and menus are eaten in Chinese texts too.
      case .navigation, .share:
        count += isChinese && document.blocks[index].measure.han == 0 ? 0 : 1
      case .breadcrumb, .legal, .promotion, .related, .comment: count += 1
      case .byline, .dateline, .keywords:
        // A source or an editor is a newsroom's.
        if isChinese, !document.blocks[index].measure.endsSentence,
          verdict.labels?.fields.contains(where: {
            [.source, .editor, .author].contains($0.mark) && !$0.value.isEmpty
          }) == true
        {
          count += 1
        }
      default: break
      }
      if count > (isChinese ? 0 : mostMarks) { return true }
    }
    return false
  }

  private func isTitle(_ index: Int) -> Bool {
    let blocks = document.blocks
    guard blocks.count > 1, document.verdicts[index] == nil else { return false }
    let measure = blocks[index].measure
    guard (4...Self.longestTitle).contains(measure.units), !Self.isParagraph(measure),
      !document.withText(of: index, { Self.opensText($0) })
    else { return false }
    return blocks[(index + 1)...].contains { $0.measure.units > measure.units }
  }

  private static func isParagraph(_ measure: TextMeasure) -> Bool {
    measure.units >= 80 && measure.endsSentence || measure.enders >= 2
  }

  /// Whether a line ends as an address of a letter or the beginning of a sentence does: `Dear Sir,`.
  private static func opensText(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.last == UInt8(ascii: ",") || line.last == UInt8(ascii: ":")
      || ["。", "，", "：", "、"].contains { line[...].hasSuffix($0) }
  }

  private func isField(_ index: Int) -> Bool {
    guard let verdict = document.verdicts[index], !document.blocks[index].measure.endsSentence
    else { return false }
    return verdict.role == .dateline || verdict.role == .byline
  }

  /// Whether a line is `label: value` of whatever label.
  private func isLabelled(_ index: Int) -> Bool {
    document.withText(of: index) { line in
      let head = UnsafeBufferPointer(rebasing: line.prefix(40))
      for i in head.indices.dropFirst() {
        if head[i] == UInt8(ascii: ":"), i + 1 < line.count, line[i + 1] == 0x20 { return true }
        if line[i...].starts(with: "：") { return true }
        if head[i] == UInt8(ascii: "."), i + 1 < line.count, line[i + 1] == 0x20 { return false }
      }
      return false
    }
  }
}
