extension Schema {
  /// Articles are found by their clients' corrections.
  static let corrections = """
    -- 0: those made before may still be in no index; seen to when the store is opened
    ALTER TABLE store ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;
    """
}
