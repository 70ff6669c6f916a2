/// How the end of an answer's body is told (RFC 9112 §6.3).
enum ResponseFraming: Equatable {
  /// There is no body: HEAD, 204, 304.
  case none
  case length(Int)
  case chunked
  /// HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
  case untilClose

  init(status: Response.Status, length: Int?, request: RequestHead?) {
    self =
      if request?.method == .head || status.forbidsBody {
        .none
      } else if let length {
        .length(length)
      } else if request?.isHTTP10 == true {
        .untilClose
      } else {
        .chunked
      }
  }
}

/// The bytes before an answer's body.
enum ResponseHead {
  static let `continue` = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

  static func bytes(
    _ response: borrowing Response, length: Int?, framing: ResponseFraming, closes: Bool,
    isHTTP10: Bool, date: [UInt8], requestID: String?
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256 + response.headers.bytes.count)
    bytes.append(contentsOf: "HTTP/1.1 ".utf8)
    bytes.append(decimal: response.status.code)
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: response.status.reason.utf8)
    bytes.append(contentsOf: "\r\n".utf8)
    if response.headers.holdFraming {
      bytes.append(contentsOf: response.headers.withoutFraming.bytes)
    } else {
      bytes.append(contentsOf: response.headers.bytes)
    }
    bytes.append(contentsOf: date)
    if let requestID, !response.headers.contains("X-Request-Id") {
      bytes.append(contentsOf: "X-Request-Id: ".utf8)
      bytes.append(contentsOf: requestID.utf8)
      bytes.append(contentsOf: "\r\n".utf8)
    }
    if let length, !(response.status.forbidsBody) {
      // HEAD too: it tells what GET would (RFC 9110 §9.3.2).
      bytes.append(contentsOf: "Content-Length: ".utf8)
      bytes.append(decimal: length)
      bytes.append(contentsOf: "\r\n".utf8)
    } else if framing == .chunked {
      bytes.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
    }
    if closes {
      bytes.append(contentsOf: "Connection: close\r\n".utf8)
    } else if isHTTP10 {
      bytes.append(contentsOf: "Connection: keep-alive\r\n".utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
    return bytes
  }

  /// The line before a chunk of `count` bytes.
  static func chunkSize(_ count: Int) -> [UInt8] {
    Array((String(count, radix: 16) + "\r\n").utf8)
  }

  static let chunkEnd = Array("\r\n".utf8)
  static let lastChunk = Array("0\r\n\r\n".utf8)
}

extension Headers {
  /// The fields that are the server's to set: a second one would be a second reading.
  private static let framing = ["Connection", "Content-Length", "Date", "Transfer-Encoding"]

  fileprivate var holdFraming: Bool { Headers.framing.contains { contains($0) } }

  fileprivate var withoutFraming: Headers {
    var headers = self
    for name in Headers.framing { headers.remove(name) }
    return headers
  }
}

extension [UInt8] {
  mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(0x30 + UInt8(number % 10))
  }
}
