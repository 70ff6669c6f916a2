import Domain
import Testing

@testable import Storage

struct TokenTests {
  private func token(_ id: String, until end: Int64? = nil) throws -> AccessToken {
    AccessToken(
      id: id, name: "the crawler", scopes: [.read, .write],
      createdAt: Timestamp(milliseconds: 1_700_000_000_000),
      expiresAt: end.map { Timestamp(milliseconds: $0) },
      digest: try #require(PageDigest([UInt8](repeating: 7, count: 32))))
  }

  @Test func `tokens outlive the process, and revoked ones do not`() throws {
    let tokens = [try token("a"), try token("b", until: 1_800_000_000_000)]
    try withFolder { folder in
      let first = try SQLiteArticleStore(folder: folder)
      for token in tokens { try first.add(token) }
      first.close()

      let second = try SQLiteArticleStore(folder: folder)
      defer { second.close() }
      #expect(try second.tokens() == tokens)
      #expect(try second.revoke("a"))
      #expect(try !second.revoke("a"))
      #expect(try second.tokens() == [tokens[1]])
    }
  }
}
