import Compression
import Domain

/// An HTTP/1.1 response as a crawler kept it: head and body of a `response` record.
struct HTTPMessage {
  let status: Int
  let fields: [RawPage.Header]
  private let body: ArraySlice<UInt8>

  /// Nil where the bytes are no response.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: "HTTP/".utf8), let end = HTTPMessage.endOfHead(bytes) else {
      return nil
    }
    let lines = bytes[..<end.head].split(separator: 0x0A)
    let words = String(decoding: lines.first ?? [], as: UTF8.self).split(separator: " ")
    guard words.count >= 2, let status = Int(words[1].prefix(3)) else { return nil }
    self.status = status
    fields = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      return RawPage.Header(
        name: String(decoding: line[..<colon], as: UTF8.self).trimmedASCII,
        value: String(decoding: line[(colon + 1)...], as: UTF8.self).trimmedASCII)
    }
    body = bytes[end.body...]
  }

  subscript(name: String) -> String? {
    fields.first { $0.isNamed(name) }?.value
  }

  /// The fields that are kept with the page.
  var kept: [RawPage.Header] { fields.filter(\.isWorthKeeping) }

  /// The body with its transfer and content codings undone.
  ///
  /// Crawlers differ: some undo them and leave the fields standing, so bytes that are not in the coding
  /// that they are said to be in stay as they are. A body that was cut short gives what came of it.
  ///
  /// - Returns: The bytes, and whether the length, the last chunk or the end of a coding is missing.
  /// - Throws: `PageProblem.tooLarge` where more than `limit` bytes come out.
  func content(limit: Int) throws(PageProblem) -> (bytes: [UInt8], isCut: Bool) {
    var (bytes, isCut) = (Array(body), false)
    if let coding = self["transfer-encoding"] {
      if coding.lowercased().contains("chunked"), let chunks = HTTPMessage.unchunked(body) {
        (bytes, isCut) = chunks
      }
    } else if let length = self["content-length"].flatMap({ Int($0) }) {
      // Where the crawler undid a coding there is more than the length says, never less.
      isCut = body.count < length
    }
    let names = fields.filter { $0.isNamed("content-encoding") }
      .flatMap { $0.value.split(separator: ",").map { String($0).trimmedASCII } }
    for name in names.reversed() {
      guard let coding = ContentCoding(name: name),
        let decoded = try HTTPMessage.decoded(bytes, coding, limit: limit)
      else { continue }
      bytes = decoded.bytes
      isCut = isCut || decoded.isCut
    }
    return (bytes, isCut)
  }

  /// What comes out of a coding, as far as it goes; nil where nothing does.
  private static func decoded(
    _ bytes: [UInt8], _ coding: ContentCoding, limit: Int
  ) throws(PageProblem) -> (bytes: [UInt8], isCut: Bool)? {
    // Zlib and brotli take many a text for a stream's beginning: a page that is readable is no stream.
    guard bytes.first != UInt8(ascii: "<") else { return nil }
    let decoder = Decoder(coding, limit: limit)
    var all: [UInt8] = []
    decoder.feed(bytes)
    do {
      while let piece = try decoder.next() { all += piece }
      try decoder.finish()
    } catch CompressionError.overLimit(let limit) {
      throw PageProblem(
        .tooLarge,
        "The page has over \(limit) bytes once its \(coding.rawValue) is undone; that is the limit."
      )
    } catch {
      return all.isEmpty ? nil : (all, true)
    }
    return all.isEmpty ? nil : (all, false)
  }

  /// The chunks put together (RFC 9112 §7.1), as far as they go; nil where the first one is none.
  private static func unchunked(_ body: ArraySlice<UInt8>) -> (bytes: [UInt8], isCut: Bool)? {
    var all: [UInt8] = []
    var rest = body
    var isFirst = true
    while let end = rest.firstIndex(of: 0x0A) {
      let digits = rest[..<end].prefix { JSONReader.hexadecimal($0) != nil }
      guard !digits.isEmpty, digits.count <= 8,
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else { break }
      rest = rest[(end + 1)...]
      // A page that begins with hexadecimal digits and is no chunk ends before its "chunk" does.
      if isFirst, rest.count < size { return nil }
      isFirst = false
      if size == 0 { return (all, false) }
      all += rest.prefix(size)
      rest = rest.dropFirst(size)
      if rest.first == 0x0D { rest = rest.dropFirst() }
      if rest.first == 0x0A { rest = rest.dropFirst() }
    }
    return isFirst ? nil : (all, true)
  }

  private static func endOfHead(_ bytes: [UInt8]) -> (head: Int, body: Int)? {
    bytes.withUnsafeBufferPointer { bytes in
      var place = 0
      while let end = UnsafeBufferPointer(rebasing: bytes[place...]).firstIndex(of: 0x0A) {
        let next = place + end + 1
        if next < bytes.count, bytes[next] == 0x0A { return (next, next + 1) }
        if next + 1 < bytes.count, bytes[next] == 0x0D, bytes[next + 1] == 0x0A {
          return (next, next + 2)
        }
        place = next
      }
      return nil
    }
  }
}
