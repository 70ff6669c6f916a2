import Domain
import HTTPServer
import Testing

@testable import API

/// RFC 9110 §13 and §14 on what is stored.
struct ConditionTests {
  let desk = Desk()

  @Test(arguments: ["/v1/articles/a1", "/v1/articles/a1/raw", "/v1/articles/a1/explain"])
  func `conditions are looked at in their order`(target: String) throws {
    try desk.post("Tea\nhot")
    let first = try desk.ask(.get, target)
    let tag = try #require(first.headers["ETag"])
    let date = try #require(first.headers["Last-Modified"])
    let (earlier, later) = ("Tue, 14 Nov 2023 22:13:19 GMT", "Tue, 14 Nov 2023 22:13:21 GMT")

    let cases: [(Headers, Int)] = [
      (["If-Match": tag], 200), (["If-Match": "*"], 200), (["If-Match": "\"x\", \(tag)"], 200),
      (["If-Match": "\"x\""], 412), (["If-Match": "W/\(tag)"], 412), (["If-Match": "x"], 412),
      (["If-Unmodified-Since": date], 200), (["If-Unmodified-Since": later], 200),
      (["If-Unmodified-Since": earlier], 412), (["If-Unmodified-Since": "yesterday"], 200),
      // The tag speaks before the date, and 412 before 304.
      (["If-Match": tag, "If-Unmodified-Since": earlier], 200),
      (["If-Match": "\"x\"", "If-None-Match": tag], 412),
      (["If-Match": tag, "If-None-Match": tag], 304),
      (["If-None-Match": "W/\(tag)"], 304), (["If-None-Match": "\"x\""], 200),
      (["If-None-Match": "\"x\"", "If-Modified-Since": later], 200),
      (["If-Modified-Since": later], 304), (["If-Modified-Since": earlier], 200),
    ]
    for (headers, status) in cases {
      for method in [HTTPServer.Method.get, .head] {
        let answer = try desk.ask(method, target, headers: headers)
        #expect(answer.status == status, "\(method) \(Array(headers))")
      }
    }
  }

  @Test func `a change asks by date too`() throws {
    try desk.post("Tea\nhot")
    let earlier: Headers = ["If-Unmodified-Since": "Tue, 14 Nov 2023 22:13:19 GMT"]
    let now: Headers = ["If-Unmodified-Since": "Tue, 14 Nov 2023 22:13:20 GMT"]

    let patch = #"{"title":"Ale"}"#
    #expect(try desk.ask(.patch, "/v1/articles/a1", patch, headers: earlier).status == 412)
    #expect(try desk.ask(.post, "/v1/articles/a1/reclean", headers: earlier).status == 412)
    #expect(try desk.ask(.delete, "/v1/articles/a1", headers: earlier).status == 412)
    #expect(try desk.ask(.patch, "/v1/articles/a1", patch, headers: now).status == 200)
    #expect(try desk.ask(.delete, "/v1/articles/a1", headers: now).status == 204)
  }

  @Test func `a change is refused where the client says there is none of it`() throws {
    try desk.post("Tea\nhot")
    let tag = try #require(try desk.ask(.get, "/v1/articles/a1").headers["ETag"])

    for unwanted in ["*", tag, "W/\(tag)", "\"x\", \(tag)"] {
      let headers: Headers = ["If-None-Match": unwanted]
      let patched = try desk.ask(.patch, "/v1/articles/a1", #"{"title":"Ale"}"#, headers: headers)
      #expect(patched.status == 412 && patched.problem == "precondition-failed")
      #expect(try desk.ask(.post, "/v1/articles/a1/reclean", headers: headers).status == 412)
      #expect(try desk.ask(.delete, "/v1/articles/a1", headers: headers).status == 412)
    }
    let other: Headers = ["If-Match": "*", "If-None-Match": "\"x\""]
    let patched = try desk.ask(.patch, "/v1/articles/a1", #"{"title":"Ale"}"#, headers: other)
    #expect(patched.status == 200)
  }

  @Test(
    arguments: [
      (nil, 200, "0123456789", nil),
      ("bytes=0-3", 206, "0123", "bytes 0-3/10"),
      ("bytes=8-", 206, "89", "bytes 8-9/10"),
      ("bytes=8-99999999999999999999", 206, "89", "bytes 8-9/10"),
      ("bytes=-3", 206, "789", "bytes 7-9/10"),
      ("bytes=-30", 206, "0123456789", "bytes 0-9/10"),
      ("Bytes=0-0", 206, "0", "bytes 0-0/10"),
      ("bytes=10-", 416, nil, "bytes */10"), ("bytes=-0", 416, nil, "bytes */10"),
      ("bytes=10-12, 20-", 416, nil, "bytes */10"), ("bytes=0-3, 10-", 206, "0123", "bytes 0-3/10"),
      ("bytes=3-1", 200, "0123456789", nil), ("bytes=-", 200, "0123456789", nil),
      ("bytes=a-b", 200, "0123456789", nil), ("bytes=+1-2", 200, "0123456789", nil),
      ("bytes=", 200, "0123456789", nil), ("lines=0-3", 200, "0123456789", nil),
      ("bytes=0-,0-,0-", 200, "0123456789", nil),
      (
        "bytes=" + Array(repeating: "0-0", count: 17).joined(separator: ","), 200, "0123456789", nil
      ),
    ] as [(String?, Int, String?, String?)])
  func `a part of the raw page`(range: String?, status: Int, body: String?, said: String?) throws {
    try desk.post("0123456789")

    let answer = try desk.ask(
      .get, "/v1/articles/a1/raw", headers: range.map { ["Range": $0] } ?? [:])

    #expect(answer.status == status)
    #expect(body.map { $0 == answer.text } ?? (answer.problem == "range-not-satisfiable"))
    #expect(answer.headers["Content-Range"] == said)
    #expect(answer.headers["Accept-Ranges"] == "bytes")
  }

  @Test func `two fields of ranges are none`() throws {
    try desk.post("0123456789")
    var headers = Headers()
    headers.append("Range", "bytes=0-1")
    headers.append("Range", "bytes=4-5")

    #expect(try desk.ask(.get, "/v1/articles/a1/raw", headers: headers).status == 200)
  }

  @Test func `several parts of the raw page`() throws {
    try desk.post("0123456789")

    let answer = try desk.ask(.get, "/v1/articles/a1/raw", headers: ["Range": "bytes=8-, 0-1"])

    #expect(answer.status == 206)
    let type = try #require(answer.headers["Content-Type"])
    let boundary = try #require(type.split(separator: "=").last)
    #expect(type.hasPrefix("multipart/byteranges; boundary="))
    #expect(
      answer.text == """
        --\(boundary)\r\nContent-Type: text/plain; charset=utf-8\r
        Content-Range: bytes 8-9/10\r\n\r\n89\r
        --\(boundary)\r\nContent-Type: text/plain; charset=utf-8\r
        Content-Range: bytes 0-1/10\r\n\r\n01\r
        --\(boundary)--\r\n
        """)
  }

  @Test func `a part is sent only of what the client began with`() throws {
    try desk.post("0123456789")
    let first = try desk.ask(.get, "/v1/articles/a1/raw")
    let tag = try #require(first.headers["ETag"])
    let date = try #require(first.headers["Last-Modified"])

    let cases: [(String, Int)] = [
      (tag, 206), (date, 206), ("W/\(tag)", 200), ("\"x\"", 200),
      ("Tue, 14 Nov 2023 22:13:21 GMT", 200),
    ]
    for (validator, status) in cases {
      let answer = try desk.ask(
        .get, "/v1/articles/a1/raw", headers: ["Range": "bytes=0-1", "If-Range": validator])
      #expect(answer.status == status, "\(validator)")
    }
    #expect(
      try desk.ask(.head, "/v1/articles/a1/raw", headers: ["Range": "bytes=0-1"]).status == 200)
  }
}
