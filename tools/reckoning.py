"""What a store must look like after its writer was killed: SQLite's own checks, and no row half written."""
import contextlib
import os
import shutil
import sqlite3
import tempfile

# What a row that was written by half would break, beside SQLite's own checks.
WHOLE = {
    "a page without its latest revision": """
        SELECT count(*) FROM page p WHERE NOT EXISTS
          (SELECT 1 FROM revision r WHERE r.page = p.number AND r.revision = p.revision)""",
    "a page whose latest bytes are others": """
        SELECT count(*) FROM page p JOIN revision r ON r.page = p.number AND r.revision = p.revision
        JOIN raw w ON w.number = r.raw WHERE w.sha256 <> p.latest""",
    "an article that is not listed": """
        SELECT count(*) FROM page p JOIN revision r ON r.page = p.number AND r.revision = p.revision
        WHERE (r.head IS NOT NULL) <> EXISTS
          (SELECT 1 FROM article a WHERE a.page = p.number AND a.revision = r.number)""",
    "an article that is not in the full-text index": """
        SELECT count(*) FROM article a LEFT JOIN search_docsize d ON d.id = a.page WHERE d.id IS NULL""",
    "an entry of the full-text index without an article": """
        SELECT count(*) FROM search_docsize d LEFT JOIN article a ON a.page = d.id WHERE a.page IS NULL""",
    "a sketch without its bands, though the store says that it has them": """
        SELECT (SELECT count(*) FROM band WHERE page <= (SELECT banded FROM store))
          <> 24 * (SELECT count(*) FROM sketch WHERE page <= (SELECT banded FROM store))""",
    "a band without its sketch": """
        SELECT count(*) FROM band b LEFT JOIN sketch s ON s.page = b.page WHERE s.page IS NULL""",
    "an article without its summary": """
        SELECT count(*) FROM article a LEFT JOIN summary s ON s.page = a.page WHERE s.page IS NULL""",
    "raw bytes that nothing holds": """
        SELECT count(*) FROM raw w WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.raw = w.number)""",
}


@contextlib.contextmanager
def reckoning(data, fault):
    """Yields a copy of the store in `data` as the kill left it, once what is wrong with it was told to `fault`."""
    copy = tempfile.mkdtemp(prefix="winnow-reckoning-")
    try:
        for name in ("winnow.sqlite", "winnow.sqlite-wal"):
            if os.path.exists(f"{data}/{name}"):
                shutil.copy(f"{data}/{name}", copy)
        database = sqlite3.connect(f"{copy}/winnow.sqlite")
        if (found := database.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            fault(f"integrity_check: {found[:5]}")
        if found := database.execute("PRAGMA foreign_key_check").fetchall():
            fault(f"foreign_key_check: {found[:5]}")
        for name, query in WHOLE.items():
            if count := database.execute(query).fetchone()[0]:
                fault(f"{name}: {count}")
        yield database
        database.close()
    finally:
        shutil.rmtree(copy)
