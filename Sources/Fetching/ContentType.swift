import Domain

/// What a server says that its answer is.
struct ContentType {
  /// One of the types of pages, lower case; nil where the bytes must decide.
  var essence: String?
  var charset: String?

  /// Types that are pages; with those that servers send when they do not know.
  private static let pages: Set<String> = ["text/html", "application/xhtml+xml", "text/plain"]
  private static let unknown: Set<String> = [
    "", "application/octet-stream", "application/unknown", "unknown/unknown", "*/*",
  ]

  /// Whether it may be a page.
  private(set) var isPossible = true

  init(_ field: String?) {
    let parts = (field ?? "").split(separator: ";", omittingEmptySubsequences: false)
    let type = parts.first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
    isPossible = ContentType.pages.contains(type) || ContentType.unknown.contains(type)
    essence = ContentType.pages.contains(type) ? type : nil
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "charset" else {
        continue
      }
      charset = String(pair[1].filter { $0 != " " && $0 != "\"" && $0 != "'" })
      return
    }
  }
}

extension TransferHead {
  /// An answer whose body is the page.
  var isPage: Bool { (200..<300).contains(status) }

  /// What is kept with the page.
  var kept: [RawPage.Header] { headers.filter(\.isWorthKeeping) }
}

extension FetchProblem {
  /// Nil where the head may be a page's.
  init?(notAPage head: TransferHead) {
    let type = head["content-type"] ?? ""
    guard !ContentType(type).isPossible else { return nil }
    self.init(
      .notAPage, "What stands there is \(type.prefix(100)), not a web page.", status: head.status)
  }
}
