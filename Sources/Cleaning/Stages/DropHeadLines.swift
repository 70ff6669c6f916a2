import Domain
import Markup

/// Takes lines off the head of the body that only say what the fields say: the dateline, the byline, the headline again.
///
///     March 14, 2021 · By Jane Doe        dropped: date and author are fields
///     LONDON, March 14 - The lamp …       kept: the first sentence of the article
///
/// A standfirst that is the first paragraph over again goes too.
/// Of the last lines a Japanese or Korean byline goes, which is set there as a rule: `홍길동 기자 hong@example.kr`.
/// A line goes only where dates, names found as authors, the words that introduce them and the title account for all of it.
struct DropHeadLines: Stage {
  /// Units of the longest such line.
  private static let longest = 160

  /// Letters and digits that a line may hold beyond what the fields explain, as a share of it.
  private static let mostUnexplained = 0.1

  /// Units of the shortest standfirst that says a paragraph again; shorter lines are refrains as well.
  private static let shortestStandfirst = 50

  func apply(to document: inout Document) {
    guard document.isMarkup, !document.isBareContent else { return }
    var kept = document.blocks.indices.filter { document.blocks[$0].isKept }
    dropFields(in: kept, of: &document)
    kept.removeAll { !document.blocks[$0].isKept }
    if opensWithStandfirst(kept, document) {
      document.judge(kept[0], .body, keeping: false, "the first paragraph again")
    }
  }

  private func dropFields(in kept: [Int], of document: inout Document) {
    let title = document.article.title.map { TitleText.key($0) } ?? []
    for index in kept.dropFirst(6).suffix(2) where isEastAsianByline(index, document) {
      document.judge(index, .byline, keeping: false, "says what a field says")
    }
    // The last kept block stays: a page of one line is that line.
    for index in kept.prefix(6).dropLast(kept.count <= 6 ? 1 : 0) {
      let units = document.blocks[index].measure.units
      if units > DropHeadLines.longest { return }
      if kept.count > 1, !title.isEmpty, document.blocks[index].context.headingLevel > 0,
        document.withText(of: index, { TitleMatch.folded($0) }) == title
      {
        document.judge(index, .title, keeping: false, "the headline again")
        continue
      }
      guard let role = role(of: index, document) else { continue }
      document.judge(index, role, keeping: false, "says what a field says")
    }
  }

  /// Publishing systems show the first paragraph as the standfirst where nobody wrote one: in a place of its own, or in
  /// another element.
  private func opensWithStandfirst(_ kept: [Int], _ document: Document) -> Bool {
    guard kept.count > 2 else { return false }
    let (first, second) = (document.blocks[kept[0]], document.blocks[kept[1]])
    let tree = document.tree
    return first.measure.units >= DropHeadLines.shortestStandfirst
      && (tree.parent(first.container) != tree.parent(second.container)
        || tree.tag(first.container) != tree.tag(second.container))
      && document.text[first.text].elementsEqual(document.text[second.text])
  }

  private func isEastAsianByline(_ index: Int, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    guard !document.isChinese, measure.hangul + measure.han + measure.kana > 0,
      measure.units <= DropHeadLines.longest,
      !document.article.authors.isEmpty,
      let byline = EastAsianByline(document.string(of: index))
    else { return false }
    return byline.names.allSatisfy { document.article.authors.contains($0) }
  }

  private func role(of index: Int, _ document: Document) -> Role? {
    let text = document.string(of: index)
    guard document.blocks[index].context.headingLevel == 0 else { return nil }
    if isEastAsianByline(index, document) { return letters(in: text) > 0 ? .byline : nil }
    var rest = text
    var hasName = false
    for name in document.article.authors where Array(rest.utf8).contains(Array(name.utf8)) {
      rest = rest.split(separator: name, omittingEmptySubsequences: false).joined(separator: " ")
      hasName = true
    }
    let dates = DateReader(order: document.dayOrder).all(in: Array(rest.utf8), limit: 3)
    var bytes = Array(rest.utf8)
    for date in dates.reversed() { bytes.replaceSubrange(date.range, with: [0x20]) }
    rest = String(decoding: bytes, as: UTF8.self)
    guard hasName || !dates.isEmpty else { return nil }
    let whole = letters(in: text)
    guard whole > 0 else { return nil }
    let words = rest.lowercased().split { !$0.isLetter && !$0.isNumber }
    let unexplained = words.filter { !DropHeadLines.frame.contains(String($0)) }
      .reduce(0) { $0 + $1.count }
    guard Double(unexplained) <= DropHeadLines.mostUnexplained * Double(whole) else { return nil }
    return dates.isEmpty ? .byline : .dateline
  }

  private func letters(in text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.utf8.count { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }
    }
    return text.count { $0.isLetter || $0.isNumber }
  }

  /// Words around dates and names in datelines and bylines, those that introduce a name among them.
  private static let frame = around.union(
    (NameWords.openings + NameWords.labels + LineMark.phrases(of: .author)).flatMap { phrase in
      phrase.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    })

  private static let around: Set<String> = [
    "a", "actualizado", "aggiornato", "aktualisiert", "am", "and", "at", "author", "automne",
    "autor",
    "bst", "by", "cet", "di", "door", "edt", "e", "est", "et", "fri", "friday", "gmt", "h", "i",
    "kl",
    "last", "le", "min", "mins", "minute", "minutes", "mon", "monday", "o", "od", "on", "par",
    "pdt",
    "pm", "por", "posted", "pst", "publicado", "publié", "published", "read", "sat", "saturday",
    "sun", "sunday", "text", "thu", "thursday", "tue", "tuesday", "u", "uhr", "um", "und",
    "updated",
    "utc", "veröffentlicht", "von", "wed", "wednesday", "written", "y", "à", "автор", "в",
    "опубликовано",
    "文", "著者", "記者", "기자", "입력", "수정",
  ]
}
