extension Schema {
  /// How far the index of near-duplicates has come (docs/decisions/0057-bands-in-their-order.md).
  static let banded = """
    -- of articles up to this page all bands are in `band`; of later ones some may be
    ALTER TABLE store ADD COLUMN banded INTEGER NOT NULL DEFAULT 0;
    UPDATE store SET banded = (SELECT coalesce(max(number), 0) FROM page);
    """
}
