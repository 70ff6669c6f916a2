import WebURL

/// Which addresses a link or an image may have, and their form.
///
/// The parser of URLs decides what an address is, as a browser's does: white space, controls and
/// character references have no second reading after it.
enum ContentAddress {
  /// Longer addresses are no one's.
  private static let longest = 8_192

  /// An absolute http, https, mailto or tel address, nil for anything else.
  static func link(_ bytes: ArraySlice<UInt8>, base: WebURL?) -> [UInt8]? {
    guard let url = parse(bytes, base: base) else { return nil }
    switch url.scheme {
    case "http", "https", "mailto", "tel": return url.utf8
    default: return nil
    }
  }

  /// An absolute http or https address.
  static func image(_ bytes: ArraySlice<UInt8>, base: WebURL?) -> [UInt8]? {
    guard let url = parse(bytes, base: base) else { return nil }
    switch url.scheme {
    case "http", "https": return url.utf8
    default: return nil
    }
  }

  private static func parse(_ bytes: ArraySlice<UInt8>, base: WebURL?) -> WebURL? {
    let trimmed = bytes.trimmed()
    guard !trimmed.isEmpty, trimmed.count <= longest, trimmed != [UInt8(ascii: "#")]
    else { return nil }
    return WebURL(utf8: trimmed.span, base: base)
  }

  /// Smaller ones are placeholders and icons.
  private static let smallestData = 2_000
  private static let largestData = 200_000
  private static let dataTypes = [
    "data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;",
  ]

  /// A `data:` address of a raster image in base64.
  ///
  /// Source: RFC 2397, RFC 4648 section 4. SVG is left out: it can hold scripts.
  static func imageData(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let trimmed = bytes.trimmed()
    guard (smallestData...largestData).contains(trimmed.count) else { return nil }
    for type in dataTypes {
      let start = type.utf8.count
      let head = trimmed.prefix(start + 7)
      guard head.matches(type + "base64,") else { continue }
      var result = Array((type + "base64,").utf8)
      for byte in trimmed.dropFirst(start + 7) {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F, 0x3D: result.append(byte)
        case let blank where blank.isBlank: continue
        default: return nil
        }
      }
      return result
    }
    return nil
  }
}
