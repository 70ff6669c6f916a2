import Domain

/// Finds the headline: in the page's own heading where that agrees with its `title`, else in what metadata says.
struct FindTitle: Stage {
  /// Characters of a headline at most; more is a description.
  private static let longest = 300

  func apply(to document: inout Document) {
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
    let candidates = candidates(in: document).filter {
      !$0.value.isEmpty && $0.value.count <= FindTitle.longest
    }
    let chosen = choose(among: candidates, document)
    for candidate in candidates {
      document.note(
        "title", candidate.value, from: candidate.origin, believed: candidate.value == chosen)
    }
    document.article.title = chosen
  }

  /// The headline as readers of a hijacked page see it: the first heading, else the last short line above the dateline or
  /// the body.
  private func visibleTitle(in document: Document) -> Int? {
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
    let limit = min(firstKept ?? document.blocks.count, dateline ?? document.blocks.count)
    let repeated = document.titleBlocks.first { $0 <= limit && mayBeTitle($0) }
    return repeated
      ?? (0..<limit).last {
        mayBeTitle($0) && document.blocks[$0].linkDensity < 0.5 && !isMenu($0, document)
      }
  }

  private func isMenu(_ index: Int, _ document: Document) -> Bool {
    document.withFolded(of: index) { ItemLine($0)?.isBare ?? false }
  }

  private struct Candidate {
    var value: String
    var origin: String
  }

  private func candidates(in document: Document) -> [Candidate] {
    let metadata = document.metadata
    let names = siteNames(of: document)
    var candidates: [Candidate] = []
    func add(_ value: String?, _ origin: String) {
      guard let value else { return }
      let text = CharacterReferences.decoded(value).trimmingBlanks()
      guard !text.isEmpty, !isSpam(text) else { return }
      candidates.append(Candidate(value: text, origin: origin))
    }
    for heading in metadata.headings where heading.origin == "h1" { add(heading.text, "h1") }
    add(
      document.linked.headline.map { TitleText.headline(of: $0, siteNames: names) },
      "JSON-LD headline")
    for meta in metadata.all("og:title", "twitter:title", "title", "dc.title", "headline") {
      add(TitleText.headline(of: meta.content, siteNames: names), "meta \(meta.name)")
    }
    add(metadata.title.map { TitleText.headline(of: $0, siteNames: names) }, "title element")
    for heading in metadata.headings where heading.origin == "h2" { add(heading.text, "h2") }
    return candidates
  }

  private func choose(among candidates: [Candidate], _ document: Document) -> String? {
    let headings = candidates.filter { $0.origin == "h1" }
    let stated = candidates.filter { $0.origin != "h1" && $0.origin != "h2" }
    // A heading that metadata repeats is the headline.
    for heading in headings {
      let key = TitleText.folded(heading.value)
      guard key.count >= 2 else { continue }
      if stated.contains(where: { agrees(TitleText.folded($0.value), key) }) {
        return heading.value
      }
    }
    if let linked = candidates.first(where: { $0.origin == "JSON-LD headline" }) {
      return linked.value
    }
    if let meta = stated.first(where: {
      $0.origin.hasPrefix("meta og") || $0.origin.hasPrefix("meta tw")
    }) {
      return meta.value
    }
    if let element = stated.first(where: { $0.origin == "title element" }),
      !isBare(element.value, document)
    {
      // A page whose only first-level heading is a site's banner names its article in `title`.
      return element.value
    }
    return headings.first(where: { $0.value.count > 3 })?.value ?? stated.first?.value
      ?? candidates.first(where: { $0.origin == "h2" })?.value
  }

  private func agrees(_ a: String, _ b: String) -> Bool {
    guard !a.isEmpty, !b.isEmpty else { return false }
    if a == b { return true }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    return short.count * 2 >= long.count && long.hasPrefix(short)
      || short.count >= 12 && long.contains(short)
  }

  /// Whether a title is only the site's name.
  private func isBare(_ title: String, _ document: Document) -> Bool {
    siteNames(of: document).contains { TitleText.folded($0) == TitleText.folded(title) }
  }

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
