extension Schema {
  /// Which articles the answers kept for idempotency keys tell of.
  static let toldArticles = """
    CREATE TABLE idempotency_article (
      key TEXT NOT NULL REFERENCES idempotency (key) ON DELETE CASCADE,
      id TEXT NOT NULL,
      PRIMARY KEY (key, id)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX idempotency_article_by_id ON idempotency_article (id, key);

    -- What is deleted is in no answer.
    CREATE TRIGGER answers_forgotten AFTER DELETE ON page BEGIN
      DELETE FROM idempotency
      WHERE key IN (SELECT key FROM idempotency_article WHERE id = OLD.id);
    END;
    """
}
