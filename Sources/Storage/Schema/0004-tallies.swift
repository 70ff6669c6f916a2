extension Schema {
  /// Counts that statistics and retention ask for, kept by triggers: counting a million rows whose
  /// values lie on pages of their own would read the whole file.
  static let tallies = """
    CREATE TABLE tally (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      pages INTEGER NOT NULL,
      articles INTEGER NOT NULL,
      revisions INTEGER NOT NULL,
      -- raw pages whose bytes are kept: how many, their bytes as posted, and as compressed
      raws INTEGER NOT NULL,
      raw_bytes INTEGER NOT NULL,
      raw_stored INTEGER NOT NULL,
      -- compressed articles of all revisions
      article_stored INTEGER NOT NULL,
      -- whether something was deleted whose traces may still be in the index and the log
      unpurged INTEGER NOT NULL CHECK (unpurged IN (0, 1))
    ) STRICT;

    INSERT INTO tally SELECT 1,
      (SELECT count(*) FROM page), (SELECT count(*) FROM article),
      (SELECT count(*) FROM revision), (SELECT count(*) FROM raw),
      (SELECT coalesce(sum(size), 0) FROM raw), (SELECT coalesce(sum(length(zstd)), 0) FROM raw),
      (SELECT coalesce(sum(coalesce(length(head), 0) + coalesce(length(texts), 0)
        + coalesce(length(edits), 0)), 0) FROM revision), 0;

    -- Raw pages whose bytes are kept: an empty frame stands for bytes that were given up.
    CREATE INDEX raw_kept ON raw (number) WHERE length(zstd) > 0;

    CREATE TRIGGER page_added AFTER INSERT ON page BEGIN
      UPDATE tally SET pages = pages + 1;
    END;
    CREATE TRIGGER page_deleted AFTER DELETE ON page BEGIN
      UPDATE tally SET pages = pages - 1, unpurged = 1;
    END;
    CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
      UPDATE tally SET articles = articles + 1;
    END;
    CREATE TRIGGER article_deleted AFTER DELETE ON article BEGIN
      UPDATE tally SET articles = articles - 1;
    END;
    CREATE TRIGGER revision_added AFTER INSERT ON revision BEGIN
      UPDATE tally SET revisions = revisions + 1, article_stored = article_stored
        + coalesce(length(NEW.head), 0) + coalesce(length(NEW.texts), 0)
        + coalesce(length(NEW.edits), 0);
    END;
    CREATE TRIGGER revision_cleaned AFTER UPDATE OF head, texts, edits ON revision BEGIN
      UPDATE tally SET article_stored = article_stored
        + coalesce(length(NEW.head), 0) + coalesce(length(NEW.texts), 0)
        + coalesce(length(NEW.edits), 0)
        - coalesce(length(OLD.head), 0) - coalesce(length(OLD.texts), 0)
        - coalesce(length(OLD.edits), 0);
    END;
    CREATE TRIGGER revision_deleted AFTER DELETE ON revision BEGIN
      UPDATE tally SET revisions = revisions - 1, article_stored = article_stored
        - coalesce(length(OLD.head), 0) - coalesce(length(OLD.texts), 0)
        - coalesce(length(OLD.edits), 0);
    END;
    CREATE TRIGGER raw_added AFTER INSERT ON raw BEGIN
      UPDATE tally SET raws = raws + 1, raw_bytes = raw_bytes + NEW.size,
        raw_stored = raw_stored + length(NEW.zstd);
    END;
    CREATE TRIGGER raw_deleted AFTER DELETE ON raw WHEN length(OLD.zstd) > 0 BEGIN
      UPDATE tally SET raws = raws - 1, raw_bytes = raw_bytes - OLD.size,
        raw_stored = raw_stored - length(OLD.zstd);
    END;
    CREATE TRIGGER raw_given_up AFTER UPDATE OF zstd ON raw
    WHEN length(OLD.zstd) > 0 AND length(NEW.zstd) = 0 BEGIN
      UPDATE tally SET raws = raws - 1, raw_bytes = raw_bytes - OLD.size,
        raw_stored = raw_stored - length(OLD.zstd), unpurged = 1;
    END;
    CREATE TRIGGER raw_back AFTER UPDATE OF zstd ON raw
    WHEN length(OLD.zstd) = 0 AND length(NEW.zstd) > 0 BEGIN
      UPDATE tally SET raws = raws + 1, raw_bytes = raw_bytes + NEW.size,
        raw_stored = raw_stored + length(NEW.zstd);
    END;

    -- The store keeps raw pages as they were posted, or not at all.
    CREATE TRIGGER raw_is_never_altered BEFORE UPDATE ON raw
    WHEN NEW.sha256 IS NOT OLD.sha256 OR NEW.size IS NOT OLD.size
      OR (length(OLD.zstd) > 0 AND length(NEW.zstd) > 0)
    BEGIN
      SELECT raise(ABORT, 'a raw page is never altered');
    END;
    """
}
