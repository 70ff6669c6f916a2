import Domain
import Foundation
import GRDB
import Synchronization
import TextAnalysis

/// Articles and their raw pages in one SQLite file, `winnow.sqlite`, in a folder of its own.
///
/// One process owns the folder. Writes go through one connection and share commits; reads run beside
/// them on a pool, each on the state of a moment. Pages taken are on disk before `keep` returns:
/// write-ahead log with `synchronous=FULL` (docs/decisions/0004-durability.md).
public final class SQLiteArticleStore: ArticleStore {
  let folder: String
  let pool: DatabasePool
  let writer: GroupCommit
  private let latest: LatestPages
  let cursors: CursorSeal
  let clock: @Sendable () -> Timestamp
  let index: SearchQueue
  private let lock: Mutex<FolderLock?>
  private let writeCount = Atomic<Int>(0)

  /// Set while the last write failed, so that `check` tries one.
  private let isSuspect = Mutex(false)

  /// What SQLite found damaged: that does not mend itself, so it stands until the store is opened anew.
  private let damage = Mutex<String?>(nil)

  /// Opens the store in a folder, or makes one there; the clock dates deletions.
  ///
  /// Where the folding is not the one that the store was last opened with, the index is made anew,
  /// which takes as long as taking all articles in.
  ///
  /// - Throws: `StoreError.unavailable` where another process has the folder, the file is damaged, no
  ///   store or of a newer program; `full` where the disk has no room for it.
  public convenience init(
    folder: String, folding: Folding = Folding(),
    clock: @escaping @Sendable () -> Timestamp = { systemTime() }
  ) throws(StoreError) {
    try self.init(folder: folder, index: SearchQueue(folding: folding), clock: clock)
  }

  /// - Parameter patience: Seconds to wait for another process that has the file locked.
  init(
    folder: String, index: SearchQueue,
    clock: @escaping @Sendable () -> Timestamp = { systemTime() }, patience: Double = 5
  ) throws(StoreError) {
    self.folder = folder
    self.clock = clock
    self.index = index
    try createDurableFolder(folder)
    lock = Mutex(try FolderLock(folder: folder))
    do {
      pool = try openPool(folder + "/winnow.sqlite", patience: patience)
      try pool.write { db in
        try SearchIndex(db: db, folding: index.folding).refresh()
        try index.bands.load(db)
      }
      writer = GroupCommit(pool, index: index)
      latest = try LatestPages(folder + "/winnow.sqlite")
      cursors = try pool.read { db in try CursorSeal(db) }
    } catch {
      throw StoreError(error, folder: folder)
    }
  }

  /// Opens the store in a folder that another process owns, to read it: everything that writes throws.
  ///
  /// - Throws: `StoreError.unavailable` where there is no store, or one of another version of this program.
  public init(
    reading folder: String, folding: Folding = Folding(),
    clock: @escaping @Sendable () -> Timestamp = { systemTime() }
  ) throws(StoreError) {
    self.folder = folder
    self.clock = clock
    index = SearchQueue(folding: folding)
    lock = Mutex(FolderLock.notNeeded)
    do {
      pool = try openPoolToRead(folder + "/winnow.sqlite")
      writer = GroupCommit(pool, index: index)
      latest = try LatestPages(folder + "/winnow.sqlite")
      cursors = try pool.read { db in try CursorSeal(db) }
    } catch {
      throw StoreError(error, folder: folder)
    }
  }

  /// Whether a folder has a store.
  public static func isThere(in folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/winnow.sqlite")
  }

  var folding: Folding { index.folding }

  public var writes: Int { writeCount.load(ordering: .acquiring) }

  public func check() throws(StoreError) {
    if let damage = damage.withLock({ $0 }) { throw .damaged(damage) }
    try read { db in _ = try Int.fetchOne(db, sql: "SELECT change FROM store") }
    let free = freeBytes(in: folder)
    guard free >= roomToWork else {
      throw .full("the disk has no room left: \(free >> 20) MiB")
    }
    guard isSuspect.withLock({ $0 }) else { return }
    try write { db in try db.execute(sql: "UPDATE store SET change = change + 1") }
  }

  public func close() {
    guard lock.withLock({ $0 != nil }) else { return }
    writer.close()
    // GRDB closes the connections that read last, and SQLite puts the log into the file, and takes it away,
    // only where the last one writes: so those that read go first.
    pool.releaseMemory()
    try? latest.close()
    try? pool.close()
    lock.withLock { $0 = nil }
  }

  /// What a failure means to the client; damage of the file is remembered.
  ///
  /// Only what a statement came upon: one article that cannot be unpacked leaves all others readable.
  private func reason(of error: any Error) -> StoreError {
    let reason = StoreError(error, folder: folder)
    if let error = error as? DatabaseError, error.sql != nil,
      error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB,
      case .damaged(let text) = reason
    {
      damage.withLock { $0 = text }
    }
    return reason
  }

  /// Reads the state of one moment.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    guard lock.withLock({ $0 != nil }) else { throw .closed }
    do {
      return try pool.read(body)
    } catch {
      throw reason(of: error)
    }
  }

  /// Whether these bytes are the latest under this URL; without a URL, whether there is a page of them.
  func isLatest(_ digest: PageDigest, url: String?) throws(StoreError) -> Bool {
    guard lock.withLock({ $0 != nil }) else { throw .closed }
    do {
      return try latest.contains(digest, url: url)
    } catch {
      throw reason(of: error)
    }
  }

  /// Writes, and returns when what was written is on disk.
  func write<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) throws(StoreError) -> Value {
    try write(each: [work])[0].get()
  }

  /// Writes many things in their order and in few transactions; each succeeds or fails alone.
  func write<Value: Sendable>(
    each works: [@Sendable (Database) throws -> Value]
  ) -> [Result<Value, StoreError>] {
    guard lock.withLock({ $0 != nil }) else { return works.map { _ in .failure(.closed) } }
    // Also where it fails: a failed commit may be on disk.
    defer { writeCount.add(1, ordering: .releasing) }
    return writer.run(each: works).map { outcome in
      outcome.mapError { reason(of: $0) }
    }.map { outcome in
      switch outcome {
      case .success: isSuspect.withLock { $0 = false }
      case .failure(.full), .failure(.unavailable), .failure(.damaged):
        isSuspect.withLock { $0 = true }
      case .failure: break
      }
      return outcome
    }
  }
}

/// Opens the database with the settings that the promises rest on.
private func openPool(_ path: String, patience: Double) throws -> DatabasePool {
  var configuration = Configuration()
  // Another process has no business here, but a person with `sqlite3` may look in.
  configuration.busyMode = .timeout(patience)
  configuration.maximumReaderCount = 8
  configuration.prepareDatabase { db in
    db.add(tokenizer: FoldedTokenizer.self)
    try Relevance.add(to: db)
    try db.execute(sql: "PRAGMA temp_store = MEMORY")
    try db.execute(sql: "PRAGMA cache_size = -16384")
    // What is deleted is overwritten; Debian's SQLite has it on, others do not.
    try db.execute(sql: "PRAGMA secure_delete = ON")
  }
  let pool = try DatabasePool(path: path, configuration: configuration)
  try pool.writeWithoutTransaction { db in
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard application == Schema.applicationID || tables == 0 else {
      throw StoreError.unavailable("\(path) is no store of this program")
    }
    // GRDB has just set NORMAL, which loses acknowledged pages in a power loss.
    try db.execute(sql: "PRAGMA synchronous = FULL")
    try db.execute(sql: "PRAGMA cache_size = -49152")
    try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
    try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
  }
  guard try !pool.read(Schema.migrator.hasBeenSuperseded) else {
    throw StoreError.unavailable("\(path) was written by a newer version of this program")
  }
  try Schema.migrator.migrate(pool)
  return pool
}

/// Opens the database beside its owner.
private func openPoolToRead(_ path: String) throws -> DatabasePool {
  guard FileManager.default.fileExists(atPath: path) else {
    throw StoreError.unavailable("there is no store at \(path)")
  }
  var configuration = Configuration()
  configuration.readonly = true
  configuration.busyMode = .timeout(5)
  configuration.prepareDatabase { db in
    db.add(tokenizer: FoldedTokenizer.self)
    try Relevance.add(to: db)
    try db.execute(sql: "PRAGMA temp_store = MEMORY")
  }
  let pool = try DatabasePool(path: path, configuration: configuration)
  let isToday = try pool.read { db in
    try Schema.migrator.hasCompletedMigrations(db) && !Schema.migrator.hasBeenSuperseded(db)
  }
  guard isToday else {
    throw StoreError.unavailable("\(path) was written by another version of this program")
  }
  return pool
}

/// The system's time of day.
public func systemTime() -> Timestamp {
  Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
}
