extension Schema {
  /// The index's words in their order, and pages known by their addresses without fragments.
  static let wordsAndAddresses = """
    -- Rows are made of the index when they are asked for: one for each place of a word.
    CREATE VIRTUAL TABLE word USING fts5vocab(search, instance);

    -- `/a#x` is `/a`, unless a script makes pages of what follows; left as it is where there is a page `/a`.
    UPDATE OR IGNORE page SET url = substr(url, 1, instr(url, '#') - 1)
    WHERE instr(url, '#') > 0 AND substr(url, instr(url, '#') + 1, 1) NOT IN ('!', '/');
    """
}
