/// Reads an HTTP/1.1 answer off a connection (RFC 9112 §§4, 6, 7.1), piece by piece.
struct AnswerReader {
  private let receive: () throws -> [UInt8]
  private var unread: ArraySlice<UInt8> = []

  /// - Parameter receive: The next bytes of the connection; empty at its end.
  init(receive: @escaping () throws -> [UInt8]) { self.receive = receive }

  /// Hands the body on; interim answers are passed over.
  ///
  /// - Returns: The status.
  /// - Throws: `HTTPExchange.Broken` where the answer is cut short, and what `take` throws.
  mutating func read(_ take: (_ status: Int, _ piece: [UInt8]) throws -> Void) throws -> Int {
    while true {
      let words = try line().split(separator: " ", maxSplits: 2)
      guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
        throw HTTPExchange.Broken(description: "what answers does not speak HTTP")
      }
      let fields = try fields()
      guard status >= 200 else { continue }
      if fields["transfer-encoding"]?.lowercased() == "chunked" {
        while let size = Int(try line().prefix { $0 != ";" && $0 != " " }, radix: 16), size > 0 {
          try body(size) { try take(status, $0) }
          _ = try line()
        }
      } else if let length = fields["content-length"].flatMap({ Int($0) }) {
        try body(length) { try take(status, $0) }
      } else if status != 204, status != 304 {
        while try !unread.isEmpty || fill() {
          try take(status, Array(unread))
          unread = []
        }
      }
      return status
    }
  }

  private mutating func fields() throws -> [String: String] {
    var fields: [String: String] = [:]
    while case let line = try line(), !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return fields
  }

  private mutating func line() throws -> String {
    while true {
      if let end = unread.firstIndex(of: 0x0A) {
        defer { unread = unread[(end + 1)...] }
        let line = unread[..<end]
        return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      }
      guard try fill() else { throw AnswerReader.cutShort }
    }
  }

  private mutating func body(_ count: Int, _ take: ([UInt8]) throws -> Void) throws {
    var left = count
    while left > 0 {
      if unread.isEmpty, try !fill() { throw AnswerReader.cutShort }
      let piece = unread.prefix(left)
      unread = unread.dropFirst(piece.count)
      left -= piece.count
      try take(Array(piece))
    }
  }

  /// False at the end of the connection.
  private mutating func fill() throws -> Bool {
    let bytes = try receive()
    unread = unread + bytes
    return !bytes.isEmpty
  }

  private static let cutShort = HTTPExchange.Broken(
    description: "the connection ended before the answer did")
}
