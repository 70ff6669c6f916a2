extension Schema {
  /// What lets clients in: never the secret itself.
  static let tokens = """
    CREATE TABLE token (
      id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
      name TEXT NOT NULL,
      -- space-separated
      scopes TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
    ) STRICT, WITHOUT ROWID;
    """
}
