import CCrypto
import Foundation

/// Signs deliveries as Standard Webhooks 1.0 (standardwebhooks.com) has it: HMAC-SHA256 (RFC 2104) over
/// `id.timestamp.body`.
public struct WebhookSignature: Sendable {
  private let key: [UInt8]

  /// - Parameter secret: `whsec_` and Base64, or any text, which is then the key itself.
  public init(secret: String) {
    let prefix = "whsec_"
    if secret.hasPrefix(prefix),
      let data = Data(base64Encoded: String(secret.dropFirst(prefix.count)))
    {
      key = [UInt8](data)
    } else {
      key = Array(secret.utf8)
    }
  }

  /// The value of `webhook-signature`.
  ///
  /// - Parameter timestamp: seconds since 1970, as `webhook-timestamp` has it.
  public func sign(id: String, timestamp: Int64, body: [UInt8]) -> String {
    let content = Array("\(id).\(timestamp).".utf8) + body
    var sum = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    var count = UInt32(sum.count)
    HMAC(EVP_sha256(), key, Int32(key.count), content, content.count, &sum, &count)
    return "v1," + Data(sum).base64EncodedString()
  }
}
