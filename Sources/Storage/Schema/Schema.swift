import GRDB

/// The migrations in their order.
///
/// A released one is never edited: what comes after it is a new one.
/// GRDB keeps the names of those that have run in its table `grdb_migrations`.
enum Schema {
  static let migrations: [(name: String, sql: String)] = [
    ("0001-pages", pages),
    ("0002-recleaning", recleaning),
    ("0003-furniture", furniture),
    ("0004-tallies", tallies),
    ("0005-near-duplicates", nearDuplicates),
    ("0008-fetches", fetches),
    ("0009-jobs", jobs),
    ("0010-tokens", tokens),
    ("0011-summaries", summaries),
    ("0012-banded", banded),
    ("0013-fewer-indexes", fewerIndexes),
    ("0014-corrections", corrections),
    ("0015-told-articles", toldArticles),
    ("0016-words-and-addresses", wordsAndAddresses),
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
    }
    return migrator
  }

  /// `WNOW` in the file's header (`PRAGMA application_id`): tells a store from any other SQLite file.
  static let applicationID = 0x574e_4f57
}
