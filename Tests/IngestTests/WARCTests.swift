import Compression
import Domain
import TestSupport
import Testing

@testable import Ingest

/// WARC files as crawlers write them, whole and damaged.
struct WARCTests {
  let reader = PageReader(limit: 100_000) { $0.hasPrefix("http") ? $0 : nil }

  /// One record of a file.
  static func record(
    _ type: String, _ block: String, url: String? = "http://a.org/x", id: String = "<urn:uuid:1>",
    version: String = "1.0", type contentType: String = "application/http; msgtype=response",
    more: String = ""
  ) -> [UInt8] {
    let target = url.map { "WARC-Target-URI: \($0)\r\n" } ?? ""
    return Array(
      ("WARC/\(version)\r\nWARC-Type: \(type)\r\nWARC-Record-ID: \(id)\r\n\(target)"
        + "WARC-Date: 2021-10-12T03:03:50Z\r\nContent-Type: \(contentType)\r\n\(more)"
        + "Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n").utf8)
  }

  static func response(_ body: String, number: Int = 1, fields: String = "") -> [UInt8] {
    record(
      "response",
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\(fields)\r\n\(body)",
      url: "http://a.org/\(number)", id: "<urn:uuid:\(number)>")
  }

  /// What came of each item: the page's text, or the kind of its problem.
  private func read(_ file: [UInt8], chunk: Int = 7) throws -> [String] {
    try pages(file, chunk: chunk).map { result in
      switch result {
      case .success(let page): String(decoding: page.bytes, as: UTF8.self)
      case .failure(let problem): problem.kind.rawValue
      }
    }
  }

  private func pages(
    _ file: [UInt8], chunk: Int = 7
  ) throws -> [Result<RawPage, PageProblem>] {
    var place = 0
    var source = try BatchSource(.warc, limit: reader.limit) {
      guard place < file.count else { return nil }
      defer { place += chunk }
      return Array(file[place..<min(place + chunk, file.count)])
    }
    var results: [Result<RawPage, PageProblem>] = []
    while let item = try source.next() {
      results.append(
        reader.order(item).map { order in
          guard case .page(let page) = order else { return RawPage(bytes: []) }
          return page
        })
    }
    return results
  }

  @Test(arguments: [1, 7, 100_000], [false, true])
  func `responses are pages with what was said of them`(chunk: Int, isGzip: Bool) throws {
    let records = [
      Self.record("warcinfo", "software: x", url: nil, type: "application/warc-fields"),
      Self.record("request", "GET / HTTP/1.1\r\n\r\n"),
      Self.response("<p>Tea", fields: "X-A: b\r\n"),
      Self.record("metadata", "WARC/1.0 within"), Self.response("<p>Ale", number: 2),
    ]
    let file =
      try isGzip
      ? records.flatMap { try ContentCoding.gzip.compress($0) } : records.flatMap { $0 }

    let results = try pages(file, chunk: chunk)

    #expect(results.count == 2)
    let page = try results[0].get()
    #expect(page.bytes == Array("<p>Tea".utf8))
    #expect(page.url == "http://a.org/1")
    #expect(page.ref == .string("urn:uuid:1") || page.ref == .string("<urn:uuid:1>"))
    #expect(page.mediaType == "text/html")
    #expect(page.charset == "gbk")
    #expect(page.fetchedAt?.rfc3339 == "2021-10-12T03:03:50Z")
    #expect(page.headers.contains(RawPage.Header(name: "X-A", value: "b")))
    #expect(try results[1].get().url == "http://a.org/2")
  }

  @Test func `conversions of WET files are text, resources what they say`() throws {
    let file =
      Self.record("conversion", "Tea\nhot", type: "text/plain")
      + Self.record("resource", "<p>Ale", version: "1.1", type: "text/html")

    let results = try pages(file)

    #expect(try results.map { try $0.get().mediaType } == ["text/plain", "text/html"])
    #expect(try results[0].get().charset == "utf-8")
  }

  @Test func `codings are undone, and left where a crawler undid them already`() throws {
    let small = String(
      decoding: try ContentCoding.gzip.compress(Array("<p>Tea".utf8)), as: UTF8.self)
    #expect(small.contains("\u{FFFD}"))
    var coded = Self.response(
      "@", fields: "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    let body = try ContentCoding.gzip.compress(Array("<p>Tea".utf8))
    let chunked =
      Array("\(String(body.count, radix: 16));x=y\r\n".utf8) + body
      + Array("\r\n0\r\n\r\n".utf8)
    coded = try replacing("@", with: chunked, in: coded)

    #expect(try read(coded) == ["<p>Tea"])
    #expect(
      try read(
        Self.response(
          "<p>Tea", fields: "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")) == [
          "<p>Tea"
        ])
    #expect(
      try read(
        Self.response("3\r\n<p>\r\n3\r\nTea\r\n0\r\n\r\n", fields: "Transfer-Encoding: chunked\r\n")
      )
        == ["<p>Tea"])
  }

  /// Puts bytes in the place of a mark, the length put right.
  private func replacing(_ mark: String, with bytes: [UInt8], in record: [UInt8]) throws -> [UInt8]
  {
    let place = try #require(record.lastIndex(of: mark.utf8.first ?? 0))
    let all = Array(record[..<place]) + bytes + Array(record[(place + 1)...])
    let text = String(decoding: record, as: UTF8.self)
    let stated = try #require(
      text.split(separator: "\r\n").first { $0.hasPrefix("Content-Length:") })
    let old = Array(stated.utf8)
    let length = (Int(stated.split(separator: " ")[1]) ?? 0) + bytes.count - 1
    let at = try #require(
      (0..<all.count - old.count).first { all[$0..<$0 + old.count].elementsEqual(old) })
    return Array(all[..<at]) + Array("Content-Length: \(length)".utf8) + all[(at + old.count)...]
  }

  @Test func `a page whose end is missing is known by it`() throws {
    let gzip = try ContentCoding.gzip.compress(
      (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) | 0x80 })
    let coded = Self.response("@", fields: "Content-Encoding: gzip\r\n")
    let files = [
      try replacing("@", with: gzip, in: coded),
      try replacing("@", with: Array(gzip.dropLast(100)), in: coded),
      Self.response("<p>Tea", fields: "Content-Length: 6\r\n"),
      Self.response("<p>Tea", fields: "Content-Length: 5\r\n"),
      Self.response("<p>Tea", fields: "Content-Length: 7\r\n"),
      Self.response("3\r\n<p>\r\n3\r\nTea\r\n", fields: "Transfer-Encoding: chunked\r\n"),
      Self.record(
        "response", "HTTP/1.1 200 OK\r\n\r\n<p>Tea", more: "WARC-Truncated: length\r\n"),
    ]

    let pages = try files.map { try #require(try self.pages($0).first).get() }

    #expect(pages.map(\.isCut) == [false, true, false, false, true, true, true])
  }

  @Test func `a bomb in a record is refused alone`() throws {
    let bomb = try ContentCoding.gzip.compress([UInt8](repeating: 0x20, count: 1_000_000))
    let file = try replacing(
      "@", with: bomb, in: Self.response("@", fields: "Content-Encoding: gzip\r\n"))

    #expect(try read(file + Self.response("<p>Tea")) == ["tooLarge", "<p>Tea"])
  }

  @Test func `what is no page says so`() throws {
    let file =
      Self.record("response", "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n")
      + Self.record("response", "HTTP/1.1 404 No\r\n\r\n<p>no")
      + Self.record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{89}PNG")
      + Self.record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
      + Self.record("response", "20211012 a.org 1.2.3.4", url: "dns:a.org", type: "text/dns")
      + Self.response("<p>Tea")

    #expect(
      try read(file)
        == ["notAPage", "notAPage", "notAPage", "notAPage", "notAPage", "<p>Tea"])
  }

  @Test func `a record over the limit is passed over as it comes`() throws {
    let file = Self.response(String(repeating: "a", count: 1_000_000)) + Self.response("<p>Tea")

    #expect(try read(file, chunk: 1000) == ["tooLarge", "<p>Tea"])
  }

  @Test func `damage of a plain file hits its records alone`() throws {
    let one = Self.response("<p>One", number: 1)
    let two = Self.response("<p>Two", number: 2)
    let three = Self.response("<p>Three", number: 3)
    func wrong(_ a: String, _ b: String) -> [UInt8] {
      Array(String(decoding: two, as: UTF8.self).replacing(a, with: b).utf8)
    }

    #expect(
      try read(one + wrong("WARC/1.0", "WORC/1.0") + three) == ["<p>One", "malformed", "<p>Three"])
    #expect(
      try read(one + wrong("Content-Length: ", "Content-Length: x") + three)
        == ["<p>One", "malformed", "<p>Three"])
    // Too long swallows the next record, which is found again; too short leaves a rest.
    #expect(
      try read(one + wrong("Content-Length: ", "Content-Length: 1") + three)
        == ["<p>One", "malformed", "<p>Three"])
    #expect(
      try read(one + wrong("<p>Two", "<p>Two and more") + three)
        == ["<p>One", "malformed", "<p>Three"])
    #expect(
      try read(one + Array("garbage\r\n".utf8) + three) == ["<p>One", "malformed", "<p>Three"])
    #expect(try read(one + Array(two.dropLast(12))) == ["<p>One", "malformed"])
    #expect(try read(Array(one[..<20])) == ["malformed"])
    #expect(try read(Array("<p>no WARC at all".utf8)) == ["malformed"])
    #expect(try read([]) == [])
  }

  @Test func `a digest that is not the block's is damage`() throws {
    // SHA-1 of "Tea", in Base32 and in hexadecimal.
    for good in [
      "sha1:YZ23Y563ACRA3VY23WBBV2ZXRTOAEOUV", "SHA-1:c675bc77db00a20dd71add821aeb378cdc023a95",
    ] {
      let file = Self.record(
        "conversion", "Tea", type: "text/plain", more: "WARC-Block-Digest: \(good)\r\n")
      #expect(try read(file) == ["Tea"])
    }
    let file =
      Self.record("conversion", "Tea", type: "text/plain", more: "WARC-Block-Digest: sha1:AAAA\r\n")
      + Self.record(
        "conversion", "Ale", type: "text/plain", more: "WARC-Block-Digest: md9:AAAA\r\n")

    #expect(try read(file) == ["malformed", "Ale"])
  }

  @Test func `damage of a gzip file hits its members alone`() throws {
    var random = SplitMix(state: 5)
    let noise = (0..<3000).map { _ in
      String(UInt32.random(in: 0...UInt32.max, using: &random), radix: 36)
    }
    .joined()
    let one = try ContentCoding.gzip.compress(Self.response("<p>One", number: 1))
    let two = try ContentCoding.gzip.compress(Self.response("<p>\(noise)", number: 2))
    let three = try ContentCoding.gzip.compress(Self.response("<p>Three", number: 3))

    for place in [0, 1, 2, 3, 12, two.count / 3, two.count / 2, two.count - 6, two.count - 2] {
      var damaged = two
      damaged[place] ^= 0xFF
      let kinds = try read(one + damaged + three, chunk: 1000)
      #expect(
        kinds == ["<p>One", "malformed", "<p>Three"], "at \(place): \(kinds.map { $0.prefix(20) })")
    }
    #expect(try read(one + Array(two.dropLast(500))) == ["<p>One", "malformed"])
    #expect(
      try read(one + Array(two.dropLast(500)) + three) == ["<p>One", "malformed", "<p>Three"])
    #expect(try read(one + [UInt8](repeating: 0, count: 500)) == ["<p>One"])
    #expect(try read(one + Array(three[..<2])) == ["<p>One", "malformed"])
  }

  @Test func `any single wrong byte costs no more than two records`() throws {
    let file = (1...5).flatMap { Self.response("<p>Page \($0)", number: $0) }
    let gzip = try (1...5).flatMap {
      try ContentCoding.gzip.compress(Self.response("<p>Page \($0)", number: $0))
    }

    for bytes in [file, gzip] {
      // Every byte of the first record's start, where the kind of file is told, then one in seven.
      for place in Array(0..<32) + Array(stride(from: 32, to: bytes.count, by: 7)) {
        var damaged = bytes
        damaged[place] ^= UInt8(truncatingIfNeeded: place &* 167) | 1
        let whole = try read(damaged, chunk: 500).filter { $0.hasPrefix("<p>Page") }
        #expect(whole.count >= 3, "byte \(place) of \(bytes.count)")
      }
    }
  }
}
