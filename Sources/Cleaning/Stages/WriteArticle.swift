import Domain
import Markup
import Restoration
import WebURL

/// Writes the kept blocks as text, HTML and Markdown, in the script the reader wants.
struct WriteArticle: Stage {
  var restorer: ScriptRestorer
  var restoring: Restoring

  /// Whether each conversion is recorded; else they are only counted.
  var isRecording: Bool

  /// Characters of an excerpt at most.
  private static let longestExcerpt = 300

  /// Words, and Han, kana or Hangul characters, that a person reads in a minute.
  ///
  /// Source: Brysbaert 2019, "How many words do we read per minute?", 238 for English non-fiction; about 260 characters for
  /// Chinese in the same review.
  private static let wordsPerMinute = 238.0
  private static let charactersPerMinute = 260.0

  func apply(to document: inout Document) {
    let verdict = decide(document)
    let target = targetScript(verdict.verdict)
    document.findings.append(
      Finding(stage: "WriteArticle", rule: verdict.verdict.rawValue, subject: verdict.reason))
    document.isConverted = verdict.verdict == .converted
    let content = content(of: &document, target)
    convertFields(of: &document, target)
    if !isRecording { document.letGoOfPage() }
    var article = document.article
    if article.language == "zh" || article.script == nil {
      article.script = script(article.language, verdict.verdict, target)
    }
    article.text = String(decoding: content.text(), as: UTF8.self)
    article.html = String(decoding: content.html(), as: UTF8.self)
    article.markdown = String(decoding: content.markdown(), as: UTF8.self)
    article.images = content.images.map {
      Article.Image(
        url: $0.url, alt: $0.alt.isEmpty ? nil : $0.alt,
        caption: $0.caption.isEmpty ? nil : $0.caption)
    }
    article.links = content.links.map { Article.Link(url: $0.url, text: $0.text) }
    if article.leadImage == nil, let first = article.images.first {
      article.leadImage = first.url
      document.note("lead_image", first.url, from: "the body's first image", believed: true)
    }
    article.excerpt = excerpt(article.text)
    count(document, into: &article)
    document.article = article
  }

  /// Decides on the body's script; what is not Chinese is not asked.
  private func decide(_ document: Document) -> ScriptDecision {
    guard document.article.language == "zh" else {
      return ScriptDecision(verdict: .notChinese, reason: "the text is not Chinese")
    }
    var body: [UInt8] = []
    for block in document.blocks where block.isKept {
      body += document.text[block.text]
      body.append(0x0a)
    }
    // A line that is only a question mark is what is left of spam outside GBK.
    let holdsSpam = document.verdicts.indices.contains { index in
      document.verdicts[index]?.role == .spam
        || document.verdicts[index]?.role == .strayMark
          && document.withText(of: index) { $0.elementsEqual([UInt8(ascii: "?")]) }
    }
    return restorer.decide(
      body, damage: document.damage, holdsSpam: holdsSpam || document.hasStuffedTitle)
  }

  /// Which script text is turned into; nil leaves it as it stands.
  private func targetScript(_ verdict: ScriptVerdict) -> Restoring.Script? {
    switch restoring.script {
    case .auto: restoring.extent == .full && verdict == .converted ? .simplified : nil
    case .keep: nil
    case .simplified, .traditional:
      restoring.extent == .none || verdict == .notChinese ? nil : restoring.script
    }
  }

  private func script(_ language: String?, _ verdict: ScriptVerdict, _ target: Restoring.Script?)
    -> String?
  {
    switch target {
    case .simplified: "Hans"
    case .traditional: "Hant"
    default: DescribeLanguage.script(of: language, verdict)
    }
  }

  private func content(of document: inout Document, _ target: Restoring.Script?) -> Content {
    // Only the search for the body asked for them.
    document.containers = []
    var kept = [Bool](repeating: false, count: document.tree.nodeCount)
    for (node, block) in document.owner.enumerated()
    where block >= 0 && document.blocks[Int(block)].isKept {
      kept[node] = true
    }
    let address = document.metadata.base.flatMap { WebURL($0, base: document.url) } ?? document.url
    var options = ContentOptions(base: address)
    options.visibility = document.visibility
    var content = document.tree.content(below: document.root, keeping: kept, options: options)
    switch target {
    case .simplified:
      noteConversions(of: &document, kept)
      content.mapText { restorer.simplified($0) }
    case .traditional: content.mapText { restorer.traditional($0) }
    default: break
    }
    return content
  }

  /// Records each conversion of the body with its place in the page's source, or counts them.
  private func noteConversions(of document: inout Document, _ kept: [Bool]) {
    var edits: [Edit] = []
    let places = SourcePlaces(isRecording ? document.edits : [])
    var node = document.tree.firstChild(document.root)
    while let each = node {
      if document.tree.kind(each) == .text, kept[each.slot] {
        let range = document.tree.text(each)
        if isRecording {
          let first = edits.count
          document.tree.withBytes(range) {
            restorer.noteSimplified($0, isConverted: document.isConverted, in: &edits)
          }
          // Text that held character references lies outside the source; its node says where it began.
          let start =
            Int(range.end) <= document.tree.sourceCount || !document.isMarkup
            ? Int(range.start) : Int(document.tree.source(each).start)
          for index in first..<edits.count {
            edits[index].offset = places.original(of: start + edits[index].offset)
          }
        } else {
          let count = document.tree.withBytes(range) {
            restorer.countSimplified($0, isConverted: document.isConverted)
          }
          document.conversions.edits += count.edits
          document.conversions.areProved = document.conversions.areProved && count.areProved
        }
      }
      node = document.tree.nextInOrder(each, within: document.root)
    }
    // Others hold them too: to add nothing would copy them.
    if !edits.isEmpty { document.edits += edits }
  }

  private func convertFields(of document: inout Document, _ target: Restoring.Script?) {
    guard let target, target == .simplified || target == .traditional else { return }
    func converted(_ text: String) -> String {
      target == .simplified
        ? restorer.simplified(text)
        : String(decoding: restorer.traditional(Array(text.utf8)), as: UTF8.self)
    }
    document.article.title = document.article.title.map(converted)
    document.article.source = document.article.source.map(converted)
    document.article.siteName = document.article.siteName.map(converted)
    document.article.authors = document.article.authors.map(converted)
    document.article.keywords = document.article.keywords.map(converted)
    document.article.breadcrumbs = document.article.breadcrumbs.map(converted)
  }

  /// The first lines of the text, cut at a blank or between Han characters.
  private func excerpt(_ text: String) -> String? {
    guard let line = excerptLine(of: text) else { return nil }
    var cut = line.prefix(WriteArticle.longestExcerpt)
    guard cut.endIndex < line.endIndex else { return String(line) }
    if let blank = cut.lastIndex(of: " "), cut.distance(from: blank, to: cut.endIndex) < 40 {
      cut = cut[..<blank]
    }
    return cut + "…"
  }

  /// The first line of forty bytes, else the first that is not empty.
  private func excerptLine(of text: String) -> Substring? {
    let newline = UInt8(ascii: "\n")
    var first: Substring?
    var start = text.utf8.startIndex
    while start < text.utf8.endIndex {
      let end = text.utf8[start...].firstIndex(of: newline) ?? text.utf8.endIndex
      let line = text[start..<end]
      if line.utf8.count >= 40 { return line }
      if first == nil, !line.isEmpty { first = line }
      start = end < text.utf8.endIndex ? text.utf8.index(after: end) : end
    }
    return first
  }

  private func count(_ document: Document, into article: inout Article) {
    var words = 0
    var characters = 0
    for block in document.blocks where block.isKept {
      words += block.measure.words
      characters += block.measure.han + block.measure.kana + block.measure.hangul
    }
    article.wordCount = words + characters
    let minutes =
      Double(words) / WriteArticle.wordsPerMinute + Double(characters)
      / WriteArticle.charactersPerMinute
    article.readingMinutes = article.wordCount == 0 ? 0 : max(1, Int(minutes.rounded()))
  }
}
