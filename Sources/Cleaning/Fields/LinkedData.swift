/// The article that a page's JSON-LD describes (schema.org), if it does.
struct LinkedArticle {
  var headline: String?
  var authors: [String] = []
  var published: String?

  /// The time of the page around the article.
  var pagePublished: String?
  var modified: String?
  var publisher: String?

  /// The name of the site around the page.
  var site: String?
  var keywords: [String] = []
  var image: String?
  var section: String?
  var body: [UInt8]?
  var license: String?
  var breadcrumbs: [String] = []
  var isFree: Bool?
  var commentCount: Int?

  /// Types that are articles.
  ///
  /// Source: schema.org, `Article` and what stands below it, `Question` and postings.
  private static let types: Set<String> = [
    "AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting", "DiscussionForumPosting", "LiveBlogPosting", "MedicalScholarlyArticle",
    "NewsArticle",
    "OpinionNewsArticle", "Recipe", "Report", "ReportageNewsArticle", "ReviewNewsArticle", "Review",
    "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting", "TechArticle", "QAPage",
    "VideoObject", "HowTo",
  ]

  init(_ values: [ScriptJSON]) {
    var nodes: [ScriptJSON] = []
    for value in values { LinkedArticle.collect(value, into: &nodes, depth: 0) }
    let articles = nodes.filter {
      LinkedArticle.types(of: $0).contains { LinkedArticle.types.contains($0) }
    }
    for node in articles { take(node, among: nodes) }
    // What search engines ask of Chinese sites is a bare object without a type.
    for node in nodes where articles.isEmpty && node["@type"] == nil && node["pubDate"] != nil {
      take(node, among: nodes)
    }
    for node in nodes where LinkedArticle.types(of: node).contains("WebSite") {
      site = site ?? LinkedArticle.text(node["name"])
    }
    for node in nodes where LinkedArticle.types(of: node).contains("WebPage") {
      pagePublished = pagePublished ?? LinkedArticle.text(node["datePublished"])
      modified = modified ?? LinkedArticle.text(node["dateModified"])
    }
    for node in nodes
    where LinkedArticle.types(of: node).contains("BreadcrumbList") && breadcrumbs.isEmpty {
      for item in node["itemListElement"]?.items ?? [] {
        if let name = LinkedArticle.text(item["name"]) ?? LinkedArticle.text(item["item"]?["name"])
        {
          breadcrumbs.append(name)
        }
      }
    }
  }

  private mutating func take(_ node: ScriptJSON, among nodes: [ScriptJSON]) {
    headline =
      headline ?? LinkedArticle.text(node["headline"]) ?? LinkedArticle.text(node["name"])
      ?? LinkedArticle.text(node["title"])
    published =
      published ?? LinkedArticle.text(node["datePublished"])
      ?? LinkedArticle.text(node["dateCreated"]) ?? LinkedArticle.text(node["pubDate"])
    modified =
      modified ?? LinkedArticle.text(node["dateModified"]) ?? LinkedArticle.text(node["upDate"])
    if authors.isEmpty {
      for author in (node["author"] ?? node["creator"])?.items ?? []
      where !LinkedArticle.types(of: author).contains(where: { $0.hasSuffix("Organization") }) {
        authors += LinkedArticle.names(author, among: nodes)
      }
    }
    publisher =
      publisher ?? node["publisher"].flatMap { LinkedArticle.names($0, among: nodes).first }
    if keywords.isEmpty, let words = node["keywords"] {
      for item in words.items {
        if let text = LinkedArticle.text(item) { keywords.append(text) }
      }
    }
    section = section ?? (node["articleSection"]?.items.first).flatMap(LinkedArticle.text)
    if image == nil, let first = (node["image"] ?? node["thumbnailUrl"])?.items.first {
      image = LinkedArticle.text(first) ?? LinkedArticle.text(first["url"])
    }
    if body == nil, case .string(let bytes)? = node["articleBody"] { body = bytes }
    license = license ?? LinkedArticle.text(node["license"])
    if case .bool(let free)? = node["isAccessibleForFree"] { isFree = isFree ?? free }
    if let text = LinkedArticle.text(node["isAccessibleForFree"]) {
      isFree = isFree ?? (text.lowercased() == "true")
    }
    commentCount =
      commentCount ?? LinkedArticle.text(node["commentCount"]).flatMap { Int($0) }
      ?? LinkedArticle.comments(node["interactionStatistic"])
  }

  /// Objects at any depth that `@graph`, arrays and main entities lead to.
  private static func collect(_ value: ScriptJSON, into nodes: inout [ScriptJSON], depth: Int) {
    guard depth < 6, nodes.count < 400 else { return }
    for item in value.items {
      guard case .object = item else { continue }
      nodes.append(item)
      for name in [
        "@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "subjectOf",
      ]
        as [StaticString]
      {
        if let inner = item[name] { collect(inner, into: &nodes, depth: depth + 1) }
      }
    }
  }

  /// The number of comments among counts of what readers did.
  private static func comments(_ statistics: ScriptJSON?) -> Int? {
    for item in statistics?.items ?? [] {
      let kind = text(item["interactionType"]) ?? text(item["interactionType"]?["@type"]) ?? ""
      if kind.hasSuffix("CommentAction") || kind.hasSuffix("UserComments") {
        return text(item["userInteractionCount"]).flatMap { Int($0) }
      }
    }
    return nil
  }

  private static func types(of node: ScriptJSON) -> [String] {
    (node["@type"]?.items ?? []).compactMap(text).map { type in
      type.split(separator: "/").last.map(String.init) ?? type
    }
  }

  private static func names(_ value: ScriptJSON, among nodes: [ScriptJSON]) -> [String] {
    if let text = text(value) { return [text] }
    if let name = value["name"] { return name.items.compactMap(text) }
    guard let reference = text(value["@id"]) else { return [] }
    let target = nodes.first { text($0["@id"]) == reference && $0["name"] != nil }
    return target?["name"]?.items.compactMap(text) ?? []
  }

  private static func text(_ value: ScriptJSON?) -> String? {
    guard let bytes = value?.text, !bytes.isEmpty else { return nil }
    let text = PageMetadata.collapsed(
      CharacterReferences.decoded(String(decoding: bytes, as: UTF8.self)))
    return text.isEmpty ? nil : text
  }
}

/// Character references that pages leave inside JSON and attributes, encoded twice.
enum CharacterReferences {
  private static let names: [(String, String)] = [
    ("&amp;", "&"), ("&quot;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&#x27;", "'"),
    ("&lt;", "<"), ("&gt;", ">"),
    ("&nbsp;", " "), ("&rsquo;", "’"), ("&lsquo;", "‘"), ("&rdquo;", "”"), ("&ldquo;", "“"),
    ("&ndash;", "–"),
    ("&mdash;", "—"), ("&hellip;", "…"), ("&#8217;", "’"), ("&#8216;", "‘"), ("&#8220;", "“"),
    ("&#8221;", "”"),
    ("&#8211;", "–"), ("&#8212;", "—"), ("&#038;", "&"), ("&apos;", "'"),
  ]

  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var i = 0
    outer: while i < source.count {
      if source[i] == UInt8(ascii: "&") {
        for (name, value) in names where source[i...].starts(with: name.utf8) {
          bytes += value.utf8
          i += name.utf8.count
          continue outer
        }
      }
      bytes.append(source[i])
      i += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
