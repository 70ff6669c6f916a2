import Domain
import Foundation
import GRDB

/// Whether bytes are the latest of their page: what is asked of every page that comes in, so it has a
/// connection of its own.
///
/// GRDB's pool takes four times as long to lend a reader, and to read a row by it, as SQLite to answer.
final class LatestPages: Sendable {
  static let byURL = "SELECT 1 FROM page WHERE url = ? AND latest = ?"
  static let byBytes = "SELECT 1 FROM page WHERE url IS NULL AND latest = ?"

  private let connection: DatabaseQueue

  /// The database is there and in WAL mode.
  init(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.label = "latest"
    connection = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Whether these bytes are the latest under this URL; without a URL, whether there is a page of them.
  func contains(_ digest: PageDigest, url: String?) throws -> Bool {
    try connection.unsafeRead { db in
      var isFound = false
      guard let url else {
        try DirectStatement(db, sql: LatestPages.byBytes)
          .forEachRow(.blob(digest.bytes)) { _ in isFound = true }
        return isFound
      }
      try DirectStatement(db, sql: LatestPages.byURL)
        .forEachRow(.text(url), .blob(digest.bytes)) { _ in isFound = true }
      return isFound
    }
  }

  func close() throws { try connection.close() }
}
