extension Schema {
  /// Pages, their revisions, raw bytes, and the articles made of them.
  ///
  /// Times are milliseconds since 1970. `page.number` rises with ingest and is what everything else
  /// points at; `page.id` is its public name.
  static let pages = """
    PRAGMA application_id = 0x574e4f57;

    CREATE TABLE store (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      -- raised with every change of anything, never lowered
      change INTEGER NOT NULL CHECK (change >= 0),
      -- what cursors are signed with
      secret BLOB NOT NULL CHECK (length(secret) = 16),
      -- names the folding that the index was made with
      folding INTEGER NOT NULL
    ) STRICT;

    INSERT INTO store (only, change, secret, folding) VALUES (1, 0, randomblob(16), 0);

    -- A page's bytes, once however often posted; never updated.
    CREATE TABLE raw (
      number INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
      size INTEGER NOT NULL CHECK (size >= 0),
      zstd BLOB NOT NULL
    ) STRICT;

    CREATE TABLE page (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
      url TEXT UNIQUE,
      host TEXT,
      -- the latest revision's; `latest` = its raw bytes' digest
      revision INTEGER NOT NULL CHECK (revision >= 1),
      latest BLOB NOT NULL CHECK (length(latest) = 32),
      metadata TEXT NOT NULL CHECK (json_valid(metadata)),
      corrections TEXT NOT NULL CHECK (json_valid(corrections)),
      ingested_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      change INTEGER NOT NULL UNIQUE CHECK (change >= 1),
      CHECK (host IS NULL OR url IS NOT NULL)
    ) STRICT;

    -- without a URL a page is its bytes
    CREATE UNIQUE INDEX page_by_bytes ON page (latest) WHERE url IS NULL;
    CREATE INDEX page_by_host ON page (host);
    CREATE INDEX page_by_ingested_at ON page (ingested_at);

    CREATE TABLE revision (
      number INTEGER PRIMARY KEY,
      page INTEGER NOT NULL REFERENCES page (number) ON DELETE CASCADE,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      raw INTEGER NOT NULL REFERENCES raw (number),
      -- as the sender declared them
      declared_type TEXT,
      declared_charset TEXT,
      headers TEXT CHECK (headers IS NULL OR json_valid(headers)),
      fetched_at INTEGER,
      ingested_at INTEGER NOT NULL,
      -- as cleaning found them
      media_type TEXT NOT NULL,
      charset TEXT NOT NULL,
      -- why there is no article; empty where there is one
      refusal TEXT NOT NULL,
      -- the article: JSON of all but the texts, the texts, the repairs; each zstd
      head BLOB,
      texts BLOB,
      edits BLOB,
      UNIQUE (page, revision),
      CHECK ((head IS NULL) = (texts IS NULL))
    ) STRICT;

    CREATE INDEX revision_by_raw ON revision (raw);

    -- The article of a page's latest revision: what lists filter and sort by.
    CREATE TABLE article (
      page INTEGER PRIMARY KEY REFERENCES page (number) ON DELETE CASCADE,
      revision INTEGER NOT NULL UNIQUE REFERENCES revision (number),
      host TEXT,
      language TEXT,
      source TEXT,
      ingested_at INTEGER NOT NULL,
      -- the smallest integer where not known, so that it sorts as the oldest
      published_at INTEGER NOT NULL,
      near_duplicate_of INTEGER REFERENCES page (number) ON DELETE SET NULL,
      fingerprint TEXT NOT NULL
    ) STRICT;

    CREATE INDEX article_by_ingested_at ON article (ingested_at);
    CREATE INDEX article_by_published_at ON article (published_at);
    CREATE INDEX article_by_host ON article (host, ingested_at);
    CREATE INDEX article_by_host_published ON article (host, published_at);
    CREATE INDEX article_by_language ON article (language, ingested_at);
    CREATE INDEX article_by_language_published ON article (language, published_at);
    CREATE INDEX article_by_source ON article (source, ingested_at);
    CREATE INDEX article_by_source_published ON article (source, published_at);
    CREATE INDEX article_by_near_duplicate_of ON article (near_duplicate_of)
      WHERE near_duplicate_of IS NOT NULL;

    -- The fields of which an article has several.
    CREATE TABLE label (
      page INTEGER NOT NULL REFERENCES article (page) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('author', 'keyword')),
      value TEXT NOT NULL,
      ingested_at INTEGER NOT NULL,
      published_at INTEGER NOT NULL,
      PRIMARY KEY (page, kind, value)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX label_by_ingested_at ON label (kind, value, ingested_at, page);
    CREATE INDEX label_by_published_at ON label (kind, value, published_at, page);

    -- The articles' tokens (SearchTokens), by page number. They are not kept beside the index: to
    -- take an article out, they are made again.
    CREATE VIRTUAL TABLE search USING fts5
      (title, text, facets, content = '', tokenize = 'folded');

    -- What was deleted, for clients that follow the changes.
    CREATE TABLE tombstone (
      change INTEGER PRIMARY KEY CHECK (change >= 1),
      id TEXT NOT NULL,
      deleted_at INTEGER NOT NULL
    ) STRICT;
    """
}
