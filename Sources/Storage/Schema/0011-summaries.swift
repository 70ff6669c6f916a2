extension Schema {
  /// What a list says of an article, in one row (docs/decisions/0056-one-row-a-listed-article.md).
  static let summaries = """
    -- Kept up by triggers alone. No column is looked up by: `article` has what lists filter and sort by.
    CREATE TABLE summary (
      page INTEGER PRIMARY KEY REFERENCES article (page) ON DELETE CASCADE,
      -- the page's
      id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      metadata TEXT NOT NULL,
      corrections TEXT NOT NULL,
      ingested_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      change INTEGER NOT NULL,
      -- its raw bytes'
      sha256 BLOB NOT NULL,
      size INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      charset TEXT NOT NULL,
      -- the article's
      near_duplicate_of TEXT,
      fingerprint TEXT NOT NULL,
      -- the row of `revision` that has the texts
      texts INTEGER NOT NULL,
      head BLOB NOT NULL
    ) STRICT;

    INSERT INTO summary \(summaryOfArticles) ORDER BY a.page;

    CREATE TRIGGER article_listed AFTER INSERT ON article BEGIN
      INSERT INTO summary \(summaryOfArticles) WHERE a.page = NEW.page;
    END;
    CREATE TRIGGER article_pointed AFTER UPDATE OF near_duplicate_of, fingerprint ON article BEGIN
      UPDATE summary SET fingerprint = NEW.fingerprint,
        near_duplicate_of = (SELECT id FROM page WHERE number = NEW.near_duplicate_of)
      WHERE page = NEW.page;
    END;
    CREATE TRIGGER page_touched
    AFTER UPDATE OF metadata, corrections, updated_at, change ON page BEGIN
      UPDATE summary SET metadata = NEW.metadata, corrections = NEW.corrections,
        updated_at = NEW.updated_at, change = NEW.change
      WHERE page = NEW.number;
    END;
    """

  /// An article's rows in the order of the columns of `summary`.
  static let summaryOfArticles = """
    SELECT a.page, p.id, r.revision, p.metadata, p.corrections, p.ingested_at, p.updated_at, p.change,
      w.sha256, w.size, r.media_type, r.charset, d.id, a.fingerprint,
      r.number, r.head
    FROM article a CROSS JOIN page p ON p.number = a.page
    CROSS JOIN revision r ON r.number = a.revision
    CROSS JOIN raw w ON w.number = r.raw
    LEFT JOIN page d ON d.number = a.near_duplicate_of
    """
}
