import Foundation
import TestSupport
import Testing

@testable import Ingest

struct Base64Tests {
  private func decode(_ text: String) throws(Base64.Problem) -> [UInt8] {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { (text) throws(Base64.Problem) in
      try Base64.decode(text)
    }
  }

  @Test func `what Foundation writes comes back, at every length`() throws {
    var random = SplitMix(state: 64)
    for length in Array(0...130) + [1000, 65_537] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let data = Data(bytes)

      #expect(try decode(data.base64EncodedString()) == bytes)
      #expect(
        try decode(data.base64EncodedString(options: [.lineLength76Characters])) == bytes)
    }
  }

  @Test(arguments: [
    ("", ""), ("YQ==", "a"), ("YQ", "a"), ("YWI=", "ab"), ("YWI", "ab"), ("YWJj", "abc"),
    (" Y W\r\nJ\tj ", "abc"), ("Pz8/", "???"), ("Pz8_", "???"), ("Pj4+", ">>>"), ("Pj4-", ">>>"),
    ("YWJjZA==\n", "abcd"), ("YQ= =", "a"),
  ])
  func `both alphabets are read, padded or not`(text: String, plain: String) throws {
    #expect(try decode(text) == Array(plain.utf8))
  }

  @Test(arguments: [
    ("Y", Base64.Problem.cutShort), ("YWJjZ", .cutShort), ("YQ=", .cutShort),
    ("YQ==YQ==", .strangeByte(UInt8(ascii: "Y"), offset: 4)),
    ("Y===", .strangeByte(UInt8(ascii: "="), offset: 1)),
    ("YWI==", .strangeByte(UInt8(ascii: "="), offset: 4)),
    ("=", .strangeByte(UInt8(ascii: "="), offset: 0)),
    ("YWJj!WJj", .strangeByte(UInt8(ascii: "!"), offset: 4)),
    ("YWJjYW\u{e9}j", .strangeByte(0xC3, offset: 6)),
  ])
  func `anything else is refused by its place`(text: String, problem: Base64.Problem) {
    #expect(throws: problem) { try decode(text) }
  }
}
