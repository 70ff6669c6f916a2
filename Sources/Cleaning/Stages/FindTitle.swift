import Domain
import Markup
import WebURL

/// Finds the headline: in the page's own heading where that agrees with its `title`, else in what metadata says.
struct FindTitle: Stage {
  /// Characters of a headline at most; more is a description.
  private static let longest = 300

  func apply(to document: inout Document) {
    choose(in: &document)
    takeOutSpam(&document)
    // A bar before the headline parts it from what is not there.
    while let first = document.article.title?.first, "_|｜".contains(first) {
      document.article.title = String(document.article.title?.dropFirst() ?? "").trimmingBlanks()
    }
  }

  private func choose(in document: inout Document) {
    if !document.isMarkup {
      guard let block = document.blocks.firstIndex(where: { $0.role == .title }) else { return }
      let title = document.string(of: block)
      document.article.title = title
      document.note("title", title, from: "the headline's line", believed: true)
      return
    }
    if document.looksHijacked, let block = visibleTitle(in: document) {
      // Metadata is what the injection rewrites first; what readers see is the article's.
      let title = document.string(of: block)
      document.article.title = title
      document.note("title", title, from: "the visible headline", believed: true)
      document.judge(block, .title, keeping: false, "the visible headline")
      return
    }
    let stated = stated(in: document)
    let headings = headings(in: document)
    let chosen = topical(choose(stated, headings, document), stated, document)
      .map { confirmed($0, stated + headings) }
    var candidates = stated + headings
    if let chosen, !candidates.contains(where: { $0.origin == chosen.origin }) {
      candidates.insert(chosen, at: 0)
    }
    for candidate in candidates {
      document.note(
        "title", candidate.value, from: candidate.origin,
        believed: candidate.value == chosen?.value)
    }
    document.article.title = chosen?.value
  }

  /// The headline as readers of a hijacked page see it: the first heading, else the last short line above the dateline or
  /// the body.
  func visibleTitle(in document: Document) -> Int? {
    func mayBeTitle(_ index: Int) -> Bool {
      let block = document.blocks[index]
      return document.verdicts[index] == nil && (8...200).contains(block.measure.units)
        && !block.context.ancestors.contains(.hidden)
    }
    if let heading = document.blocks.indices.first(where: {
      document.blocks[$0].context.headingLevel == 1 && mayBeTitle($0)
    }) {
      return heading
    }
    let firstKept = document.blocks.firstIndex {
      $0.isKept && $0.measure.units >= 80
    }
    let dateline = document.verdicts.firstIndex { $0?.role == .dateline }
    // Paragraphs of a list of rules may all be short.
    let isHijacked = document.looksHijacked
    let sentence = isHijacked ? document.firstSentence : nil
    let limit = [firstKept, dateline, sentence].reduce(document.blocks.count) { min($0, $1 ?? $0) }
    let repeated = document.titleBlocks.first { $0 <= limit && mayBeTitle($0) }
    return repeated
      ?? document.metadata.title.flatMap { shownLine(of: $0, firstKept, document) }
      ?? (0..<limit).last {
        isHijacked && mayBeTitle($0) && document.blocks[$0].context.headingLevel > 0
          && document.blocks[$0].linkDensity < 0.5
      }
      ?? (0..<limit).last {
        mayBeTitle($0) && document.blocks[$0].linkDensity < 0.5 && !isMenu($0, document)
          && !isSalutation($0, document)
      }
  }

  /// Whether a line is spoken to readers, as a letter's first: `各有关单位：`.
  private func isSalutation(_ index: Int, _ document: Document) -> Bool {
    document.withText(of: index) { $0[...].hasSuffix("：") || $0.last == UInt8(ascii: ":") }
  }

  private func isMenu(_ index: Int, _ document: Document) -> Bool {
    document.withFolded(of: index) { ItemLine($0)?.isBare ?? false }
  }

  struct Candidate {
    var value: String
    var origin: String

    /// Letters and digits of the value, lower case.
    var key: [UInt8] = []

    /// `key` before the site's name was cut off.
    var whole: [UInt8] = []
  }

  /// A headline without what a bar parts from it, where another witness has the first part alone.
  private func confirmed(_ chosen: Candidate, _ candidates: [Candidate]) -> Candidate {
    guard let bar = chosen.value.utf8.firstRange(of: " | ".utf8) else { return chosen }
    let first = String(chosen.value[..<bar.lowerBound])
    let key = TitleText.key(first)
    guard first.split(separator: " ").count > 1, candidates.contains(where: { $0.key == key })
    else { return chosen }
    return Candidate(value: first, origin: chosen.origin, key: key, whole: chosen.whole)
  }

  /// What the page states outside its text, the site's name cut off.
  private func stated(in document: Document) -> [Candidate] {
    let names = siteNames(of: document)
    var candidates: [Candidate] = []
    func add(_ value: String?, _ origin: String) {
      // With a bar in front the headline is missing, and what is left is the site's.
      guard let value, !value.trimmingBlanks().hasPrefix("|") else { return }
      let text = TitleText.headline(
        of: CharacterReferences.decoded(value).trimmingBlanks(), siteNames: names)
      guard !text.isEmpty, text.count <= FindTitle.longest, !isSpam(text) else { return }
      candidates.append(
        Candidate(
          value: text, origin: origin, key: TitleText.key(text), whole: TitleText.key(value)))
    }
    add(document.linked.headline, "JSON-LD headline")
    for name in [
      "og:title", "twitter:title", "title", "dc.title", "dcterms.title", "citation_title",
      "headline", "parsely-title", "sailthru.title", "articletitle",
    ] {
      for meta in document.metadata.metas where meta.name == name {
        add(meta.content, "meta \(name)")
      }
    }
    add(document.metadata.title, "title element")
    return candidates
  }

  private func headings(in document: Document) -> [Candidate] {
    document.metadata.headings.compactMap { heading in
      let text = heading.text
      guard !text.isEmpty, text.count <= FindTitle.longest, !isSpam(text) else { return nil }
      return Candidate(value: text, origin: heading.origin, key: TitleText.key(text))
    }
  }

  /// The headline: the one readers see, wherever the page's metadata or its markup points at it.
  private func choose(
    _ stated: [Candidate], _ headings: [Candidate], _ document: Document
  ) -> Candidate? {
    let sites = siteNames(of: document).map { TitleText.key($0) }
    let first = headings.filter {
      $0.origin == "h1" && !isSite($0, sites, document) && !leadsHome($0, document)
    }
    // A heading that metadata repeats is the headline.
    let repeated = first.filter { heading in stated.contains { agrees($0.key, heading.key) } }
    if let heading = repeated.first(where: { !isSection($0) }) ?? repeated.first {
      return core(of: heading, stated) ?? heading
    }
    if Set(first.map(\.key)).count == 1, let only = first.first, isHeadline(only, stated) {
      return only
    }
    if let line = visibleLine(of: document, stated) { return line }
    if let heading = headings.first(where: { heading in
      heading.origin == "h2" && stated.contains { $0.key == heading.key }
    }) {
      return heading
    }
    if let meta = stated.first(where: { $0.origin != "title element" && !isBare($0, sites) }) {
      return meta
    }
    let element = stated.first { $0.origin == "title element" }
    if let element, !isBare(element, sites), !isSection(element) { return element }
    return first.first { $0.key.count > 6 }
      ?? (stated.isEmpty ? headingAboveBody(of: document) : nil) ?? lineAboveBody(of: document)
      ?? element ?? headings.first ?? (document.isHanPage ? lineAboveDateline(of: document) : nil)
  }

  /// What metadata calls the headline, where the page's heading has more around it: a kicker, a day, a standfirst.
  private func core(of heading: Candidate, _ stated: [Candidate]) -> Candidate? {
    guard !stated.contains(where: { $0.whole.contains(heading.key) }) else { return nil }
    return stated.first { title in
      guard title.key.count >= FindTitle.shortestCore,
        title.key.count + FindTitle.leastAround <= heading.key.count,
        title.key.count * FindTitle.mostAround >= heading.key.count,
        !title.value.hasSuffix("…"), !title.value.hasSuffix("...")
      else { return false }
      if heading.key.reversed().starts(with: title.key.reversed()) { return true }
      // Behind the headline stand days and counts; words there are its second half.
      let rest = heading.value.dropFirst(title.value.count).first { !$0.isWhitespace }
      return heading.key.starts(with: title.key)
        && rest.map { FindTitle.asides.contains($0) } ?? false
    }
  }

  /// What days and counts begin with.
  private static let asides: Marks = "([|•0123456789"

  /// Letters and digits around a headline inside a heading at least; less is an article: `The`.
  private static let leastAround = 4

  /// Letters and digits of a headline inside a longer heading; less may be a section's name.
  private static let shortestCore = 12

  /// How many times as long as the headline a heading is at most.
  private static let mostAround = 3

  func agrees(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count > 1, b.count > 1 else { return false }
    if a == b { return true }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    return short.count * 2 >= long.count && long.starts(with: short)
      || short.count >= 12 && short.count * 3 >= long.count && long.contains(short)
  }

  /// Whether a heading is the site's banner: its name, or the last part of the page's `title`.
  private func isSite(_ heading: Candidate, _ sites: [[UInt8]], _ document: Document) -> Bool {
    if isBare(heading, sites) { return true }
    guard let title = document.metadata.title, heading.key.count >= 4 else { return false }
    let whole = TitleText.key(title)
    guard whole.count >= heading.key.count * 2, heading.value.split(separator: " ").count <= 3
    else { return false }
    if whole.reversed().starts(with: heading.key.reversed()) { return true }
    // The rest of the title is a heading of its own below the banner: "Example » Tea in the rain".
    let below = document.metadata.headings.drop { $0.text != heading.value }
    return whole.starts(with: heading.key)
      && below.contains {
        TitleText.key($0.text).elementsEqual(whole.dropFirst(heading.key.count))
      }
  }

  /// Whether a heading is no more than a link to the site's front page: its banner.
  private func leadsHome(_ heading: Candidate, _ document: Document) -> Bool {
    guard let mention = document.metadata.headings.first(where: { $0.text == heading.value }),
      let link = document.tree.firstLink(in: mention.node),
      let href = document.tree.attributeString(link, .href)
    else { return false }
    let text = PageMetadata.collapsed(document.tree.textContent(link))
    return TitleText.key(text) == heading.key && isHome(href, document)
  }

  /// Whether an address is that of a front page: `/`, `https://example.org`, `index.html`.
  private func isHome(_ href: String, _ document: Document) -> Bool {
    guard let url = WebURL(href, base: document.url) else {
      return ["/", "./", "../", "index.html", "index.php"].contains(href)
    }
    let path = url.pathname
    return (path == "/" || path.hasPrefix("/index.")) && url.search.isEmpty
      && url.hash.isEmpty && document.url.map { $0.pathname != path } ?? true
  }

  /// Whether a page's only heading can be its headline though metadata words it otherwise: it shares words with what is
  /// stated, one where it is long, more than half where it is short.
  private func isHeadline(_ heading: Candidate, _ stated: [Candidate]) -> Bool {
    let words = heading.value.split(separator: " ").map { TitleText.key(String($0)) }
    guard !stated.isEmpty else { return heading.key.count > 3 }
    let isEastAsian = heading.value.utf8.count > heading.value.count * 2
    if isEastAsian { return heading.value.count >= 8 }
    let telling = words.filter { $0.count >= 4 }
    let shared = telling.count { word in stated.contains { $0.key.contains(word) } }
    return words.count >= 5 ? shared > 0 : shared * 2 > telling.count
  }

  /// Whether a title is only the site's name.
  private func isBare(_ title: Candidate, _ sites: [[UInt8]]) -> Bool {
    title.key.count < 2 || sites.contains(title.key)
  }

  /// Whether a title names a section: "News", "Latest News", "National News".
  func isSection(_ title: Candidate) -> Bool {
    let words = title.value.split(separator: " ")
    return words.count <= 3
      && words.contains { FindTitle.sections.contains(TitleText.folded(String($0))) }
  }

  private static let sections: Set<String> = [
    "aktuelles", "article", "blog", "home", "index", "latest", "nachrichten", "news", "noticias",
    "search", "section", "sport", "sports", "start", "startseite", "top", "untitled", "welcome",
  ]

  private func isSpam(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { ItemLine($0)?.isSpam ?? false }
  }

  private func siteNames(of document: Document) -> [String] {
    var names = document.metadata.all("og:site_name", "application-name", "twitter:site").map(
      \.content)
    if let publisher = document.linked.publisher { names.append(publisher) }
    if let host = document.url?.hostname {
      let labels = host.split(separator: ".").filter { $0 != "www" && $0.count > 2 }
      names += labels.map(String.init)
      names.append(host)
      names.append(host.hasPrefix("www.") ? String(host.dropFirst(4)) : host)
    }
    return names
  }
}

extension Tree {
  /// The first link below a node, if it has one.
  fileprivate func firstLink(in node: NodeID) -> NodeID? {
    var next = firstChild(node)
    while let each = next {
      if isElement(each, .a) { return each }
      next = nextInOrder(each, within: node)
    }
    return nil
  }
}
