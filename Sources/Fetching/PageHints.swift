import Domain
import WebURL

/// What a page's head says of its address: `rel=canonical` and `<meta http-equiv=refresh>`.
///
/// A scan of the tags at the page's beginning, by ASCII alone: for the record of a fetch. What the
/// article says of it is the cleaner's.
struct PageHints {
  private(set) var canonicalURL: String?
  private(set) var refresh: FetchRecord.Refresh?

  /// Heads are shorter; 64 KiB hold the longest of common pages with their inline styles.
  private static let scanned = 64 << 10

  init(_ page: [UInt8], headers: TransferHead, base: WebURL) {
    for field in headers.headers where field.isNamed("link") {
      for link in field.value.split(separator: ",") { take(link: String(link), base: base) }
    }
    var rest = page.prefix(PageHints.scanned)[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      if rest.starts(with: "!--".utf8) {
        rest = PageHints.behind("-->", in: rest)
        continue
      }
      guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return }
      let tag = String(decoding: rest[..<close], as: UTF8.self)
      rest = rest[(close + 1)...]
      let name = tag.prefix { $0.isLetter }.lowercased()
      switch name {
      case "link":
        let attributes = PageHints.attributes(of: tag)
        let relations = attributes["rel"]?.lowercased().split(separator: " ") ?? []
        if relations.contains("canonical"), let href = attributes["href"] {
          canonicalURL = canonicalURL ?? WebURL(href, base: base)?.href
        }
      case "meta":
        let attributes = PageHints.attributes(of: tag)
        if attributes["http-equiv"]?.lowercased() == "refresh", refresh == nil {
          refresh = attributes["content"].flatMap { PageHints.refresh($0, base: base) }
        }
      case "script", "style": rest = PageHints.behind("</\(name)", in: rest)
      case "body": return
      default: continue
      }
    }
  }

  /// `<https://example.org/a>; rel="canonical"` (RFC 8288 §3, RFC 6596).
  private mutating func take(link: String, base: WebURL) {
    guard let open = link.firstIndex(of: "<"), let close = link.firstIndex(of: ">"), open < close
    else { return }
    let parameters = link[close...].lowercased().filter { $0 != "\"" && $0 != " " }
    guard parameters.split(separator: ";").contains("rel=canonical") else { return }
    canonicalURL =
      canonicalURL ?? WebURL(String(link[link.index(after: open)..<close]), base: base)?.href
  }

  /// `5; url=/next`, as the HTML Standard §4.2.5.3 reads it, but for its rarest forms.
  static func refresh(_ content: String, base: WebURL) -> FetchRecord.Refresh? {
    let text = content.drop { $0.isWhitespace }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let seconds = Int(digits) else { return nil }
    var rest = text.dropFirst(digits.count).drop { $0.isNumber || $0 == "." }
    rest = rest.drop { $0.isWhitespace || $0 == ";" || $0 == "," }
    guard !rest.isEmpty else { return FetchRecord.Refresh(seconds: seconds, url: nil) }
    if rest.lowercased().hasPrefix("url") {
      let value = rest.dropFirst(3).drop { $0.isWhitespace }
      if value.first == "=" { rest = value.dropFirst().drop { $0.isWhitespace } }
    }
    if let mark = rest.first, mark == "'" || mark == "\"" {
      rest = rest.dropFirst().prefix { $0 != mark }
    }
    return FetchRecord.Refresh(seconds: seconds, url: WebURL(String(rest), base: base)?.href)
  }

  private static func behind(_ mark: String, in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let mark = Array(mark.utf8)
    var rest = bytes
    while let first = rest.firstIndex(where: { $0 == mark[0] }) {
      rest = rest[first...]
      let isThere = zip(rest, mark).allSatisfy { $0 | 0x20 == $1 | 0x20 }
      if isThere, rest.count >= mark.count { return rest.dropFirst(mark.count) }
      rest = rest.dropFirst()
    }
    return []
  }

  /// Attributes by lower-case name; the first of a name counts.
  private static func attributes(of tag: String) -> [String: String] {
    var attributes: [String: String] = [:]
    var rest = tag.drop { !$0.isWhitespace && $0 != "/" }
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "/" }
      guard !name.isEmpty else { return attributes }
      rest = rest.dropFirst(name.count).drop { $0.isWhitespace }
      var value = Substring()
      if rest.first == "=" {
        rest = rest.dropFirst().drop { $0.isWhitespace }
        if let mark = rest.first, mark == "\"" || mark == "'" {
          value = rest.dropFirst().prefix { $0 != mark }
          rest = rest.dropFirst(value.count + 2)
        } else {
          value = rest.prefix { !$0.isWhitespace }
          rest = rest.dropFirst(value.count)
        }
      }
      let key = name.lowercased()
      if attributes[key] == nil { attributes[key] = String(value).replacing("&amp;", with: "&") }
    }
  }
}
