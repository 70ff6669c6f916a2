extension Schema {
  /// What the furniture of hosts is learnt from, and what was learnt
  /// (docs/decisions/0062-learnt-boilerplate.md).
  static let furniture = """
    -- The lines of a page's latest revision, where it holds an article.
    CREATE TABLE page_lines (
      page INTEGER PRIMARY KEY REFERENCES page (number) ON DELETE CASCADE,
      host TEXT NOT NULL,
      -- equal for pages with the same text
      text INTEGER NOT NULL,
      -- 8 bytes each, little endian, ascending
      lines BLOB NOT NULL CHECK (length(lines) % 8 = 0)
    ) STRICT;

    CREATE INDEX page_lines_by_host ON page_lines (host, page);

    -- The versions, numbered through the store; never updated.
    CREATE TABLE furniture (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      host TEXT NOT NULL,
      -- how many clusters it was learnt from
      clusters INTEGER NOT NULL,
      lines BLOB NOT NULL CHECK (length(lines) % 8 = 0),
      made_at INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX furniture_by_host ON furniture (host, number);
    """
}
