/// Finds whose site a page is on, where the site is named for a person: who writes there, where nobody else is named.
///
///     Tea in the rain | Jane Doe's blog      Jane Doe
///     雨中的茶 - 张三的博客                     张三
enum SiteOwner {
  struct Found {
    var value: String
    var name: String
  }

  /// Characters of the name of such a site.
  private static let longest = 60

  static func names(of document: Document) -> [Found] {
    guard !document.isDamaged else { return [] }
    var sites = [document.article.siteName].compactMap { $0 }
    // The site's part of the title.
    if let title = document.metadata.title, let parts = TitleText.siteParts(of: title) {
      sites += parts
    }
    var found: [Found] = []
    for site in sites where site.count <= longest {
      guard let name = name(in: site), !found.contains(where: { $0.name == name }) else { continue }
      found.append(Found(value: site, name: name))
    }
    return found
  }

  private static func name(in site: String) -> String? {
    for ending in hanEndings {
      guard let range = site.place(of: ending) else { continue }
      return String(decoding: Array(site.utf8)[..<range], as: UTF8.self).trimmingMarks()
    }
    let words = site.split(separator: " ")
    guard let at = words.firstIndex(where: { $0.hasSuffix("'s") || $0.hasSuffix("’s") }),
      at + 1 < words.count, at + 3 >= words.count,
      kinds.contains(TitleText.folded(String(words[words.count - 1])))
    else { return nil }
    let name = words[...at].joined(separator: " ").dropLast(2)
    return AuthorNames.hasGivenName(String(name)) ? String(name) : nil
  }

  /// What a person calls a site of one's own.
  private static let kinds: Set<String> = [
    "blog", "diary", "homepage", "journal", "log", "notebook", "notes", "page", "site", "weblog",
    "website", "writing",
  ]

  private static let hanEndings: [StaticString] = [
    "的博客", "的部落格", "的blog", "的Blog", "的BLOG", "的日志", "的专栏", "的專欄", "的空间", "的网志", "的網誌",
  ]
}
