import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

struct UpkeepTests {
  @Test func `a backup made while pages come in is a store of one moment`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder + "/a")
      defer { store.close() }
      let receipts = try (0..<50).map {
        try store.keep(.make(url: "https://e.example/\($0)", body: "\($0)"))
      }
      let writer = Thread.detached {
        for number in 50..<120 {
          _ = try? store.keep(.make(url: "https://e.example/\(number)", body: "\(number)"))
        }
      }

      try FileManager.default.createDirectory(
        atPath: folder + "/b", withIntermediateDirectories: true)
      try store.backUp(to: folder + "/b/winnow.sqlite")
      while !writer.isDone { usleep(1000) }

      try expectSound(folder + "/b/winnow.sqlite")
      let copy = try SQLiteArticleStore(folder: folder + "/b")
      defer { copy.close() }
      for receipt in receipts { #expect(try copy.article(receipt.id) == receipt.article) }
      let statistics = try copy.statistics()
      #expect(statistics.pages == statistics.articles)
      #expect(statistics.pages == Int(statistics.change))
    }
  }

  @Test func `a backup never takes another file's place`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)
      defer { store.close() }
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/backup"))

      #expect(throws: StoreError.self) { try store.backUp(to: folder + "/backup") }

      #expect(FileManager.default.contents(atPath: folder + "/backup") == Data("mine".utf8))
      try store.backUp(to: folder + "/other")
      #expect(!FileManager.default.fileExists(atPath: folder + "/other.part"))
    }
  }

  @Test func `a reader stands beside the owner, sees what it writes and changes nothing`() throws {
    try withFolder { folder in
      let owner = try SQLiteArticleStore(folder: folder)
      defer { owner.close() }
      let reader = try SQLiteArticleStore(reading: folder)
      defer { reader.close() }

      let id = try owner.keep(.make()).id

      #expect(try reader.article(id)?.article.title == "Tea")
      #expect(throws: StoreError.self) { try reader.keep(.make(body: "other")) }
      #expect(try reader.list(ArticleQuery()).articles.count == 1)
    }
  }

  @Test func `a folder without a store has nothing to read`() throws {
    try withFolder { folder in
      #expect(!SQLiteArticleStore.isThere(in: folder))
      #expect(throws: StoreError.self) { try SQLiteArticleStore(reading: folder) }
    }
  }

  @Test func `damage is named`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)
      defer { store.close() }
      _ = try store.keep(.make(body: "A"))
      let none = try store.faults { _ in fakeDigest("A") }
      #expect(none == [])

      let faults = try store.faults { _ in fakeDigest("B") }
      #expect(faults == ["raw page 1 is not what its digest names"])
    }
  }
}
