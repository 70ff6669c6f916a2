import Compression
import Synchronization

/// Compresses answers for clients that accept it (RFC 9110 §12.5.3).
final class ResponseCompression: Sendable {
  /// The least size worth it; nil: never.
  let threshold: Int?

  /// What compresses well; images, archives and the like are compressed already.
  private static let compressible = [
    "application/atom+xml", "application/javascript", "application/json", "application/x-ndjson",
    "application/xhtml+xml", "application/xml", "image/svg+xml",
  ]

  /// In the order of preference where the client has none: the quickest good one first.
  private static let offered: [ContentCoding] = [.zstd, .br, .gzip]

  /// Choices made before: clients send a handful of values of `Accept-Encoding`, over and over.
  private let choices = Mutex<[String: ContentCoding?]>([:])
  private static let mostChoices = 64

  init(threshold: Int?) {
    self.threshold = threshold
  }

  /// Whether `apply` would compress now, which is work for a worker.
  func isWork(_ response: Response, for request: Request) -> Bool {
    guard let coding = coding(for: response, to: request) else { return false }
    if case .ready(let body) = response.body { return body.form(coding) == nil }
    return true
  }

  /// The coding that this answer to this request should have; nil for none.
  func coding(for response: Response, to request: Request) -> ContentCoding? {
    guard isCandidate(response), let accepted = request.headers["Accept-Encoding"] else {
      return nil
    }
    return choices.withLock { choices in
      if let known = choices[accepted] { return known }
      let choice = Self.choose(accepted)
      if choices.count >= Self.mostChoices { choices = [:] }
      choices[accepted] = .some(choice)
      return choice
    }
  }

  func apply(to response: Response, for request: Request) -> Response {
    if response.status == .notModified { return named(response, as: request) }
    guard isCandidate(response) else { return response }
    var response = response
    if !response.body.isReady { response.headers.append("Vary", "Accept-Encoding") }
    guard let coding = coding(for: response, to: request),
      let small = try? response.body.compressed(coding)
    else { return response }
    response.headers["Content-Encoding"] = coding.rawValue
    // RFC 9110 §8.8.3: another coding is another representation and needs another tag.
    if let tag = response.headers["ETag"] {
      response.headers["ETag"] = EntityTag.adding(coding.rawValue, to: tag)
    }
    response.body = .bytes(small)
    return response
  }

  /// A 304 has the tag of the form that the client has (RFC 9110 §15.4.5).
  private func named(_ response: Response, as request: Request) -> Response {
    guard let sent = request.codedTags, let tag = response.headers["ETag"] else { return response }
    var response = response
    for coding in Self.offered {
      let coded = EntityTag.adding(coding.rawValue, to: tag)
      if sent.contains(coded) { response.headers["ETag"] = coded }
    }
    return response
  }

  private func isCandidate(_ response: Response) -> Bool {
    guard let threshold, response.isCompressible, response.status.code != 206 else { return false }
    switch response.body {
    case .bytes(let bytes):
      guard bytes.count >= threshold, !response.headers.contains("Content-Encoding"),
        !response.headers.contains("Content-Range"), let type = response.headers["Content-Type"]
      else { return false }
      let media = type.prefix { $0 != ";" }.lowercased()
      return media.hasPrefix("text/") || media.hasSuffix("+json")
        || Self.compressible.contains(media)
    case .ready(let body): return body.bytes.count >= threshold
    case .empty, .pieces, .written: return false
    }
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

extension Response.Body {
  fileprivate var isReady: Bool {
    if case .ready = self { true } else { false }
  }

  /// The content in a coding; nil where that saves nothing.
  fileprivate func compressed(_ coding: ContentCoding) throws -> [UInt8]? {
    switch self {
    case .bytes(let bytes):
      let small = try coding.compress(bytes)
      return small.count < bytes.count ? small : nil
    case .ready(let body):
      let small = try body.makeForm(coding)
      return small.isEmpty ? nil : small
    case .empty, .pieces, .written: return nil
    }
  }
}
