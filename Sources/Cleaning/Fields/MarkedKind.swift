import Markup

/// What a class or id value says that an element holds.
///
/// Source: words that publishing systems of many makers use (WordPress, Drupal, Ghost, Discourse, phpBB, Discuz and
/// others).
enum MarkedKind {
  case byline, author, account, breadcrumbs, date

  static func of(_ value: UnsafeBufferPointer<UInt8>) -> MarkedKind? {
    let pairs = AttributeWords.pairs(of: value)
    func has(_ word: Word) -> Bool {
      pairs & word.pairs == word.pairs && AttributeWords.contains(word.text, in: value)
    }
    if has(bylineWord) { return .byline }
    if authors.contains(where: has), !notAuthors.contains(where: has) { return .author }
    if has(crumbWord) { return .breadcrumbs }
    if dates.contains(where: has) { return .date }
    if accounts.contains(where: has), !has(commentWord) { return .account }
    return nil
  }

  /// A word with the set of its pairs of bytes: most values lack one of them, which one look tells.
  private struct Word {
    var text: StaticString
    var pairs: UInt64

    init(_ text: StaticString) {
      self.text = text
      pairs = text.withUTF8Buffer { AttributeWords.pairs(of: $0) }
    }
  }

  private static let bylineWord = Word("byline")
  private static let crumbWord = Word("crumb")
  private static let commentWord = Word("comment")
  private static let authors: [Word] = [
    "author", "autor", "auteur", "writer", "reporter", "journalist", "contributor", "postedby",
    "posted-by",
  ].map(Word.init)
  private static let notAuthors: [Word] = [
    "authoriz", "author-bio", "authorbio", "comment",
  ].map(Word.init)
  private static let dates: [Word] = ["date", "time", "publish", "posted"].map(Word.init)
  private static let accounts: [Word] = [
    "username", "user-name", "user_name", "nickname", "poster", "creator",
  ].map(Word.init)
}

/// Addresses of pages about a person: `/author/jane-doe`, `/profile/42`, `?author=102`, `/u/jane`.
enum PersonAddress {
  /// Longer addresses are trackers.
  private static let longest = 300

  static func matches(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    guard address.count <= longest else { return false }
    var i = 0
    while i < address.count {
      let byte = address[i]
      i += 1
      guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&")
      else { continue }
      let ender = byte == UInt8(ascii: "/") ? UInt8(ascii: "/") : UInt8(ascii: "=")
      var end = i
      while end < address.count, end - i <= 16, isInner(address[end]) {
        end += 1
      }
      guard end < address.count, address[end] == ender, end + 1 < address.count, end > i else {
        continue
      }
      let words = ender == UInt8(ascii: "/") ? segments : parameters
      if words.contains(where: { equal($0, address, i, end) }) { return true }
    }
    return false
  }

  private static func isInner(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func equal(
    _ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard word.utf8CodeUnitCount == end - start else { return false }
    return word.withUTF8Buffer { wanted in
      (0..<wanted.count).allSatisfy { wanted[$0] == bytes[start + $0] | 0x20 }
    }
  }

  private static let segments: [StaticString] = [
    "auteur", "auteurs", "author", "authors", "autor", "autoren", "autore", "by", "columnist",
    "columnists", "contributor", "contributors", "journalist", "journalists", "member", "members",
    "people", "person", "profile", "profiles", "redakteur", "reporter", "reporters", "staff", "u",
    "user", "users", "writer", "writers",
  ]
  private static let parameters: [StaticString] = [
    "author", "lookuserid", "uid", "user", "userid", "username",
  ]
}
