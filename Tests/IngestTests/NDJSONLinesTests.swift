import Testing

@testable import Ingest

struct NDJSONLinesTests {
  @Test(arguments: [
    ("", []),
    ("a", ["a"]),
    ("a\nb", ["a", "b"]),
    ("a\nb\n", ["a", "b"]),
    ("a\r\nb\r\n", ["a", "b"]),
    ("\n\n a \n \t\n\nb", [" a ", "b"]),
    ("12345678\nx", ["12345678", "x"]),
    ("12345678\r\nx", ["12345678", "x"]),
    ("123456789\nx", ["too long: 9", "x"]),
    ("a\n12345678901234567890\nx\n", ["a", "too long: 20", "x"]),
    ("12345678901234567890", ["too long: 20"]),
  ])
  func `lines are the same however the stream is cut`(text: String, expected: [String]) throws {
    for size in 1...24 {
      var rest = Array(text.utf8)[...]
      var lines = NDJSONLines(limit: 8) {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
      }
      var found: [String] = []
      while let line = try lines.next() {
        switch line {
        case .text(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
        case .tooLong(let count): found.append("too long: \(count)")
        }
      }
      #expect(found == expected, "in pieces of \(size)")
    }
  }
}
