import GRDB
import Synchronization
import TextAnalysis

/// The bands of the newest articles, which the index on disk does not have yet.
///
/// Each of an article's bands has a place of its own in that index: written at once, they were most of what a
/// commit wrote. Here they wait for thousands of others and are then put in by the order of their
/// places, some at each commit (docs/decisions/0057). Durable are the sketches that they are made of; what
/// waits is made of those again when the store is opened.
///
/// Of articles up to `store.banded` the index has all bands. What stands here may be more than there is, of
/// transactions that failed and of articles that are gone: whoever finds a page here looks at its sketch.
/// Changed by the one writer, read by all.
final class NewestBands: Sendable {
  private let state = Mutex(State())

  /// So many articles wait before their bands are put in.
  private let gathered: Int

  init(gathered: Int = 2048) {
    self.gathered = gathered
  }

  private struct State {
    /// The bands of all articles after its floor; nil before anything was loaded.
    var waiting: PagesByBand?

    /// The newest article of the transactions that are on disk, and with the one going on.
    var newest: Int64 = 0
    var newestNow: Int64 = 0

    /// Articles put in by the transaction going on.
    var added = 0
    var settling: Settling?
  }

  /// Of each band the first articles that may have it, in the order of ingest; nil where those after `banded` are not
  /// all here any more, for a reader of an older state of the store.
  func pages(with bands: [Int64], after banded: Int64, atMost most: Int) -> [[Int64]]? {
    state.withLock { state in
      guard let waiting = state.waiting, waiting.floor <= banded else { return nil }
      return bands.map { waiting.pages(with: $0, atMost: most) }
    }
  }

  /// Makes what waits of the sketches on disk.
  func load(_ db: Database) throws {
    let waiting = try PagesByBand(after: NewestBands.banded(db), db)
    state.withLock { $0 = State(waiting: waiting, newest: waiting.newest) }
  }

  /// Takes an article's bands; false where they belong into the index at once.
  func insert(_ bands: [Int64], of page: Int64) -> Bool {
    state.withLock { state in
      guard let floor = state.waiting?.floor, page > floor else { return false }
      state.waiting?.insert(bands, of: page)
      state.newestNow = max(state.newestNow, page)
      state.added += 1
      return state.settling?.touch(page) != true
    }
  }

  /// An article is about to lose its sketch.
  func remove(_ page: Int64) {
    state.withLock { _ = $0.settling?.touch(page) }
  }

  /// A transaction begins; whatever the last one left undone was rolled back.
  func begin() {
    state.withLock { state in
      if state.settling?.rollBack() == false { state.settling = nil }
      (state.newestNow, state.added) = (state.newest, 0)
    }
  }

  /// Puts some of what waits into the index, twice as many as came; the last thing of a transaction.
  func settle(_ db: Database) throws {
    let (step, start) = state.withLock { state -> (Settling.Step?, ClosedRange<Int64>?) in
      guard let waiting = state.waiting else { return (nil, nil) }
      if state.settling == nil {
        guard waiting.articles >= gathered, state.newest > waiting.floor else { return (nil, nil) }
        return (nil, (waiting.floor + 1)...state.newest)
      }
      return (state.settling?.next((2 * state.added + 1) * TextSketch.bandCount), nil)
    }
    if let start {
      let settling = try Settling(start, db)
      state.withLock { $0.settling = settling }
    }
    guard let step else { return }
    try step.write(db)
  }

  /// The transaction is on disk.
  func committed() {
    state.withLock { state in
      state.newest = max(state.newest, state.newestNow)
      guard state.settling?.commit() == true, let last = state.settling?.pages.upperBound else {
        return
      }
      state.settling = nil
      state.waiting = state.waiting?.after(last)
    }
  }

  /// The last article all of whose bands the index has.
  static func banded(_ db: Database) throws -> Int64 {
    var banded: Int64 = 0
    try DirectStatement(db, sql: "SELECT banded FROM store").forEachRow { banded = $0.integer(0) }
    return banded
  }
}

/// Bands of some articles on their way into the index, over several transactions.
private struct Settling {
  let pages: ClosedRange<Int64>
  private let rows: [BandRow]

  /// Rows that are on disk, and with the transaction going on.
  private var done = 0
  private var doneNow = 0
  private var isOverNow = false

  /// Whether the transaction in which the rows were read is on disk.
  private var isOnDisk = false

  /// Articles that changed since the rows were made of their sketches.
  private var touched: Set<Int64> = []

  init(_ pages: ClosedRange<Int64>, _ db: Database) throws {
    self.pages = pages
    var rows: [BandRow] = []
    try NearDuplicateIndex.forEachSketch(pages, db) { page, sketch in
      rows += sketch.bands.map { BandRow(hash: $0, page: page) }
    }
    rows.sort()
    self.rows = rows
  }

  /// Whether these rows may have something else to say of the article.
  mutating func touch(_ page: Int64) -> Bool {
    guard pages.contains(page) else { return false }
    touched.insert(page)
    return true
  }

  /// False where the rows say what a transaction read that was itself rolled back.
  mutating func rollBack() -> Bool {
    (doneNow, isOverNow) = (done, false)
    return isOnDisk
  }

  /// Whether all rows are on disk.
  mutating func commit() -> Bool {
    (done, isOnDisk) = (doneNow, true)
    return isOverNow
  }

  mutating func next(_ most: Int) -> Step {
    let end = most < rows.count - doneNow ? doneNow + most : rows.count
    defer { (doneNow, isOverNow) = (end, end == rows.count) }
    return Step(
      rows: rows[doneNow..<end], touched: touched, last: end == rows.count ? pages.upperBound : nil)
  }

  /// What one transaction puts in.
  struct Step {
    let rows: ArraySlice<BandRow>
    let touched: Set<Int64>

    /// The last article, where these are the last rows.
    let last: Int64?

    func write(_ db: Database) throws {
      let index = NearDuplicateIndex(db: db)
      let insert = try DirectStatement(
        db, sql: "INSERT OR IGNORE INTO band (hash, page) VALUES (?, ?)")
      for row in rows {
        if touched.contains(row.page) {
          guard try index.sketch(of: row.page)?.bands.contains(row.hash) == true else { continue }
        }
        insert.bind(row.hash, at: 1)
        insert.bind(row.page, at: 2)
        try insert.run()
      }
      guard let last else { return }
      try db.execute(sql: "UPDATE store SET banded = ?", arguments: [last])
    }
  }
}

private struct BandRow: Comparable {
  let hash: Int64
  let page: Int64

  static func < (a: BandRow, b: BandRow) -> Bool { (a.hash, a.page) < (b.hash, b.page) }
}

/// Articles by the bands they have, each once a band; most bands are in one article alone.
///
/// Of a band 32 bits are kept: two that share them make one candidate too many, whose sketch says so.
struct PagesByBand {
  private var first: [UInt32: UInt32] = [:]
  private var others: [UInt32: [UInt32]] = [:]
  private(set) var articles = 0

  /// All articles here come after this one, and are counted from it.
  let floor: Int64

  /// The article put in last; `floor` where there is none.
  private(set) var newest: Int64

  /// None yet, of articles after one.
  init(after floor: Int64) { (self.floor, newest) = (floor, floor) }

  /// Of all articles after one, by their sketches.
  init(after floor: Int64, _ db: Database) throws {
    self.init(after: floor)
    try NearDuplicateIndex.forEachSketch((floor + 1)...Int64.max, db) { page, sketch in
      insert(sketch.bands, of: page)
    }
  }

  /// In their order.
  func pages(with band: Int64, atMost most: Int) -> [Int64] {
    let key = PagesByBand.key(band)
    guard let first = first[key] else { return [] }
    guard let others = others[key] else { return [floor + Int64(first)] }
    return ([first] + others.prefix(most - 1)).map { floor + Int64($0) }
  }

  /// The page comes after `floor`.
  mutating func insert(_ bands: [Int64], of page: Int64) {
    articles += 1
    newest = max(newest, page)
    let place = UInt32(truncatingIfNeeded: page - floor)
    for band in bands { insert(place, for: PagesByBand.key(band)) }
  }

  private mutating func insert(_ place: UInt32, for key: UInt32) {
    guard let first = first[key] else {
      self.first[key] = place
      return
    }
    // Two of a page's bands may share their bits: it counts once against what a lookup reads at most.
    guard place != first else { return }
    // A page whose article is made anew comes behind later ones.
    if place < first { self.first[key] = place }
    others[key, default: []].insertInOrder(max(place, first))
  }

  /// What there is after another article.
  func after(_ last: Int64) -> PagesByBand {
    var rest = PagesByBand(after: last)
    let gone = UInt32(truncatingIfNeeded: last - floor)
    var places: Set<UInt32> = []
    for (key, place) in first {
      for place in [place] + others[key, default: []] where place > gone {
        rest.insert(place - gone, for: key)
        places.insert(place)
      }
    }
    (rest.articles, rest.newest) = (places.count, max(newest, last))
    return rest
  }

  /// The finaliser of MurmurHash3 in short: neighbouring bands differ in their high bits alone.
  private static func key(_ band: Int64) -> UInt32 {
    UInt32(truncatingIfNeeded: (UInt64(bitPattern: band) &* 0xff51_afd7_ed55_8ccd) >> 32)
  }
}

extension [UInt32] {
  /// Keeps an ascending order; an element that is there is not put in again.
  fileprivate mutating func insertInOrder(_ element: UInt32) {
    var place = endIndex
    while place > startIndex, self[place - 1] > element { place -= 1 }
    guard place == startIndex || self[place - 1] != element else { return }
    insert(element, at: place)
  }
}
