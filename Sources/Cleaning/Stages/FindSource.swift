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
    found += besideDates(in: document).map { ($0, "an outlet beside the dateline") }
    for (value, origin) in found {
      var text = value.trimmingMarks()
      // `城市周刊(原创)` says how it was made.
      for bracket in ["(原创", "（原创", "(原創", "（原創", "(转载", "（转载", "(轉載", "（轉載"]
      where text.hasSuffix(bracket) {
        text = String(text.dropLast(bracket.count)).trimmingMarks()
      }
      let isGood = FindSource.lengths.contains(text.count) && !text.holds("://")
      let isBelieved = document.article.source == nil && isGood
      document.note("source", text, from: origin, believed: isBelieved)
      if isBelieved { document.article.source = text }
    }
  }

  /// Names of outlets that are lines of their own between the headline and the date, or right below it.
  ///
  ///     <li>【财经观察网】</li> <li>钱慕云</li> <li>2023/06/09 07:22</li>
  private func besideDates(in document: Document) -> [String] {
    guard document.isHanPage else { return [] }
    // Above the first sentence: below it a line is the text's.
    let body = document.blocks.firstIndex { $0.isKept && $0.measure.enders > 0 }
    let region = document.headRegion.prefix { $0 < body ?? document.blocks.count }
    return region.filter { index in
      let block = document.blocks[index]
      guard block.role != .title, document.verdicts[index] == nil,
        (6...30).contains(block.measure.units), block.measure.enders == 0, block.linkDensity < 0.5,
        !block.context.ancestors.contains(.hidden)
      else { return false }
      let isBeside = (index - 2...index + 2).contains { near in
        region.contains(near) && document.verdicts[near]?.role == .dateline
          && document.verdicts[near]?.labels?.dates.isEmpty == false
      }
      guard isBeside else { return false }
      return document.withFolded(of: index) { line in
        let text = String(decoding: line, as: UTF8.self)
        if case .outlet = DatelinePiece(text) { return true }
        return text.hasPrefix("【") && text.hasSuffix("】") && text.count <= 16
      }
    }.map { document.string(of: $0) }
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
