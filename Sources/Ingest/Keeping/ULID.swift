import Domain

extension StoredArticle.ID {
  /// A fresh name that sorts by time: a ULID (github.com/ulid/spec) in lower case, 26 characters of
  /// Crockford's Base32.
  ///
  /// - Parameters:
  ///   - now: its first 48 bits.
  ///   - random: gives its other 80 bits.
  public static func ulid(
    at now: Timestamp, using random: inout some RandomNumberGenerator
  ) -> StoredArticle.ID {
    let time = UInt64(clamping: now.milliseconds) & 0xffff_ffff_ffff
    let high = time << 16 | UInt64(UInt16.random(in: 0...UInt16.max, using: &random))
    let low = random.next()
    // 26 digits of 5 bits are 130 bits: the first digit holds the top 3 of the 128.
    let text = (0..<26).map { place in
      let shift = (25 - place) * 5
      return alphabet[Int((bits(of: high, low, from: shift)) & 31)]
    }
    guard let id = StoredArticle.ID(String(decoding: text, as: UTF8.self)) else {
      // 26 characters of the alphabet below are what the initialiser asks for.
      preconditionFailure("a ULID is no identifier")
    }
    return id
  }

  /// Whether it is written as a ULID is.
  public var isULID: Bool {
    rawValue.utf8.count == 26 && rawValue.utf8.allSatisfy(Self.alphabet.contains)
  }

  private static func bits(of high: UInt64, _ low: UInt64, from shift: Int) -> UInt64 {
    shift >= 64 ? high >> UInt64(shift - 64) : low >> UInt64(shift) | high << UInt64(64 - shift)
  }

  /// Crockford's digits: without i, l, o and u.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
