import Testing

@testable import TextCoding

struct Base64LiteralTests {
  @Test(
    arguments: [
      ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
      ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("Zm\n9v Ym\n  Fy", "foobar"),
    ] as [(StaticString, String)])
  func `reads the examples of RFC 4648, lines broken anywhere`(literal: StaticString, bytes: String)
  {
    #expect(base64(literal) == Array(bytes.utf8))
  }
}
