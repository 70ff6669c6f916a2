import CCrypto
import Domain

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
public struct StreamDigest: ~Copyable {
  private let context: OpaquePointer?

  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func take(_ bytes: [UInt8]) {
    EVP_DigestUpdate(context, bytes, bytes.count)
  }

  /// The digest of all that was taken; nothing may be taken after it.
  public mutating func digest() -> PageDigest {
    var sum = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    EVP_DigestFinal_ex(context, &sum, nil)
    guard let digest = PageDigest(sum) else {
      preconditionFailure("SHA-256 gave \(sum.count) bytes")
    }
    return digest
  }
}
