import Domain
import Markup
import WebURL

/// Finds what the page says of itself beside its article: address, licence, paywall, number of comments, lead image.
struct DescribePage: Stage {
  func apply(to document: inout Document) {
    findAddress(in: &document)
    findLicense(in: &document)
    findPaywall(in: &document)
    findComments(in: &document)
    if !document.isDamaged { findImage(in: &document) }
  }

  private func findAddress(in document: inout Document) {
    var found: [(String, String)] = []
    if let link = document.metadata.canonical { found.append((link, "link canonical")) }
    if let meta = document.metadata.first("og:url") { found.append((meta.content, "meta og:url")) }
    for (value, origin) in found {
      let address = address(value, document)
      let isBelieved = document.article.canonicalURL == nil && address != nil
      document.note("canonical_url", value, from: origin, believed: isBelieved)
      if isBelieved { document.article.canonicalURL = address }
    }
  }

  /// Characters of a licence's name at most; more is its text.
  private static let longestLicense = 200

  private func findLicense(in document: inout Document) {
    var found = document.metadata.licenses.map { ($0.text, $0.origin) }
    if let text = document.linked.license { found.append((text, "JSON-LD license")) }
    for meta in document.metadata.all("dcterms.license", "dc.rights.license") {
      found.append((meta.content, "meta \(meta.name)"))
    }
    for (value, origin) in found {
      // A link leads somewhere; data may have the name alone: "CC BY 4.0".
      let isLink = origin.hasPrefix("link") || origin.hasPrefix("rel") || value.holds("://")
      let license = isLink ? address(value, document) : value
      let isBelieved =
        document.article.license == nil
        && license.map { !$0.isEmpty && $0.count <= DescribePage.longestLicense } ?? false
      document.note("license", value, from: origin, believed: isBelieved)
      if isBelieved { document.article.license = license }
    }
  }

  /// Source: schema.org `isAccessibleForFree`; Facebook's `article:content_tier` with `free`, `metered` and `locked`.
  private func findPaywall(in document: inout Document) {
    var isPaid = false
    if let isFree = document.linked.isFree {
      isPaid = !isFree
      document.note(
        "paywall", "isAccessibleForFree \(isFree)", from: "JSON-LD isAccessibleForFree",
        believed: !isFree)
    }
    if let tier = document.metadata.first("article:content_tier") {
      let isLocked = tier.content.lowercased() == "locked"
      document.note(
        "paywall", tier.content, from: "meta article:content_tier", believed: isLocked && !isPaid)
      isPaid = isPaid || isLocked
    }
    if isPaid { document.article.flags.append(.paywall) }
  }

  private func findComments(in document: inout Document) {
    var found: [(Int, String)] = []
    if let count = document.linked.commentCount { found.append((count, "JSON-LD commentCount")) }
    if let text = document.metadata.commentCount, let count = Int(text.filter(\.isNumber)) {
      found.append((count, "itemprop=commentCount"))
    }
    if found.isEmpty {
      let lines = CommentCount.lines(of: document)
      // Teasers have numbers of their own.
      let isPlain = Set(lines.map(\.count)).count == 1
      for (index, line) in lines.enumerated() {
        let isBelieved = isPlain && index == 0
        document.note("comment_count", line.text, from: "a line that counts", believed: isBelieved)
        if isBelieved { document.article.commentCount = line.count }
      }
    }
    for (count, origin) in found where count >= 0 {
      let isBelieved = document.article.commentCount == nil
      document.note("comment_count", String(count), from: origin, believed: isBelieved)
      if isBelieved { document.article.commentCount = count }
    }
  }

  private func findImage(in document: inout Document) {
    var found = document.metadata.all(
      "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"
    ).map { ($0.content, "meta \($0.name)") }
    if let image = document.linked.image { found.append((image, "JSON-LD image")) }
    for (value, origin) in found {
      let address = address(value, document)
      let isBelieved = document.article.leadImage == nil && address != nil
      document.note("lead_image", value, from: origin, believed: isBelieved)
      if isBelieved { document.article.leadImage = address }
    }
  }

  /// An address of the web, made absolute where the page's own is known.
  private func address(_ value: String, _ document: Document) -> String? {
    let base = document.metadata.base.flatMap { WebURL($0, base: document.url) } ?? document.url
    guard let url = WebURL(value, base: base), url.scheme == "http" || url.scheme == "https" else {
      return nil
    }
    return url.href
  }
}

/// Lines that count comments: `12 Comments`, `3 Kommentare`, `5条评论`.
enum CommentCount {
  struct Line {
    var text: String
    var count: Int
  }

  /// Bytes of such a line at most.
  private static let longest = 32

  static func lines(of document: Document) -> [Line] {
    document.blocks.indices.compactMap { index in
      let block = document.blocks[index]
      guard block.text.count <= longest, !block.isKept,
        document.withText(of: index, { $0.first.map { $0 &- 0x30 < 10 } ?? false })
      else { return nil }
      return line(document.string(of: index))
    }
  }

  private static func line(_ text: String) -> Line? {
    let digits = text.prefix { $0.isNumber || $0 == "," || $0 == "." }
    let word = text.dropFirst(digits.count).lowercased().trimmingMarks()
    guard words.contains(word), let count = Int(digits.filter { $0.isNumber }) else { return nil }
    return Line(text: text, count: count)
  }

  private static let words: Set<String> = [
    "comentario", "comentarios", "comentário", "comentários", "comment", "commentaire",
    "commentaires", "commenti", "commento", "comments", "komentarz", "komentarze", "komentarzy",
    "kommentar", "kommentare", "kommentarer", "reactie", "reacties", "responses", "replies",
    "комментариев", "комментарий", "комментария", "个评论", "条评论", "条留言", "件のコメント", "コメント", "개의 댓글",
    "댓글",
  ]
}
