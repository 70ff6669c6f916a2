/// An answer: status, fields, content.
///
/// `Content-Length` or `Transfer-Encoding`, `Date`, `Connection` and the coding by
/// `Accept-Encoding` are the server's; HEAD is answered from what GET gives.
public struct Response: Sendable {
  public var status: Status
  public var headers: Headers
  public var body: Body
  /// Whether the server may compress the content for a client that accepts it; leave it off for
  /// what is compressed already.
  public var isCompressible = true

  public init(_ status: Status = .ok, headers: Headers = [:], body: Body = .empty) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public enum Body: Sendable {
    case empty
    /// Content at hand. It is handed to the socket as it is, uncopied; a slow reader of it holds no
    /// thread.
    case bytes([UInt8])
    /// The same, kept by who answered for the next time, with its coded forms.
    case ready(ReadyBody)
    /// Content made piece by piece: the closure is called on a worker for the next piece whenever
    /// the client has taken most of the last ones, and ends the body with nil. A slow reader holds
    /// no thread. An error cuts the connection, so that the client knows the body is not whole.
    case pieces(length: Int? = nil, next: @Sendable () throws -> [UInt8]?)
    /// Content written by a closure that blocks while the client is slow. It has a thread of the
    /// streaming pool (`Limits.streams`) while it runs; prefer `pieces` where the work can pause.
    case written(length: Int? = nil, by: @Sendable (BodyWriter) throws -> Void)
  }

  /// Plain text in UTF-8.
  public static func text(_ text: String, _ status: Status = .ok) -> Response {
    Response(
      status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: .bytes(Array(text.utf8))
    )
  }

  /// Content of a media type.
  public static func bytes(
    _ bytes: [UInt8], type: String, _ status: Status = .ok, headers: Headers = [:]
  ) -> Response {
    var response = Response(status, headers: ["Content-Type": type], body: .bytes(bytes))
    response.headers.append(contentsOf: headers)
    return response
  }
}

/// Where a `Response.Body.written` closure writes.
public protocol BodyWriter: Sendable {
  /// Sends the bytes, waiting while more than `Limits.outputBytes` are unsent.
  ///
  /// - Throws: `ClientGone` once nobody reads any more.
  func write(_ bytes: [UInt8]) throws
}

/// The client closed or reset the connection, or was too slow and was closed.
public struct ClientGone: Error, Sendable {
  public init() {}
}

extension Response {
  /// The whole content, wherever it comes from; for tests without a socket.
  public func collectedBody() throws -> [UInt8] {
    switch body {
    case .empty: return []
    case .bytes(let bytes): return bytes
    case .ready(let body): return body.bytes
    case .pieces(_, let next):
      var all: [UInt8] = []
      while let piece = try next() { all += piece }
      return all
    case .written(_, let write):
      let collector = CollectingWriter()
      try write(collector)
      return collector.bytes
    }
  }
}
