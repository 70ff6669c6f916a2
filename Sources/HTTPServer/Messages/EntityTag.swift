import Compression

/// Entity tags in their quotes, weak ones with `W/` before (RFC 9110 §8.8.3).
enum EntityTag {
  private static let mark = "--"

  /// The tag of the same content in another coding: `"7"` becomes `"7--gzip"`.
  static func adding(_ coding: String, to tag: String) -> String {
    tag.hasSuffix("\"") ? tag.dropLast() + mark + coding + "\"" : tag
  }

  /// A conditional field's tags without what `adding` added, so that handlers meet their own tags.
  static func removingCodings(from field: String) -> String {
    guard field.utf8.holdsMark else { return field }
    var field = field
    for coding in ContentCoding.allCases {
      field.replace(mark + coding.rawValue + "\"", with: "\"")
    }
    return field
  }
}

extension String.UTF8View {
  /// Whether two hyphens stand in a row.
  ///
  /// `contains` of a text goes through Foundation here, and each conditional request asks.
  fileprivate var holdsMark: Bool {
    zip(self, dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "-") }
  }
}
