import Domain
import TextAnalysis

/// An entry ready for its rows: everything costly done before the writer is asked.
///
/// A class, since it goes from hand to hand on its way and has some thirty values to be counted for each.
final class PackedPage: PreparedEntry {
  /// Of what is packed, no more than the receipt needs: hundreds of pages wait in memory to be kept, and the
  /// less of the heap they take, the more of it stays in the processors' caches.
  let entry: Entry
  let host: String?
  let size: Int
  let raw: [UInt8]
  let headers: String?
  let metadata: String
  let cleaned: PackedCleaning

  var weight: Int { raw.count + (headers?.utf8.count ?? 0) + metadata.utf8.count + cleaned.weight }

  init(_ entry: Entry, folding: Folding) throws {
    host = entry.page.url.flatMap(Host.init)?.name
    raw = try Zstandard.compress(entry.page.bytes)
    size = entry.page.bytes.count
    headers = headersText(entry.page.headers)
    metadata = objectText(entry.page.metadata)
    cleaned = try PackedCleaning(entry.cleaned, host: host, folding: folding)
    var light = entry
    (light.page.bytes, light.page.headers, light.page.metadata) = ([], [], [:])
    light.cleaned = entry.cleaned.receipted(entry.answered)
    self.entry = light
  }
}

extension Cleaned {
  /// What a receipt is made of.
  fileprivate func receipted(_ extent: Entry.Extent) -> Cleaned {
    var light = Cleaned()
    (light.mediaType, light.charset, light.refusal) = (mediaType, charset, refusal)
    switch extent {
    case .whole: light.article = article
    case .title:
      light.article = article.map {
        var brief = Article()
        brief.title = $0.title
        return brief
      }
    }
    return light
  }
}

/// What cleaning came to, as the columns of `revision` and the rows of `article` and `label` have it.
struct PackedCleaning: Sendable {
  let row: ListedArticle?
  let tokens: SearchTokens?
  let mediaType: String
  let charset: String
  let refusal: String
  let head: [UInt8]?
  let texts: [UInt8]?
  let edits: [UInt8]?

  /// Nil where the page has no host, no article, or nobody asked for its lines.
  let lines: PackedLines?

  /// Names the text that near-duplicates are found by; empty where it is too short.
  let fingerprint: String

  /// About as many bytes as it holds, its row left out.
  var weight: Int {
    let packed = [head, texts, edits, tokens?.text, tokens?.title, lines?.hashes]
    return packed.reduce(0) { $0 + ($1?.count ?? 0) }
  }

  /// What lists and searches find the article by; nil where there is none.
  ///
  /// - Parameter corrections: The client's, which stand in place of what was found.
  func found(
    by corrections: String, _ folding: Folding
  ) throws -> (row: ListedArticle, tokens: SearchTokens)? {
    guard let row, let tokens else { return nil }
    guard corrections != "{}", let head, let texts else { return (row, tokens) }
    let article = try PackedArticle.unpack(head: head, texts: texts)
      .corrected(by: ArticleRow.object(corrections))
    let corrected = ListedArticle(article, host: row.host, folding: folding)
    return (corrected, SearchTokens(article, corrected, folding: folding))
  }

  init(_ cleaned: Cleaned, host: String?, folding: Folding) throws {
    let row = cleaned.article.map { ListedArticle($0, host: host, folding: folding) }
    self.row = row
    tokens = cleaned.article.flatMap { article in
      row.map { SearchTokens(article, $0, folding: folding) }
    }
    mediaType = cleaned.mediaType
    charset = cleaned.charset
    refusal = cleaned.article == nil ? cleaned.refusal : ""
    let packed = try cleaned.article.map(PackedArticle.init)
    head = packed?.head
    texts = packed?.texts
    edits = try pack(cleaned.edits)
    let fingerprint = tokens?.sketch?.fingerprint ?? ""
    self.fingerprint = fingerprint
    lines = host.flatMap { PackedLines(cleaned, fingerprint: fingerprint, host: $0) }
  }
}

/// A page's lines as `page_lines` has them.
struct PackedLines: Sendable {
  let host: String
  let text: Int64
  let hashes: [UInt8]

  init?(_ cleaned: Cleaned, fingerprint: String, host: String) {
    guard let article = cleaned.article, !cleaned.lines.isEmpty else { return nil }
    self.host = host
    // Of a text long enough the sketch names it; near-duplicates are of one cluster anyway.
    var hash = FNV1a()
    hash.add(fingerprint.isEmpty ? article.text : fingerprint)
    text = Int64(bitPattern: hash.value)
    hashes = LineHashes.bytes(cleaned.lines.prefix(LineHashes.most))
  }
}

/// The host of an absolute URL, without user and port: what `host=` filters by.
struct Host {
  let name: String

  /// Nil where the URL has no authority (`data:`), or an empty one.
  init?(_ url: String) {
    let bytes = Array(url.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[colon...].starts(with: Array("://".utf8))
    else { return nil }
    var authority = bytes[(colon + 3)...].prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
    // The colons of an IPv6 address stand before its bracket.
    if let port = authority.lastIndex(of: UInt8(ascii: ":")),
      !authority[port...].contains(UInt8(ascii: "]"))
    {
      authority = authority[..<port]
    }
    guard !authority.isEmpty else { return nil }
    name = String(decoding: authority, as: UTF8.self).lowercased()
  }
}
