import Testing

@testable import HTTPServer

struct QueryTests {
  @Test(arguments: [
    ("", []),
    ("a=1&b=2&a=3", ["a:1", "b:2", "a:3"]),
    ("q=a+b%2Bc", ["q:a b+c"]),
    ("flag&x=", ["flag:", "x:"]),
    ("&&a=1&", ["a:1"]),
    ("url=https://example.org/?x=1", ["url:https://example.org/?x=1"]),
    ("q=%E8%8C%B6", ["q:茶"]),
  ])
  func `reads parameters in order`(raw: String, expected: [String]) throws {
    #expect(try Query(raw).parameters.map { "\($0.name):\($0.value)" } == expected)
  }

  @Test func `finds the first and all values of a name`() throws {
    let query = try Query("a=1&b=2&a=3")

    #expect(query["a"] == "1")
    #expect(query.all("a") == ["1", "3"])
    #expect(query["c"] == nil)
  }

  /// What a target that does not decode is told.
  @Test(arguments: [
    ("/a%00b", "%00, which stands for the NUL byte"), ("/?q=a%00", "%00, which stands for the NUL"),
    ("/a%4", "broken or not UTF-8"), ("/?q=%FF", "broken or not UTF-8"), ("/?q=%", "%25"),
  ])
  func `what does not decode is told why`(target: String, says: String) throws {
    let error = #expect(throws: HTTPError.self) { try RequestTarget(target) }

    #expect(error?.status == .badRequest)
    #expect(error?.detail.contains(says) == true)
  }

  @Test(arguments: [
    ("gzip, gzip", "Encode the body once."), ("rot13", "rot13 is not known here."),
  ])
  func `a coding that is not undone is told why`(field: String, says: String) throws {
    let error = #expect(throws: HTTPError.self) {
      try BodyDecoder.coding(of: ["Content-Encoding": field])
    }

    #expect(error?.status == .unsupportedMediaType)
    #expect(error?.detail.hasSuffix(says) == true)
  }

  @Test func `encoding and decoding are inverse`() {
    let text = "a b/ü?&=%茶~"

    #expect(PercentCoding.encode(text) == "a%20b%2F%C3%BC%3F%26%3D%25%E8%8C%B6~")
    #expect(PercentCoding.decode(Array(PercentCoding.encode(text).utf8)) == text)
  }
}
