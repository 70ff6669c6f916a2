import Domain

/// Finds whom the article was taken from and what the site is called.
struct FindSource: Stage {
  /// Characters of an outlet's name.
  private static let lengths = 2...40

  func apply(to document: inout Document) {
    findSiteName(in: &document)
    var found = document.labelValues([.source]).map { ($0, "a labelled line") }
    if !document.isDamaged {
      for meta in document.metadata.all(
        "source", "og:article:source", "mediasource", "article:source", "weibo: article:source",
        "copyright-source", "article_source")
      {
        found.append((meta.content, "meta \(meta.name)"))
      }
    }
    for name in document.datelineNames {
      if case .outlet = name.piece { found.append((name.text, "an outlet on the dateline")) }
    }
    for (value, origin) in found {
      let text = value.trimmingMarks()
      let isGood = FindSource.lengths.contains(text.count) && !text.holds("://")
      let isBelieved = document.article.source == nil && isGood
      document.note("source", text, from: origin, believed: isBelieved)
      if isBelieved { document.article.source = text }
    }
  }

  private func findSiteName(in document: inout Document) {
    guard !document.isDamaged else { return }
    var found: [(String, String)] = []
    for meta in document.metadata.all(
      "og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name",
      "al:ios:app_name", "dc.publisher", "citation_journal_title")
    {
      found.append((meta.content, "meta \(meta.name)"))
    }
    if let publisher = document.linked.publisher { found.append((publisher, "JSON-LD publisher")) }
    if let site = document.linked.site { found.append((site, "JSON-LD WebSite")) }
    for (text, origin) in found where text.count <= 80 && !text.contains("://") {
      let value = CharacterReferences.decoded(text)
      let isBelieved = document.article.siteName == nil
      document.note("site_name", value, from: origin, believed: isBelieved)
      if isBelieved { document.article.siteName = value }
    }
  }
}
