import Domain
import GRDB
import TestSupport
import Testing
import TextAnalysis

@testable import Storage

/// What is found does not depend on where the bands are: withStore and withFolder look into the index.
struct NewestBandsTests {
  private func open(_ folder: String, gathered: Int) throws -> SQLiteArticleStore {
    try SQLiteArticleStore(
      folder: folder,
      index: SearchQueue(folding: Folding(), bands: NewestBands(gathered: gathered)))
  }

  private func counts(_ store: SQLiteArticleStore) throws -> (banded: Int64, bands: Int) {
    try store.pool.read { db in
      (
        try NewestBands.banded(db),
        try Int.fetchOne(db, sql: "SELECT count(DISTINCT page) FROM band") ?? 0
      )
    }
  }

  @Test func `a page stands once under a band, and in its order when it comes again`() {
    var waiting = PagesByBand(after: 10)
    waiting.insert([7, 7, 8], of: 12)
    waiting.insert([7], of: 14)
    waiting.insert([7], of: 11)
    waiting.insert([7, 8], of: 12)
    waiting.insert([7], of: 13)

    #expect(waiting.pages(with: 7, atMost: 2) == [11, 12])
    #expect(waiting.pages(with: 7, atMost: 9) == [11, 12, 13, 14])
    #expect(waiting.pages(with: 8, atMost: 9) == [12])
    #expect(waiting.pages(with: 9, atMost: 9) == [])
    #expect(waiting.newest == 14)
    #expect(waiting.after(12).pages(with: 7, atMost: 9) == [13, 14])
  }

  @Test func `bands come into the index some at each commit, once enough of them wait`() throws {
    try withFolder { folder in
      let store = try open(folder, gathered: 10)
      defer { store.close() }
      for number in 0..<10 {
        let text = Prose(seed: UInt64(number)).text(words: 50)
        _ = try store.keep(.copy("n\(number)", text, published: nil))
      }
      #expect(try counts(store) == (0, 0))

      var halfway = 0
      for number in 10..<30 {
        let text = Prose(seed: UInt64(number)).text(words: 50)
        _ = try store.keep(.copy("n\(number)", text, published: nil))
        let (banded, bands) = try counts(store)
        if banded == 0, bands > 0 { halfway += 1 }
      }
      #expect(halfway > 0)
      #expect(try counts(store).banded >= 10)
      // A copy is found wherever the bands of the first are.
      for number in 0..<30 {
        let text = Prose(seed: UInt64(number)).text(words: 50)
        let kept = try store.keep(.copy("copy\(number)", text, published: "2021-01-01"))
        #expect(kept.article?.nearDuplicateOf == nil)
        #expect(try store.article(name("n\(number)"))?.nearDuplicateOf == kept.id)
        #expect(
          try store.nearDuplicates(of: kept.id, limit: 9)?.map(\.article.id.rawValue)
            == ["n\(number)"])
      }
    }
  }

  @Test func `who only reads a store finds copies whose bands are not in the index`() throws {
    try withFolder { folder in
      let store = try open(folder, gathered: 1000)
      let text = Prose(seed: 1).text(words: 50)
      for id in ["a", "b"] { _ = try store.keep(.copy(id, text, published: nil)) }
      #expect(try counts(store) == (0, 0))

      let reading = try SQLiteArticleStore(reading: folder)
      let found = try reading.nearDuplicates(of: name("a"), limit: 9)
      #expect(found?.map(\.article.id.rawValue) == ["b"])
      reading.close()
      store.close()
    }
  }

  @Test func `a reader of an older state finds what that state has`() throws {
    try withFolder { folder in
      let store = try open(folder, gathered: 4)
      defer { store.close() }
      let text = Prose(seed: 1).text(words: 50)
      for id in ["a", "b"] { _ = try store.keep(.copy(id, text, published: nil)) }
      let sketch = try #require(Folding().sketch(of: text))

      try store.pool.read { db in
        #expect(try NewestBands.banded(db) == 0)
        for number in 0..<30 {
          let other = Prose(seed: UInt64(number + 9)).text(words: 50)
          _ = try store.keep(.copy("n\(number)", other, published: nil))
        }
        let index = NearDuplicateIndex(db: db, newest: store.index.bands)
        #expect(try index.neighbours(of: sketch, except: 99).map(\.page) == [1, 2])
      }
      #expect(try counts(store).banded > 4)
    }
  }

  @Test(arguments: 0..<4, [1, 5, 23])
  func `clusters are the same whatever came, went, failed and was opened anew meanwhile`(
    seed: Int, gathered: Int
  ) throws {
    var random = SplitMix(state: UInt64(seed))
    var kept: [String: Entry] = [:]
    var found: [String: String] = [:]
    try withFolder { folder in
      var store = try open(folder, gathered: gathered)
      for step in 0..<60 {
        let id = "n\(random.next() % 40)"
        // Copies of ten texts, so that there are clusters.
        let text = Prose(seed: random.next() % 10).text(words: 40)
        let entry = Entry.copy(
          id, text.edited(0.04, seed: random.next()), published: "2021-01-\(10 + step % 19)")
        switch random.next() % 10 {
        case 0, 1:
          _ = try store.delete(name(id))
          kept[id] = nil
        case 2:
          // The page goes in with its transaction, and both out again.
          let page = try PackedPage(.copy("x\(step)", text, published: nil), folding: store.folding)
          let outcome = store.write(each: [
            { [index = store.index] db in
              _ = try PageWriter(db: db, index: index).keep(page)
              throw StoreError.conflict
            } as @Sendable (Database) throws -> Void
          ])
          #expect(throws: StoreError.conflict) { try outcome[0].get() }
        case 3:
          store.close()
          store = try open(folder, gathered: gathered)
        default:
          _ = try store.keep(entry)
          kept[id] = entry
        }
      }
      found = try store.heads()
      store.close()
    }

    try withStore { store in
      for entry in kept.values.sorted(by: { $0.newID.rawValue < $1.newID.rawValue }) {
        _ = try store.keep(entry)
      }
      #expect(try store.heads() == found, "seed \(seed)")
    }
  }
}
