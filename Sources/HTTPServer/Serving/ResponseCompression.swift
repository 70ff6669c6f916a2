import Compression

/// Compresses answers for clients that accept it (RFC 9110 §12.5.3).
struct ResponseCompression: Sendable {
  /// The least size worth it; nil: never.
  let threshold: Int?

  /// What compresses well; images, archives and the like are compressed already.
  private static let compressible = [
    "application/atom+xml", "application/javascript", "application/json", "application/x-ndjson",
    "application/xhtml+xml", "application/xml", "image/svg+xml",
  ]

  /// In the order of preference where the client has none: the quickest good one first.
  private static let offered: [ContentCoding] = [.zstd, .br, .gzip]

  /// The coding that this answer to this request should have; nil for none.
  func coding(for response: Response, to request: Request) -> ContentCoding? {
    guard isCandidate(response), let accepted = request.headers["Accept-Encoding"] else {
      return nil
    }
    return Self.choose(accepted)
  }

  func apply(to response: Response, for request: Request) -> Response {
    guard isCandidate(response), case .bytes(let bytes) = response.body else { return response }
    var response = response
    response.headers.append("Vary", "Accept-Encoding")
    guard let coding = coding(for: response, to: request),
      let small = try? coding.compress(bytes), small.count < bytes.count
    else { return response }
    response.headers["Content-Encoding"] = coding.rawValue
    // RFC 9110 §8.8.3: another coding is another representation and needs another tag.
    if let tag = response.headers["ETag"] {
      response.headers["ETag"] = EntityTag.adding(coding.rawValue, to: tag)
    }
    response.body = .bytes(small)
    return response
  }

  private func isCandidate(_ response: Response) -> Bool {
    guard let threshold, response.isCompressible, case .bytes(let bytes) = response.body,
      bytes.count >= threshold, response.status.code != 206,
      !response.headers.contains("Content-Encoding"), !response.headers.contains("Content-Range"),
      let type = response.headers["Content-Type"]
    else { return false }
    let media = type.prefix { $0 != ";" }.lowercased()
    return media.hasPrefix("text/") || media.hasSuffix("+json") || Self.compressible.contains(media)
  }

  /// The best of the offered codings by the client's weights; identity, given no weight, is the
  /// least wanted.
  static func choose(_ accepted: String) -> ContentCoding? {
    let weights = Weighted.list(accepted)
    let others = weights.first { $0.value == "*" }?.weight ?? 0
    func weight(_ name: String) -> Int? {
      weights.first { $0.value == name || $0.value == "x-\(name)" }?.weight
    }
    var best: (coding: ContentCoding, weight: Int)?
    for coding in offered {
      let weight = weight(coding.rawValue) ?? others
      if weight > best?.weight ?? 0 { best = (coding, weight) }
    }
    guard let best, best.weight >= weight("identity") ?? 0 else { return nil }
    return best.coding
  }
}
