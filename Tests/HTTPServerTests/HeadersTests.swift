import Testing

@testable import HTTPServer

struct HeadersTests {
  @Test func `names are read without regard to case, values in order`() {
    let headers: Headers = ["Accept": "text/html, */*", "X-A": "1", "accept": "text/plain"]

    #expect(headers["ACCEPT"] == "text/html, */*")
    #expect(headers.all("accept") == ["text/html, */*", "text/plain"])
    #expect(headers.list("Accept") == ["text/html", "*/*", "text/plain"])
    #expect(headers["X-B"] == nil)
  }

  @Test func `setting replaces every value, nil removes`() {
    var headers: Headers = ["A": "1", "B": "2", "a": "3"]

    headers["a"] = "4"
    headers["B"] = nil

    #expect(headers.map { "\($0.name)=\($0.value)" } == ["a=4"])
  }

  @Test func `what is removed leaves the others' lines whole`() {
    var headers: Headers = ["A": "1", "B": "22", "C": "333", "b": "4444", "D": ""]

    headers.remove("b")
    headers.append("E", "5")
    headers.remove("none")

    #expect(headers.map { "\($0.name)=\($0.value)" } == ["A=1", "C=333", "D=", "E=5"])
    #expect(String(decoding: headers.bytes, as: UTF8.self) == "A: 1\r\nC: 333\r\nD: \r\nE: 5\r\n")
  }

  @Test func `a value cannot begin a line of its own`() {
    var headers = Headers()

    headers.append("Location", "/x\r\nSet-Cookie: a=b\0")
    headers.append("bad name", "x")

    #expect(headers.map(\.value) == ["/x  Set-Cookie: a=b "])
  }
}
