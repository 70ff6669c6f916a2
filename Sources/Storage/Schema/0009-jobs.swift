extension Schema {
  /// Jobs, the answers kept for idempotency keys, and events that wait for their webhook.
  static let jobs = """
    CREATE TABLE job (
      -- a ULID, so that the order of names is that of making
      id TEXT PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      -- Job
      record TEXT NOT NULL CHECK (json_valid(record)),
      finished_at INTEGER,
      CHECK ((finished_at IS NULL) = (state IN ('queued', 'running')))
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX job_by_state ON job (state, id);

    CREATE TABLE idempotency (
      key TEXT PRIMARY KEY,
      -- what tells the request from others
      request BLOB NOT NULL CHECK (length(request) = 32),
      expires_at INTEGER NOT NULL,
      -- the answer, once there is one
      status INTEGER,
      headers TEXT CHECK (headers IS NULL OR json_valid(headers)),
      zstd BLOB,
      CHECK ((status IS NULL) = (zstd IS NULL) AND (status IS NULL) = (headers IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);

    -- Kinds of events that a webhook wants; empty where there is none.
    CREATE TABLE webhook_kind (
      kind TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE webhook_event (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      -- the article's or the job's name
      subject TEXT NOT NULL,
      revision INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX webhook_event_by_due_at ON webhook_event (due_at, number);

    -- In the transaction that keeps the article: an event is told of what is on disk, and of all of it.
    CREATE TRIGGER webhook_article AFTER INSERT ON revision
    WHEN NEW.head IS NOT NULL AND EXISTS (
      SELECT 1 FROM webhook_kind
      WHERE kind = iif(NEW.revision = 1, 'article.created', 'article.revised'))
    BEGIN
      INSERT INTO webhook_event (id, kind, subject, revision, created_at, due_at)
      SELECT lower(hex(randomblob(16))),
        iif(NEW.revision = 1, 'article.created', 'article.revised'),
        id, NEW.revision, NEW.ingested_at, NEW.ingested_at
      FROM page WHERE number = NEW.page;
    END;
    """
}
