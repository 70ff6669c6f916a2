import Domain
import Testing

@testable import Ingest

struct IdentityTests {
  /// Gives the same word for ever.
  struct Constant: RandomNumberGenerator {
    var word: UInt64
    mutating func next() -> UInt64 { word }
  }

  // FIPS 180-4's examples, from NIST's "Secure Hash Standard: examples".
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `a page's digest is its SHA-256`(text: String, digest: String) {
    #expect(PageDigest(of: Array(text.utf8)).hexadecimal == digest)
  }

  @Test(arguments: [
    (0 as Int64, 0 as UInt64, "00000000000000000000000000"),
    (1_469_922_850_259, 0, "01arz3ndek0000000000000000"),
    (281_474_976_710_655, UInt64.max, "7zzzzzzzzzzzzzzzzzzzzzzzzz"),
  ])
  func `a name is its time and randomness in Crockford's digits`(
    time: Int64, word: UInt64, text: String
  ) {
    var random = Constant(word: word)

    let id = StoredArticle.ID.ulid(at: Timestamp(milliseconds: time), using: &random)

    #expect(id.rawValue == text)
  }

  @Test func `names differ, and later ones sort behind`() {
    let names = (0..<1000).map { Ingest.systemID(Timestamp(milliseconds: Int64($0))).rawValue }

    #expect(Set(names).count == names.count)
    #expect(names == names.sorted())
  }
}
