extension Schema {
  /// Runs of cleaning everything again, with the way back; and what a feed of changes tells.
  static let recleaning = """
    -- the change at which the revision was cleaned last; 0 before this was kept
    ALTER TABLE revision ADD COLUMN cleaned INTEGER NOT NULL DEFAULT 0;

    -- the changes that brought the page, and its latest revision
    ALTER TABLE page ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE page ADD COLUMN revised INTEGER NOT NULL DEFAULT 0;
    UPDATE page SET born = change, revised = change;

    -- tombstones up to this change have been forgotten
    ALTER TABLE store ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE reclean_run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      filter TEXT NOT NULL CHECK (json_valid(filter)),
      state TEXT NOT NULL CHECK
        (state IN ('running', 'done', 'undoing', 'undone', 'confirming', 'confirmed')),
      cleaner TEXT NOT NULL,
      -- no newer version of furniture is used
      furniture INTEGER NOT NULL,
      last_page INTEGER NOT NULL,
      cursor INTEGER NOT NULL,
      summary TEXT NOT NULL CHECK (json_valid(summary)),
      started_at INTEGER NOT NULL,
      finished_at INTEGER
    ) STRICT;

    -- One run at a time.
    CREATE UNIQUE INDEX reclean_run_going_on
      ON reclean_run (state IN ('running', 'undoing')) WHERE state IN ('running', 'undoing');

    -- What a run changed, as it was before, and what it reported.
    CREATE TABLE reclean_change (
      run INTEGER NOT NULL REFERENCES reclean_run (number) ON DELETE CASCADE,
      page INTEGER NOT NULL REFERENCES page (number) ON DELETE CASCADE,
      revision INTEGER NOT NULL REFERENCES revision (number) ON DELETE CASCADE,
      -- `revision.cleaned` before the run, and as the run left it
      cleaned_before INTEGER NOT NULL,
      cleaned INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      charset TEXT NOT NULL,
      refusal TEXT NOT NULL,
      head BLOB,
      texts BLOB,
      edits BLOB,
      report TEXT NOT NULL CHECK (json_valid(report)),
      PRIMARY KEY (run, page)
    ) STRICT;

    CREATE INDEX reclean_change_by_page ON reclean_change (page);
    CREATE INDEX reclean_change_by_revision ON reclean_change (revision);
    """
}
