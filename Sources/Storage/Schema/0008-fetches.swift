extension Schema {
  /// What earlier fetches know of addresses.
  static let fetches = """
    -- By the address that answered, which is the page's own.
    CREATE TABLE fetch (
      url TEXT PRIMARY KEY,
      -- of what it answered
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      -- FetchRecord
      record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT, WITHOUT ROWID;

    -- What is deleted leaves nothing behind.
    CREATE TRIGGER fetch_forgotten AFTER DELETE ON page WHEN OLD.url IS NOT NULL BEGIN
      DELETE FROM fetch WHERE url = OLD.url;
    END;
    """
}
