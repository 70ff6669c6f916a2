import Domain
import Foundation
import GRDB
// fsync and rename.
import Glibc

extension SQLiteArticleStore {
  /// Copies the database as it is at one moment to a file, while pages go on coming in.
  ///
  /// The copy is written beside its name and renamed once it is whole and on disk. Put in a folder as
  /// `winnow.sqlite` it is a store.
  ///
  /// - Throws: `StoreError`; `unavailable` where the file is there already.
  public func backUp(to path: String) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .unavailable("\(path) is there already; name a new file")
    }
    let draft = path + ".part"
    do {
      try? FileManager.default.removeItem(atPath: draft)
      defer { for ending in ["", "-wal", "-shm", "-journal"] { unlink(draft + ending) } }
      let copy = try DatabaseQueue(path: draft)
      try pool.backup(to: copy)
      try copy.close()
      let file = open(draft, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw StoreError(call: "open \(draft)", errno: errno) }
      let isSynced = fsync(file) == 0
      Glibc.close(file)
      guard isSynced, rename(draft, path) == 0 else {
        throw StoreError(call: "write \(path)", errno: errno)
      }
    } catch {
      throw StoreError(error, folder: folder)
    }
  }

  /// What is wrong with the store; empty where all is sound.
  ///
  /// Asks SQLite for the soundness of file, keys and index, and reads every raw page: whether it
  /// unpacks to the bytes that its digest names.
  ///
  /// - Parameter digest: SHA-256.
  public func faults(digest: ([UInt8]) -> PageDigest) throws(StoreError) -> [String] {
    try read { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        let (table, parent): (String, String) = (row[0], row[2])
        faults.append("a row of \(table) points at a row of \(parent) that is not there")
      }
      let raws = try Row.fetchCursor(
        db, sql: "SELECT number, sha256, zstd FROM raw WHERE length(zstd) > 0 ORDER BY number")
      while let raw = try raws.next() {
        let (sha256, zstd): (Data, Data) = (raw[1], raw[2])
        guard let bytes = try? Zstandard.decompress(Array(zstd)),
          digest(bytes).bytes == Array(sha256)
        else {
          faults.append("raw page \(raw[0] as Int64) is not what its digest names")
          continue
        }
      }
      return faults
    }
  }
}
