/// Percent-encoding, exactly: every `%` is followed by two hexadecimal digits and what comes out is
/// UTF-8 without NUL, or there is no result (RFC 3986 §2.1).
public enum PercentCoding {
  /// Decodes one component; nil where a triplet is broken or the bytes are not UTF-8.
  ///
  /// - Parameter plusIsSpace: as `application/x-www-form-urlencoded` has it; right for queries,
  ///   wrong for paths.
  public static func decode(
    _ bytes: some Collection<UInt8>, plusIsSpace: Bool = false
  ) -> String? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next()?.hexValue, let low = rest.next()?.hexValue else { return nil }
        decoded.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace:
        decoded.append(UInt8(ascii: " "))
      default:
        decoded.append(byte)
      }
    }
    guard !decoded.contains(0) else { return nil }
    return String(validating: decoded, as: UTF8.self)
  }

  /// What is wrong with a component that does not decode, and what to do.
  static func fault(of bytes: some Collection<UInt8>) -> String {
    let triplets = String(decoding: bytes, as: UTF8.self)
    return triplets.contains("%00")
      ? "a %00, which stands for the NUL byte that no text here has. Leave it out."
      : "a percent-encoding that is broken or not UTF-8. Write each byte as % and two hexadecimal"
        + " digits; a % itself is %25."
  }

  /// Encodes every byte but the unreserved ones of RFC 3986 §2.3.
  public static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        encoded.append(byte)
      default:
        encoded.append(UInt8(ascii: "%"))
        encoded.append(hexDigit(byte >> 4))
        encoded.append(hexDigit(byte & 15))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x41 + value - 10
  }
}
