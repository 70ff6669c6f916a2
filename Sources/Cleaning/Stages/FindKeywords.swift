import Domain

/// Finds keywords and breadcrumbs.
struct FindKeywords: Stage {
  /// Characters of a keyword at most; a longer one is a description.
  private static let longestKeyword = 40
  private static let mostKeywords = 40

  func apply(to document: inout Document) {
    findKeywords(in: &document)
    findBreadcrumbs(in: &document)
  }

  private func findKeywords(in document: inout Document) {
    // What spam is told by stands beside the value, since it is known by its words in simplified script.
    var found: [(value: String, simplified: String, origin: String)] = []
    func add(_ value: String, from origin: String) { found.append((value, value, origin)) }
    for (index, verdict) in document.verdicts.enumerated() where verdict?.role == .keywords {
      guard let value = verdict?.labels?.value(.keywords) else { continue }
      // A keyword line's value runs to the end of the line: its items may stand far apart.
      let (range, simplified) = document.withFolded(of: index) { line in
        let range = value.lowerBound..<line.count
        return (range, String(decoding: line[range], as: UTF8.self))
      }
      found.append((document.original(range, of: index), simplified, "a labelled line"))
    }
    if !document.isDamaged {
      let tags = document.metadata.all("article:tag", "og:article:tag").map(\.content)
      if !tags.isEmpty { add(tags.joined(separator: ","), from: "meta article:tag") }
      if !document.linked.keywords.isEmpty {
        add(document.linked.keywords.joined(separator: ","), from: "JSON-LD keywords")
      }
      for meta in document.metadata.all(
        "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
      where !document.hasStuffedKeywords && !document.hasStuffedTitle {
        add(meta.content, from: "meta \(meta.name)")
      }
    }
    for (value, simplified, origin) in found {
      let isSpam = Array(simplified.utf8).withUnsafeBufferPointer { ItemLine($0)?.isSpam ?? false }
      let words = isSpam ? [] : FindKeywords.words(in: value)
      let isBelieved = document.article.keywords.isEmpty && !words.isEmpty
      document.note("keywords", value, from: origin, believed: isBelieved)
      if isBelieved { document.article.keywords = words }
    }
  }

  private static let borders: Marks = ",;|、，；\u{3000}\t"
  private static let weakBorders: Marks = "_·/"

  /// Cuts at commas, semicolons and bars; where there are none at strokes, which words hold too (`TCP/IP`), and at blanks
  /// only where Chinese text has nothing else.
  static func words(in value: String) -> [String] {
    let isParted = value.contains { borders.contains($0) }
    let marks = isParted ? borders : weakBorders
    var words = value.split(whereSeparator: { marks.contains($0) }).map {
      String($0.drop { $0 == "#" || $0 == "＃" }).trimmingMarks()
    }
    let isHan = value.unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) }
    if isHan, words.count == 1 {
      words = value.split(whereSeparator: { $0.isWhitespace }).map {
        String($0.drop { $0 == "#" || $0 == "＃" }).trimmingMarks()
      }
    }
    var seen: [String] = []
    for word in words
    where !word.isEmpty && word.count <= longestKeyword && !seen.contains(word)
      && seen.count < mostKeywords
    {
      seen.append(word)
    }
    return seen
  }

  private func findBreadcrumbs(in document: inout Document) {
    var found: [([String], String)] = [(document.linked.breadcrumbs, "JSON-LD BreadcrumbList")]
    for (index, verdict) in document.verdicts.enumerated() where verdict?.role == .breadcrumb {
      found.append((FindKeywords.trail(document.string(of: index)), "a path of sections"))
    }
    for trail in document.metadata.trails {
      found.append((trail, "an element named as breadcrumbs"))
    }
    for (trail, origin) in found where trail.count > 1 {
      let isBelieved = document.article.breadcrumbs.isEmpty
      document.note(
        "breadcrumbs", trail.joined(separator: " > "), from: origin, believed: isBelieved)
      if isBelieved { document.article.breadcrumbs = trail }
    }
  }

  /// The sections of `您的位置:首页>市场 >`, without its label.
  static func trail(_ line: String) -> [String] {
    var parts = [line]
    let bytes = Array(line.utf8)
    for arrow in ["->", "::", "»", "›", "→", "＞", " / ", ">"]
    where bytes.contains(Array(arrow.utf8)) {
      parts = parts.flatMap { TitleText.split($0, at: arrow) }
    }
    parts = parts.map { $0.trimmingMarks() }.filter { !$0.isEmpty }
    if let first = parts.first, let colon = first.lastIndex(where: { $0 == ":" || $0 == "：" }) {
      parts[0] = String(first[first.index(after: colon)...]).trimmingMarks()
      if parts[0].isEmpty { parts.removeFirst() }
    }
    return parts
  }
}
