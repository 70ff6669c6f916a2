extension Schema {
  /// Less to write for each page (docs/decisions/0058-fewer-frames-a-page.md).
  static let fewerIndexes = """
    -- No query goes by a page's host but by its article's.
    DROP INDEX page_by_host;
    DROP INDEX page_lines_by_host;

    -- Bytes of tokens that FTS5 gathers before it writes a segment: all of a transaction's.
    INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
    """
}
