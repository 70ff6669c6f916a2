import Domain
import GRDB
import Testing

@testable import Storage

struct FurnitureTests {
  private let rule = FurnitureRule(leastClusters: 3, leastShare: 20, window: 100)

  /// A page of a host that shows lines; its text is its own unless told.
  private func page(
    _ number: Int, host: String = "e.example", lines: [UInt64], text: String? = nil
  ) -> Entry {
    var entry = Entry.make(
      url: "https://\(host)/\(number)", body: "\(host) \(number)",
      article: .make(text: text ?? "The text of page \(number) alone."))
    entry.cleaned.lines = lines
    return entry
  }

  @Test func `a line of several pages of one host is learnt, and no other`() throws {
    try withStore { store in
      for number in 0..<4 { _ = try store.keep(page(number, lines: [7, 100 + UInt64(number)])) }
      _ = try store.keep(page(9, host: "other.example", lines: [7, 8]))

      let learnt = try store.learnFurniture(ofHostOf: "https://e.example/x", by: rule)

      #expect(learnt.pages == 4)
      let furniture = try store.furniture(ofHostOf: "https://e.example/y", upTo: nil)
      #expect(furniture?.lines == [7])
      #expect(furniture?.version == learnt.version)
      #expect(try store.furniture(ofHostOf: "https://other.example/", upTo: nil) == nil)
    }
  }

  @Test func `one page alone teaches nothing, however often it is posted`() throws {
    try withStore { store in
      for round in 0..<6 {
        var entry = page(1, lines: [7])
        entry.page.bytes = Array("\(round)".utf8)
        entry.digest = fakeDigest("\(round)")
        _ = try store.keep(entry)
      }

      let learnt = try store.learnFurniture(
        ofHostOf: "https://e.example/", by: FurnitureRule(leastClusters: 1))

      #expect(learnt.pages == 1)
      #expect(learnt.version == nil)
    }
  }

  @Test func `copies of one article under several addresses count once`() throws {
    try withStore { store in
      for number in 0..<5 { _ = try store.keep(page(number, lines: [7], text: "One text.")) }
      #expect(try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version == nil)

      for number in 5..<7 { _ = try store.keep(page(number, lines: [7])) }
      #expect(try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version != nil)
    }
  }

  @Test func `pages of one near-duplicate cluster count once`() throws {
    try withStore { store in
      for number in 0..<4 { _ = try store.keep(page(number, lines: [7])) }
      try store.pool.write { db in
        try db.execute(sql: "UPDATE article SET near_duplicate_of = 1 WHERE page > 1")
      }

      #expect(try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version == nil)
    }
  }

  @Test func `a line below the host's share is not learnt, one that was stays down to half of it`()
    throws
  {
    try withStore { store in
      for number in 0..<15 { _ = try store.keep(page(number, lines: number < 3 ? [7] : [])) }
      _ = try store.keep(page(15, lines: [1]))
      // Pages without lines are not among those that are looked at.
      #expect(try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version != nil)

      for number in 20..<44 { _ = try store.keep(page(number, lines: [UInt64(number) + 50])) }
      #expect(try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version == nil)

      for number in 50..<60 { _ = try store.keep(page(number, lines: [UInt64(number) + 50])) }
      _ = try store.learnFurniture(ofHostOf: "https://e.example/", by: rule)
      #expect(try store.furniture(ofHostOf: "https://e.example/", upTo: nil)?.lines == [])
    }
  }

  @Test func `what a host shows no more leaves with the window, and older versions can be read`()
    throws
  {
    try withStore { store in
      let rule = FurnitureRule(leastClusters: 3, leastShare: 20, window: 10)
      for number in 0..<5 { _ = try store.keep(page(number, lines: [7])) }
      let first = try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version
      for number in 5..<15 { _ = try store.keep(page(number, lines: [8])) }
      let second = try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version

      #expect(try store.furniture(version: try #require(first))?.lines == [7])
      #expect(try store.furniture(version: try #require(second))?.lines == [8])
      #expect(try store.furniture(ofHostOf: "https://e.example/", upTo: first)?.lines == [7])
      #expect(try store.newestFurniture() == second)
    }
  }

  @Test func `deleted pages teach nothing any more`() throws {
    try withStore { store in
      let ids = try (0..<3).map { try store.keep(page($0, lines: [7])).id }
      _ = try store.delete(ids[0])

      #expect(try store.learnFurniture(ofHostOf: "https://e.example/", by: rule).version == nil)
    }
  }
}
