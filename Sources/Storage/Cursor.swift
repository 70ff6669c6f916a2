import Domain
import Foundation
import GRDB

/// Where a page of a list ended: the last article's sort key and its page number; of a list that was ranked,
/// also the newest page that was.
struct Cursor: Equatable {
  var key: Int64
  var page: Int64
  var newest: Int64?
}

/// Writes cursors and reads them back, for the same store and the same query only.
///
/// A cursor is 32 characters of base64url, or 43: its numbers, and 8 bytes of FNV-1a over the store's
/// secret, the query and them. The seal keeps cursors from being carried to another query, where
/// they would skip articles without a word; it guards no secret.
struct CursorSeal: Sendable {
  private let secret: [UInt8]

  init(_ db: Database) throws {
    let data = try Data.fetchOne(db, sql: "SELECT secret FROM store")
    secret = data.map { Array($0) } ?? []
  }

  func text(_ cursor: Cursor, for query: ArticleQuery) -> String {
    let place = [cursor.key, cursor.page, cursor.newest].compactMap(\.self).flatMap(bytes)
    let sealed = place + bytes(Int64(bitPattern: seal(place, query)))
    return Data(sealed).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// - Throws: `StoreError.badCursor` for any other text.
  func cursor(_ text: String, for query: ArticleQuery) throws -> Cursor {
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = base64.utf8.count == 43 ? "=" : ""
    guard let data = Data(base64Encoded: base64 + padding), data.count == 24 || data.count == 32
    else { throw StoreError.badCursor }
    let place = Array(data.dropLast(8))
    guard bytes(Int64(bitPattern: seal(place, query))) == Array(data.suffix(8)) else {
      throw StoreError.badCursor
    }
    return Cursor(
      key: integer(place[..<8]), page: integer(place[8..<16]),
      newest: place.count > 16 ? integer(place[16...]) : nil)
  }

  private func seal(_ place: [UInt8], _ query: ArticleQuery) -> UInt64 {
    var hash = FNV1a()
    hash.add(secret)
    hash.add(query.order.rawValue)
    hash.add(query.isDescending ? "descending" : "ascending")
    let filter = query.filter
    for text in [
      filter.text, filter.url, filter.host, filter.language, filter.author, filter.source,
      filter.keyword,
    ] { hash.add(text) }
    for time in [
      filter.publishedFrom, filter.publishedTo, filter.ingestedFrom, filter.ingestedTo,
    ] { hash.add(time.map { String($0.milliseconds) }) }
    hash.add(filter.excludesDuplicates ? "exclude" : "include")
    hash.add(place)
    return hash.value
  }

  private func bytes(_ integer: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: integer >> (8 * (7 - $0))) }
  }

  private func integer(_ bytes: some Sequence<UInt8>) -> Int64 {
    Int64(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
  }
}

/// The 64-bit FNV-1a hash (draft-eastlake-fnv) of a list of values, each set off from the next.
struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    // No UTF-8 text has this byte, so that no two lists of texts are the same bytes.
    value = (value ^ 0xff) &* 0x0000_0100_0000_01b3
  }

  mutating func add(_ text: String?) {
    if var text { text.withUTF8 { add($0) } }
    add(CollectionOfOne(0xfe))
  }
}
