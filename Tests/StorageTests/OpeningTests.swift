import Domain
import Foundation
import GRDB
import Testing
import TextAnalysis

@testable import Storage

struct OpeningTests {
  @Test func `a store is made at first start and read at the next`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder + "/deep/data")
      let receipt = try store.keep(.make())
      store.close()

      let reopened = try SQLiteArticleStore(folder: folder + "/deep/data")
      #expect(try reopened.article(receipt.id) == receipt.article)
      #expect(try reopened.known(url: "https://example.org/a", digest: fakeDigest("")) == nil)
      reopened.close()
      try expectSound(folder + "/deep/data/winnow.sqlite")
    }
  }

  @Test func `what was acknowledged is in a copy of files that nobody closed`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder + "/a")
      let receipts = try (0..<50).map {
        try store.keep(.make(url: "https://example.org/\($0)", body: "\($0)"))
      }
      try FileManager.default.copyItem(atPath: folder + "/a", toPath: folder + "/b")

      let copy = try SQLiteArticleStore(folder: folder + "/b")
      for receipt in receipts { #expect(try copy.article(receipt.id) == receipt.article) }
      copy.close()
      store.close()
      try expectSound(folder + "/b/winnow.sqlite")
    }
  }

  @Test func `a second owner is told who has the folder`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)

      #expect(
        throws: StoreError.unavailable(
          "the data folder \(folder) is in use by process \(getpid())")
      ) { try SQLiteArticleStore(folder: folder) }

      store.close()
      try SQLiteArticleStore(folder: folder).close()
    }
  }

  @Test func `commits are synced, although GRDB would have it otherwise`() throws {
    try withStore { store in
      let (synchronous, journal) = try store.pool.writeWithoutTransaction { db in
        (
          try Int.fetchOne(db, sql: "PRAGMA synchronous"),
          try String.fetchOne(db, sql: "PRAGMA journal_mode")
        )
      }

      #expect(synchronous == 2)
      #expect(journal == "wal")
    }
  }

  @Test func `closing leaves one file, also where several have read`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)
      for number in 0..<20 {
        _ = try store.keep(.make(url: "https://example.org/\(number)", body: "\(number)"))
      }
      #expect(
        concurrently(4) { _ in (try? store.list(ArticleQuery())) != nil } == [
          true, true, true, true,
        ])

      store.close()

      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.filter { $0.hasPrefix("winnow.sqlite") } == ["winnow.sqlite"])
    }
  }

  @Test func `a closed store says so`() throws {
    try withStore { store in
      store.close()

      #expect(throws: StoreError.closed) { try store.keep(.make()) }
      #expect(throws: StoreError.closed) { try store.list(ArticleQuery()) }
      #expect(throws: StoreError.closed) { try store.check() }
      store.close()
    }
  }

  @Test(arguments: [
    ("no database at all, and longer than a header of SQLite's, which has one hundred bytes. "
      + "Twice that is plenty to be read as one and found wanting, or so one would think.")
  ])
  func `a file that is no store is refused`(text: String) throws {
    let folder = NSTemporaryDirectory() + "winnow-store-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/winnow.sqlite", atomically: true, encoding: .utf8)

    let error = #expect(throws: StoreError.self) { try SQLiteArticleStore(folder: folder) }

    guard case .damaged = error else {
      Issue.record("\(String(describing: error)) is not `damaged`")
      return
    }
  }

  @Test func `a store that was found damaged is not ready until it is opened anew`() throws {
    let folder = NSTemporaryDirectory() + "winnow-store-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try SQLiteArticleStore(folder: folder)
    defer { store.close() }
    for number in 0..<50 {
      _ = try store.keep(.make(url: "https://example.org/\(number)", body: "\(number)"))
    }
    try store.pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    try store.check()

    let file = try #require(FileHandle(forUpdatingAtPath: folder + "/winnow.sqlite"))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 4096)
    try file.write(contentsOf: Data(repeating: 0xa5, count: Int(size) - 4096))
    try file.close()
    // The readers' pages in memory are still whole; without those connections the file is read.
    store.pool.invalidateReadOnlyConnections()
    #expect(throws: StoreError.self) {
      for _ in 0..<20 { _ = try store.list(ArticleQuery(limit: 200)) }
    }

    let error = #expect(throws: StoreError.self) { try store.check() }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error)) is not `damaged`")
      return
    }
  }

  @Test func `a file that another process has locked is said to be, until it lets go`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(
        folder: folder, index: SearchQueue(folding: Folding()), patience: 0.05)
      defer { store.close() }
      let first = try store.keep(.make(url: "https://example.org/1"))
      let other = try DatabaseQueue(path: folder + "/winnow.sqlite")

      try other.inDatabase { db in
        try db.execute(sql: "BEGIN IMMEDIATE")
        let refused = #expect(throws: StoreError.self) {
          try store.keep(.make(url: "https://example.org/2"))
        }
        guard case .unavailable(let reason)? = refused else {
          Issue.record("\(String(describing: refused))")
          return
        }
        #expect(reason.contains("lock"))
        #expect(throws: StoreError.self) { try store.check() }
        #expect(try store.article(first.id) != nil)
        try db.execute(sql: "ROLLBACK")
      }

      try store.check()
      #expect(try store.keep(.make(url: "https://example.org/2")).outcome == .created)
    }
  }

  @Test func `another program's database is refused and left alone`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let other = try DatabaseQueue(path: folder + "/winnow.sqlite")
      try other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
      try other.close()

      #expect(throws: StoreError.self) { try SQLiteArticleStore(folder: folder) }

      let after = try DatabaseQueue(path: folder + "/winnow.sqlite")
      let tables = try after.read {
        try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema")
      }
      #expect(tables == ["t"])
    }
  }

  @Test func `a database of a newer program is refused`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)
      try store.pool.write { db in
        try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-future')")
      }
      store.close()

      #expect(throws: StoreError.self) { try SQLiteArticleStore(folder: folder) }
    }
  }
}
