/// Names of elements that hold readers' comments.
enum CommentNames {
  /// Whether a class or id value says so: `comment`, `comments-area`, `commentlist`, not `comment-count` or `comment-open`.
  static func match(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    // Most values have no such word, which one look tells.
    guard AttributeWords.contains("comment", in: value) else { return false }
    return value.split(separator: 0x20).contains { name in
      let name = String(decoding: name, as: UTF8.self).lowercased()
      guard name.hasPrefix("comment") else { return false }
      return !others.contains { name.hasSuffix($0) }
    }
  }

  /// What else about comments stands at the article itself: their number, and whether readers may write any.
  private static let others = [
    "bubble", "count", "counter", "form", "icon", "link", "links", "number", "on", "open", "total",
  ]
}
