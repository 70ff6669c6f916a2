import CCrypto
import Domain

extension PageDigest {
  /// SHA-256 (FIPS 180-4) of a page's bytes.
  public init(of bytes: [UInt8]) {
    let sum = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { room, count in
      _ = SHA256(bytes, bytes.count, room.baseAddress)
      count = Int(SHA256_DIGEST_LENGTH)
    }
    guard let digest = PageDigest(sum) else {
      // SHA256_DIGEST_LENGTH is 32, which is all that the initialiser asks for.
      preconditionFailure("SHA-256 gave \(sum.count) bytes")
    }
    self = digest
  }
}
