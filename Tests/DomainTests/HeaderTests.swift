import Testing

@testable import Domain

struct HeaderTests {
  @Test(arguments: [
    ("Content-Type", true), ("content-type", true), ("CONTENT-TYPE", true), ("Content_Type", false),
    ("Content-Typ", false), ("Content-Types", false), ("content\rtype", false), ("", false),
  ])
  func `names are compared without case, and by ASCII alone`(name: String, isNamed: Bool) {
    #expect(RawPage.Header(name: name, value: "").isNamed("content-type") == isNamed)
  }

  @Test(arguments: [
    ("ETag", true), ("Link", true), ("Set-Cookie", false), ("set-cookie", false),
    ("Content-Encoding", false), ("Content-Language", true), ("TRANSFER-ENCODING", false),
  ])
  func `what is the connection's, or a secret, is not kept`(name: String, isKept: Bool) {
    #expect(RawPage.Header(name: name, value: "").isWorthKeeping == isKept)
  }
}
