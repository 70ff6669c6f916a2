import Domain
import Foundation
import Testing

@testable import Ingest

struct JSONWriterTests {
  @Test(arguments: [
    "", "plain", "a\nb\tc\rd", "\"quoted\" and \\", "\u{1}\u{1f}", "\u{7f}中文é\n",
    String(repeating: "0123456789abcdef\n", count: 40),
  ])
  func `a text's length is what is written of it`(text: String) {
    var writer = JSONWriter()
    writer.value(text)

    #expect(JSONText.length(of: text) == writer.bytes.count - 2)
  }

  @Test func `members stand in the order told, apart by commas`() {
    var writer = JSONWriter()

    writer.object {
      $0.member("a", "x")
      $0.member("b", nil as String?)
      $0.name("c")
      $0.array {
        $0.value(1)
        $0.array { _ in }
        $0.object { $0.member("d", true) }
        $0.null()
      }
      $0.name("e")
      $0.object { _ in }
      $0.member("f", 2)
    }

    let expected = #"{"a":"x","b":null,"c":[1,[],{"d":true},null],"e":{},"f":2}"#
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("", #""""#), ("中文 é 🙂", #""中文 é 🙂""#), ("a\"b\\c/d", #""a\"b\\c/d""#),
    ("\n\t\r\u{8}\u{c}\u{0}\u{1f}\u{7f}", #""\n\t\r\u0008\u000c\u0000\u001f"# + "\u{7f}\""),
  ])
  func `strings are escaped where RFC 8259 asks, nowhere else`(text: String, json: String) {
    var writer = JSONWriter()

    writer.value(text)

    #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
  }

  @Test(arguments: [
    (0.97, "0.97"), (1.0, "1"), (-0.5, "-0.5"), (1e21, "1e+21"), (.nan, "null"),
    (.infinity, "null"),
  ])
  func `numbers are JSON`(number: Double, json: String) {
    var writer = JSONWriter()

    writer.value(number)

    #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
  }

  @Test(arguments: JSONReaderTests.good)
  func `what was read and is written reads the same to Foundation`(text: String) throws {
    let value = try #require(JSONValue(json: Array(text.utf8)))
    var writer = JSONWriter()

    writer.value(value)

    let back = try JSONDecoder().decode(JSONValue.self, from: Data(writer.bytes))
    #expect(back == value)
  }
}
