import CCrypto
import Domain

extension PageDigest {
  /// SHA-256 (FIPS 180-4) of a page's bytes.
  public init(of bytes: [UInt8]) {
    let sum = DigestMethod.sha256.digest(of: bytes)
    guard let digest = PageDigest(sum) else {
      // SHA-256 has 32 bytes, which is all that the initialiser asks for.
      preconditionFailure("SHA-256 gave \(sum.count) bytes")
    }
    self = digest
  }
}

/// A hash function of libcrypto, looked up once: `SHA256()` looks it up by its name each time, which was a third of
/// what hashing cost an import.
struct DigestMethod: @unchecked Sendable {
  // Never changed, never freed; libcrypto lets threads share it.
  private let method: OpaquePointer?
  private let size: Int

  static let sha1 = DigestMethod("SHA1", size: Int(SHA_DIGEST_LENGTH))
  static let sha256 = DigestMethod("SHA256", size: Int(SHA256_DIGEST_LENGTH))

  private init(_ name: String, size: Int) {
    method = EVP_MD_fetch(nil, name, nil)
    self.size = size
  }

  func digest(of bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { room, count in
      let isDone = EVP_Digest(bytes, bytes.count, room.baseAddress, nil, method, nil) == 1
      count = isDone ? size : 0
    }
  }
}
