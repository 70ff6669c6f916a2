import Domain

/// A record of a WARC file (ISO 28500:2017, WARC 1.0 and 1.1): named fields and a block.
public struct WARCRecord: Sendable, Hashable {
  public var fields: [RawPage.Header]
  public var block: [UInt8]

  public init(fields: [RawPage.Header], block: [UInt8]) {
    self.fields = fields
    self.block = block
  }

  /// The first field of a name in lower case (§4: names are case-insensitive).
  public subscript(name: String) -> String? {
    fields.first { $0.isNamed(name) }?.value
  }

  /// What it is: `response`, `conversion` and others.
  public var type: String { self["warc-type"]?.lowercased() ?? "" }

  /// The record's own name: its client's `ref`.
  public var id: String? { self["warc-record-id"].map(WARCRecord.bare) }

  /// WARC 1.0 allowed angle brackets around URIs.
  public var targetURI: String? { self["warc-target-uri"].map(WARCRecord.bare) }

  /// Types of records that may be pages.
  static let pageTypes: Set<String> = ["conversion", "resource", "response"]

  private static func bare(_ uri: String) -> String {
    uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
  }

  /// Whether the block is not what its `WARC-Block-Digest` (§5.8) says; false where it has none, or
  /// one of a kind that is not known here.
  var isDamaged: Bool {
    guard let field = self["warc-block-digest"], let colon = field.firstIndex(of: ":") else {
      return false
    }
    let stated = field[field.index(after: colon)...].lowercased().filter { $0 != "=" }
    let sum: [UInt8]
    switch field[..<colon].lowercased().filter({ $0 != "-" }) {
    case "sha1": sum = DigestMethod.sha1.digest(of: block)
    case "sha256": sum = PageDigest(of: block).bytes
    default: return false
    }
    return stated != Base32.text(sum) && stated != hexadecimal(sum)
  }
}

/// RFC 4648 §6 in lower case, without padding.
private enum Base32 {
  static func text(_ bytes: [UInt8]) -> String {
    var (bits, count) = (0, 0)
    var text: [UInt8] = []
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(alphabet[bits >> count & 31])
      }
      bits &= (1 << count) - 1
    }
    if count > 0 { text.append(alphabet[bits << (5 - count) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
}

/// Lower-case hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
