import Compression

/// The content codings of a request's body undone, with the route's limit on what comes out.
///
/// Not thread-safe: it belongs to the thread that reads the body; the pipe hands it over whole.
final class BodyDecoder {
  private let decoder: Decoder
  private let limit: Int
  private var isEndFed = false

  /// The coding that a request's `Content-Encoding` names; nil for none or `identity`.
  ///
  /// - Throws: `HTTPError` 415 for one that is not known, or for more than one: each layer could
  ///   multiply what comes out.
  static func coding(of headers: Headers) throws(HTTPError) -> ContentCoding? {
    let names = headers.list("Content-Encoding").filter { $0.lowercased() != "identity" }
    guard let name = names.first else { return nil }
    guard names.count == 1, let coding = ContentCoding(name: name) else {
      let fault =
        names.count > 1
        ? "there are \(names.count), one around another. Encode the body once."
        : "\(name.prefix(40)) is not known here."
      // RFC 9110 §12.5.3: Accept-Encoding in an answer names the codings that a request may have.
      throw HTTPError(
        .unsupportedMediaType, "The Content-Encoding must be one of \(accepted), or none; \(fault)",
        type: "unsupported-content-encoding", headers: ["Accept-Encoding": accepted])
    }
    return coding
  }

  private static let accepted = ContentCoding.allCases.map(\.rawValue).joined(separator: ", ")

  init(_ coding: ContentCoding, limit: Int) {
    decoder = Decoder(coding, limit: limit)
    self.limit = limit
  }

  /// The next decoded piece, nil at the end.
  ///
  /// - Parameter more: gives the next encoded bytes, nil at their end.
  func next(from more: () throws -> [UInt8]?) throws -> [UInt8]? {
    do {
      while true {
        if let piece = try decoder.next() { return piece }
        if isEndFed { return nil }
        if let chunk = try more() {
          decoder.feed(chunk)
        } else {
          isEndFed = true
          try decoder.finish()
        }
      }
    } catch let error as CompressionError {
      throw HTTPError(error)
    }
  }

  static func decode(_ body: [UInt8], _ coding: ContentCoding, limit: Int) throws(HTTPError)
    -> [UInt8]
  {
    do {
      return try coding.decompress(body, limit: limit)
    } catch {
      throw (error as? CompressionError).map(HTTPError.init)
        ?? HTTPError(.internalServerError, "The body could not be decoded.")
    }
  }
}

extension HTTPError {
  init(_ error: CompressionError) {
    switch error {
    case .overLimit(let limit):
      self = .bodyOverLimit(limit)
      detail = "The body is over \(limit) bytes once decoded; send a smaller one."
    case .corrupt(let coding), .truncated(let coding):
      self = .malformed(
        "content-coding", "The body is not whole \(coding.rawValue); encode it anew.")
    case .outOfMemory:
      self = HTTPError(.serviceUnavailable, "There is no memory to decode the body; try again.")
    }
  }
}
