/// Headlines as pages write them, without the site's name.
///
///     "Tea in the rain - Example Times"          Tea in the rain
///     "标题_频道_某某网"                           标题
enum TitleText {
  /// Separators that stand between a headline and the site's name, the more certain ones first.
  private static let spaced = [
    " | ", " – ", " — ", " - ", " :: ", " » ", " · ", " › ", " / ", " « ", " ‹ ", " • ", ": ",
  ]
  private static let tight = ["_", "|", "｜", "-", "－", "—"]

  /// A headline has more letters than this; what is shorter is a section or a site.
  private static let shortestHeadline = 8

  /// Cuts the site's name and sections off a page's `<title>`.
  ///
  /// - Parameters:
  ///   - title: text of the element, blanks collapsed.
  ///   - names: what the site is called, as far as known: its `og:site_name`, its host's words.
  static func headline(of title: String, siteNames names: [String]) -> String {
    let isEastAsian = title.unicodeScalars.contains {
      (0x3040...0x9fff).contains($0.value) || (0xac00...0xd7af).contains($0.value)
    }
    let bytes = Array(title.utf8)
    for separator in spaced.dropLast() + (isEastAsian ? tight : ["|"])
    where holds(bytes, separator) {
      let parts = split(title, at: separator)
      guard parts.count > 1 else { continue }
      if let headline = headline(
        among: parts, joined: separator, names: names, isEastAsian: isEastAsian)
      {
        return headline
      }
    }
    let parts = split(title, at: ": ")
    if parts.count == 2, let first = parts.first, isSite(first, names) { return parts[1] }
    return title
  }

  private static func headline(
    among parts: [String], joined separator: String, names: [String], isEastAsian: Bool
  ) -> String? {
    var parts = parts
    let before = parts.count
    parts.removeAll { archives.contains(folded($0)) }
    if parts.isEmpty { return nil }
    while parts.count > 1, let last = parts.last, isSite(last, names) { parts.removeLast() }
    while parts.count > 1, let first = parts.first, isSite(first, names) { parts.removeFirst() }
    if isEastAsian, parts.count > 1 {
      // Sections and sites follow the headline: 标题_频道_某某网.
      while parts.count > 1, let last = parts.last, looksLikeOutlet(last) || last.count <= 6 {
        parts.removeLast()
      }
      return parts.joined(separator: separator)
    }
    if parts.count < before { return parts.joined(separator: separator) }
    // The site's name is not known: it is the short part at the end, of a few words.
    guard let last = parts.last, let first = parts.first else { return nil }
    let lastWords = last.split(separator: " ").count
    let rest = parts.dropLast().joined(separator: separator)
    if lastWords <= 4, rest.split(separator: " ").count >= lastWords + 2,
      rest.count > shortestHeadline
    {
      return rest
    }
    if separator != " - ", first.split(separator: " ").count <= 3,
      parts.dropFirst().joined().split(separator: " ").count > 5
    {
      return parts.dropFirst().joined(separator: separator)
    }
    return nil
  }

  /// Parts that blogs of the first decade put between their name and the headline, letters alone.
  private static let archives: Set<String> = [
    "archive", "blogarchive", "blogarchives", "blogarchiv", "blogarchief", "blogarchivio",
  ]

  private static func isSite(_ part: String, _ names: [String]) -> Bool {
    let key = folded(part)
    guard !key.isEmpty else { return true }
    return names.contains { name in
      let site = folded(name)
      guard site.count >= 3 else { return false }
      return key == site
        || site.count >= 5 && (key.hasPrefix(site) || key.hasSuffix(site))
          && key.count <= site.count + 14
        || key.count >= 5 && site.hasPrefix(key)
    }
  }

  private static func looksLikeOutlet(_ part: String) -> Bool {
    guard part.count <= 16 else { return false }
    return outletEndings.contains { part.hasSuffix($0) }
  }

  private static let outletEndings = [
    "网", "網", "报", "報", "社", "台", "频道", "在线", "资讯", "新闻", "新聞", "论坛", "博客", "日报", "晚报", "中心", "门户",
    "公司", "ニュース",
    "新聞社", "公众号", "知乎", "百度", "搜狐", "新浪", "com", "cn", "网站", "专栏", "学院", "大学",
  ]

  /// Letters and digits alone, lower case.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      // Tables of properties are for what is not ASCII: they were 1.5% of cleaning.
      return String(decoding: key(text), as: UTF8.self)
    }
    return String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }))
  }

  /// `folded` as bytes, fast: what titles are compared by.
  static func key(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { TitleMatch.folded($0) }
  }

  /// The parts of a page's `<title>` behind its first; nil where it has one part.
  static func siteParts(of title: String) -> [String]? {
    let bytes = Array(title.utf8)
    for separator in spaced.dropLast() + tight where holds(bytes, separator) {
      let parts = split(title, at: separator)
      if parts.count > 1 { return Array(parts.dropFirst()) }
    }
    return nil
  }

  /// The parts of a title between any marks that part headlines from sites and sections.
  static func pieces(of title: String) -> [String] {
    var pieces = [title]
    for separator in spaced.dropLast() + ["- ", " : "] {
      pieces = pieces.flatMap { split($0, at: separator) }
    }
    return pieces
  }

  /// Whether a separator stands in a title: most do not, and cutting would make the same text anew.
  private static func holds(_ title: [UInt8], _ separator: String) -> Bool {
    var separator = separator
    return separator.withUTF8 { wanted in
      guard let first = wanted.first, wanted.count <= title.count else { return false }
      return (0...title.count - wanted.count).contains { start in
        title[start] == first
          && wanted.indices.allSatisfy { title[start + $0] == wanted[$0] }
      }
    }
  }

  /// The parts between separators, without the blanks around them; empty ones are left out.
  static func split(_ text: String, at separator: String) -> [String] {
    var parts: [String] = []
    let bytes = Array(text.utf8)
    let wanted = Array(separator.utf8)
    func part(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).trimmingBlanks()
    }
    var start = 0
    var i = 0
    while i + wanted.count <= bytes.count {
      if bytes[i] == wanted[0], bytes[i..<i + wanted.count].elementsEqual(wanted) {
        parts.append(part(start..<i))
        i += wanted.count
        start = i
      } else {
        i += 1
      }
    }
    parts.append(part(start..<bytes.count))
    return parts.filter { !$0.isEmpty }
  }
}

extension String {
  /// The text without blanks at its ends.
  func trimmingBlanks() -> String {
    // Nearly all texts begin and end with a byte that shows.
    if let first = utf8.first, let last = utf8.last, 0x21..<0x80 ~= first, 0x21..<0x80 ~= last {
      return self
    }
    var slice = self[...]
    while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
    while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
    return String(slice)
  }
}
