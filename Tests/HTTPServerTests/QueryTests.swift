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

  @Test func `encoding and decoding are inverse`() {
    let text = "a b/ü?&=%茶~"

    #expect(PercentCoding.encode(text) == "a%20b%2F%C3%BC%3F%26%3D%25%E8%8C%B6~")
    #expect(PercentCoding.decode(Array(PercentCoding.encode(text).utf8)) == text)
  }
}
