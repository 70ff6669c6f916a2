import Testing

@testable import Cleaning

@Suite struct PhraseSetTests {
  private let phrases = PhraseSet(
    ["by", "by line", "read more", "文", "文字", "作者"].enumerated().map {
      (text: Array($1.utf8), label: UInt8($0))
    })

  private func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { phrases.hits(in: $0) }.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("by", ["by"]),
    ("By Jane", ["By"]),
    ("stand by", ["by"]),
    ("by line and by name", ["by line", "by"]),
    ("READ MORE", ["READ MORE"]),
    ("read morepork", []),
    ("bye", []),
    ("nearby", []),
    ("文", ["文"]),
    ("文字作者", ["文字", "作者"]),
    ("b", []),
    ("", []),
  ])
  func `finds the longest phrase at each place, of whole words`(text: String, expected: [String]) {
    #expect(found(text) == expected)
  }
}
