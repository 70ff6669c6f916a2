import Domain
import Foundation
import Testing

@testable import Ingest

struct JSONReaderTests {
  /// Texts that JSON has, many of them by a hair.
  static let good = [
    "null", "true", "false", "0", "-0", "7", "-12", "1.5", "-0.25e2", "1E3", "2e-3",
    "12345678901234",
    "9223372036854775807", "-9223372036854775808", "1e300", #""""#, #""plain""#, #""æøå 中文 🙂""#,
    #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u4e2d\u0000""#, #""\uD83D\ude42""#, #""\ud800\udc00""#,
    #""\udbff\uDFFF""#, #""a long run of plain text \n and an escape at the end \"""#,
    #""12345678\n""#, #""1234567\n""#, #""123456789012345\\""#, "\"\u{7f}\u{80}\u{2028}\"",
    "[]", "[ ]", "{}", "{ }", "[1,[2,[3]]]", #"{"a":1,"b":{"c":[null,true]}}"#,
    " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", #"{"":""}"#, #"{"\u0061":"x"}"#,
  ]

  static let bad = [
    "", " ", "nul", "nulls", "tru", "+1", "01", "1.", ".5", "1e", "1e+", "--1", "0x1", "1e999",
    #"""#, #""abc"#, #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud800""#, #""\udc00""#,
    #""\ud800\u0041""#, #""\ud800x""#, #""\ud800\n""#, "\"a\u{1}b\"", "\"a\nb\"", "'a'",
    "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
    "{\"a\":1,}", "{a:1}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[1]]", "{}{}", "1 2",
  ]

  @Test(arguments: good)
  func `reads what Foundation reads, to the same value`(text: String) throws {
    let foundation = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))

    #expect(JSONValue(json: Array(text.utf8)) == foundation)
  }

  @Test(arguments: bad)
  func `refuses what is no JSON`(text: String) {
    #expect(JSONValue(json: Array(text.utf8)) == nil)
  }

  @Test func `strings of every length around a word are whole`() throws {
    for length in 0..<40 {
      for place in 0...length {
        var text = String(repeating: "x", count: length)
        text.insert("\"", at: text.index(text.startIndex, offsetBy: place))
        let json = try JSONEncoder().encode([text])

        #expect(JSONValue(json: Array(json)) == .array([.string(text)]))
      }
    }
  }

  @Test func `nesting ends at 64`() {
    let deep = { (depth: Int) in
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }

    #expect(JSONValue(json: deep(64)) != nil)
    #expect(JSONValue(json: deep(65)) == nil)
    #expect(JSONValue(json: deep(100_000)) == nil)
  }

  @Test func `a byte order mark is passed over, broken UTF-8 is not`() {
    #expect(JSONValue(json: [0xEF, 0xBB, 0xBF] + Array("7".utf8)) == .integer(7))
    #expect(JSONValue(json: Array("\"a".utf8) + [0xFF] + Array("\"".utf8)) == nil)
  }
}
