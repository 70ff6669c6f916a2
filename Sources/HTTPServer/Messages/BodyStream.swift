/// A request body that arrives while it is read; the client is held back while nobody reads.
public protocol BodyStream: Sendable {
  /// The next bytes, waiting for them; nil at the end of the body.
  ///
  /// - Throws: `HTTPError` 413 over the route's limit, 408 where the client is too slow, 400 where
  ///   the body is malformed; `ClientGone` where it ends before its end.
  func read() throws -> [UInt8]?
}
