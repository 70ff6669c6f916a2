import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

struct ChangesTests {
  @Test func `additions, revisions, corrections and deletions come in the order they happened`()
    throws
  {
    try withStore { store in
      let a = try store.keep(.make(url: "https://e.example/a", body: "A")).id
      let b = try store.keep(.make(url: "https://e.example/b", body: "B")).id
      let c = try store.keep(.make(url: "https://e.example/c", body: "C", article: nil)).id
      let known = try #require(try store.changes(since: 0, limit: 10))
      #expect(known.changes.map(\.kind) == [.added, .added, .added])
      #expect(known.changes.map(\.id) == [a, b, c])
      #expect(known.changes.map(\.hasArticle) == [true, true, false])

      _ = try store.keep(.make(url: "https://e.example/b", body: "B2"))
      _ = try store.delete(c)
      _ = try store.update(
        a, metadata: [:], corrections: ["title": .string("x")], ifChange: nil,
        at: Timestamp(milliseconds: 9))
      let d = try store.keep(.make(url: "https://e.example/d", body: "D")).id

      let next = try #require(try store.changes(since: known.next, limit: 10))
      #expect(next.changes.map(\.kind) == [.revised, .deleted, .changed, .added])
      #expect(next.changes.map(\.id) == [b, c, a, d])
      #expect(next.isComplete)
      #expect(try store.changes(since: next.next, limit: 10)?.changes.isEmpty == true)
    }
  }

  @Test func `a client that follows small pages while others write ends with what is kept`() throws
  {
    try withStore { store in
      let writers = Thread.detached {
        _ = concurrently(4) { thread in
          for number in 0..<40 {
            let url = "https://e.example/\(thread)/\(number % 25)"
            let receipt = try? store.keep(.make(url: url, body: "\(thread) \(number)"))
            if number % 7 == 0, let receipt { _ = try? store.delete(receipt.id) }
          }
        }
      }
      var copy: [StoredArticle.ID: Int] = [:]
      var since: Int64 = 0
      var seen: [Int64] = []
      var isLast = false
      while true {
        let isDone = writers.isDone
        let list = try #require(try store.changes(since: since, limit: 3))
        for change in list.changes {
          seen.append(change.change)
          copy[change.id] = change.kind == .deleted ? nil : change.revision
        }
        since = list.next
        if isLast, list.changes.isEmpty { break }
        isLast = isDone && list.isComplete
      }

      let kept = try store.pool.read { db in
        try Row.fetchAll(db, sql: "SELECT id, revision FROM page").reduce(into: [:]) { pages, row in
          pages[name(row[0])] = row[1] as Int
        }
      }
      #expect(copy == kept)
      #expect(seen == seen.sorted() && Set(seen).count == seen.count)
    }
  }

  @Test func `a client that asks from before what is remembered is told to begin anew`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder, clock: { Timestamp(milliseconds: 1000) })
      let id = try store.keep(.make(url: "https://e.example/a", body: "A")).id
      // Of another text: a near-duplicate would change too when its head goes.
      let other = Article.make(text: "Coffee is grown elsewhere.")
      _ = try store.keep(.make(url: "https://e.example/b", body: "B", article: other))
      let before = try #require(try store.changes(since: 0, limit: 9)?.next)
      _ = try store.delete(id)
      var rules = RetentionRules()
      rules.tombstoneAge = .seconds(10)

      _ = try store.enforce(rules, at: Timestamp(milliseconds: 5000))
      #expect(try store.changes(since: before, limit: 9)?.changes.map(\.kind) == [.deleted])

      let report = try store.enforce(rules, at: Timestamp(milliseconds: 11_001))
      #expect(report.tombstones == 1)
      #expect(try store.changes(since: before, limit: 9) == nil)
      #expect(try store.changes(since: 0, limit: 9)?.changes.map(\.kind) == [.added])
      store.close()
    }
  }
}

/// Work on a thread of its own, which a test looks at now and then.
final class DetachedWork: Sendable {
  private let group = DispatchGroup()

  init(_ body: @escaping @Sendable () -> Void) {
    DispatchQueue.global().async(group: group, execute: DispatchWorkItem(block: body))
  }

  var isDone: Bool { group.wait(timeout: .now()) == .success }
}

extension Thread {
  static func detached(_ body: @escaping @Sendable () -> Void) -> DetachedWork {
    DetachedWork(body)
  }
}
