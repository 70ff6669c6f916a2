import CCrypto
import Domain

/// What a client sends as `Authorization: Bearer …`: `winnow_ID_SECRET`.
///
/// The prefix lets scanners of published code find a leaked one; the id finds the token without
/// trying them all.
public struct TokenSecret: Sendable {
  public let text: String
  public let id: String

  private static let prefix = "winnow"
  /// RFC 4648 §6 in lower case.
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  private static let idLetters = 8
  /// 52 letters of 5 bits: more than 256 bits.
  private static let secretLetters = 52

  /// A new one, of the system's randomness.
  public init() {
    id = Self.random(Self.idLetters)
    text = "\(Self.prefix)_\(id)_\(Self.random(Self.secretLetters))"
  }

  /// One as sent; nil where it has not the form.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual(Self.prefix.utf8),
      parts[1].count == Self.idLetters, parts[2].count == Self.secretLetters,
      parts[1].allSatisfy(Self.letters.contains), parts[2].allSatisfy(Self.letters.contains)
    else { return nil }
    self.text = text
    id = String(decoding: parts[1], as: UTF8.self)
  }

  private static func random(_ count: Int) -> String {
    var random = SystemRandomNumberGenerator()
    return String(
      decoding: (0..<count).map { _ in letters[Int(random.next() & 31)] }, as: UTF8.self)
  }

  /// What is kept of it.
  public var digest: PageDigest { PageDigest(of: Array(text.utf8)) }

  /// Whether it is the secret of this digest; takes the same time wherever they differ.
  public func matches(_ digest: PageDigest) -> Bool {
    let own = self.digest.bytes
    return CRYPTO_memcmp(own, digest.bytes, own.count) == 0
  }

  /// The token to keep of it.
  public func token(
    name: String, scopes: Set<Scope>, at now: Timestamp, until end: Timestamp? = nil
  ) -> AccessToken {
    AccessToken(
      id: id, name: name, scopes: scopes, createdAt: now, expiresAt: end, digest: digest)
  }
}
