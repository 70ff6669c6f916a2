import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: FetchStore {
  public func lastFetch(
    of url: String
  ) throws(StoreError) -> (record: FetchRecord, digest: PageDigest)? {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT record, sha256 FROM fetch WHERE url = ?")
      guard let row = try Row.fetchOne(statement, arguments: [url]),
        let digest = PageDigest([UInt8](row[1] as Data))
      else { return nil }
      let text: String = row[0]
      return (try JSONDecoder().decode(FetchRecord.self, from: Data(text.utf8)), digest)
    }
  }

  public func remember(_ record: FetchRecord, digest: PageDigest) throws(StoreError) {
    try write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO fetch (url, sha256, record) VALUES (?, ?, ?)")
      try statement.execute(
        arguments: [record.url, Data(digest.bytes), try jsonText(record)])
    }
  }
}
