import Domain
import Foundation
import GRDB

/// What cleaning made of a page, packed for the columns of `revision`.
///
/// Packing is the costly part of a write, so it is done by the caller's thread and not by the writer.
struct PackedArticle: Sendable {
  let head: [UInt8]
  let texts: [UInt8]

  init(_ article: Article) throws {
    head = try Zstandard.compress(ArticleRecord(article).json)
    texts = try Zstandard.compress(PackedArticle.join(article.text, article.html, article.markdown))
  }

  /// The first two strings with their lengths before them (32 bits, little endian), then the third.
  private static func join(_ text: String, _ html: String, _ markdown: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + html.utf8.count + markdown.utf8.count + 8)
    for part in [text, html] {
      let count = UInt32(part.utf8.count)
      bytes += (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
      bytes += part.utf8
    }
    bytes += markdown.utf8
    return bytes
  }

  /// The article of a row; the texts stay empty where none are given.
  static func unpack(head: [UInt8], texts: [UInt8]?) throws -> Article {
    var article = try value(ArticleRecord.self, Zstandard.decompress(head)).article
    guard let texts else { return article }
    var rest = try Zstandard.decompress(texts)[...]
    article.text = try cut(&rest)
    article.html = try cut(&rest)
    article.markdown = String(decoding: rest, as: UTF8.self)
    return article
  }

  private static func cut(_ bytes: inout ArraySlice<UInt8>) throws -> String {
    let count = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= 4 + count else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an article's texts are damaged")
    }
    bytes.removeFirst(4)
    defer { bytes.removeFirst(count) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

/// The repairs packed; nil where there are none.
func pack(_ edits: [Edit]) throws -> [UInt8]? {
  edits.isEmpty ? nil : try Zstandard.compress(edits.map(EditRecord.init).json)
}

func unpackEdits(_ bytes: [UInt8]) throws -> [Edit] {
  try value([EditRecord].self, Zstandard.decompress(bytes)).compactMap(\.edit)
}

func json(_ value: some Encodable) throws -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(value))
}

func jsonText(_ value: some Encodable) throws -> String {
  String(decoding: try json(value), as: UTF8.self)
}

func value<Value: Decodable>(_ type: Value.Type, _ json: [UInt8]) throws -> Value {
  try JSONDecoder().decode(type, from: Data(json))
}
