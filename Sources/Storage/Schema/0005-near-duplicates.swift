extension Schema {
  /// What near-duplicates are found by (docs/decisions/0050-near-duplicates.md).
  ///
  /// Articles that are there already are sketched when the index is made anew at the next opening.
  static let nearDuplicates = """
    -- Of an article whose text is long enough to have one.
    CREATE TABLE sketch (
      page INTEGER PRIMARY KEY REFERENCES article (page) ON DELETE CASCADE,
      bytes BLOB NOT NULL CHECK (length(bytes) = 256)
    ) STRICT;

    -- The sketch's bands. No foreign key: to cascade by page it would want a second index as large.
    CREATE TABLE band (
      hash INTEGER NOT NULL,
      page INTEGER NOT NULL,
      PRIMARY KEY (hash, page)
    ) STRICT, WITHOUT ROWID;
    """
}
