import Domain
import Foundation
import GRDB
// statvfs, and what errno says.
import Glibc

extension StoreError {
  /// What a failed system call means to a client of the store.
  init(call: String, errno code: CInt) {
    let reason = "\(call): \(String(cString: strerror(code)))"
    self = code == ENOSPC || code == EDQUOT ? .full(reason) : .unavailable(reason)
  }

  /// What an error thrown inside the store means to its client; a `StoreError` is passed on.
  ///
  /// Reasons go out with answers, so they name no folder.
  ///
  /// The folder says whether an I/O error is a lack of room: SQLite reports a failed fsync or a
  /// write-ahead index that cannot grow as plain I/O errors.
  init(_ error: any Error, folder: String) {
    switch error {
    case let error as StoreError:
      self = error
    case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
      self = .full("the disk has no room left")
    case let error as DatabaseError where error.resultCode == .SQLITE_IOERR:
      self =
        freeBytes(in: folder) < roomToWork
        ? .full("the disk has no room left")
        : .unavailable("the disk fails: I/O error \(error.extendedResultCode.rawValue)")
    case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
      self = .unavailable("the database is locked by another process")
    case let error as DatabaseError
    where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB:
      self = .damaged("the database is damaged: \(error.message ?? "no detail")")
    case let error as DatabaseError where error.resultCode == .SQLITE_MISUSE:
      self = .closed
    case let error as DatabaseError:
      // Without the statement and its values, which the description has.
      self = .unavailable(
        "SQLite error \(error.extendedResultCode.rawValue): \(error.message ?? "no detail")")
    default:
      self = .unavailable("\(error)")
    }
  }
}

/// Below this many free bytes a store says that it is full before SQLite does: one commit of a large
/// page and its share of the write-ahead log fit in it.
let roomToWork: UInt64 = 8 << 20

/// Bytes that the process may still write on the disk a folder is on; all where nobody knows.
func freeBytes(in folder: String) -> UInt64 {
  var status = statvfs()
  guard statvfs(folder, &status) == 0 else { return .max }
  return UInt64(status.f_bavail) * UInt64(status.f_frsize)
}
