/// Lines that many pages of one host have in common, as a store has learnt them.
public struct Furniture: Sendable, Hashable {
  /// The version's number, unique in its store and rising with time.
  public var version: Int64

  /// The hashes of the lines, as `Cleaned.lines` has them.
  public var lines: Set<UInt64>

  public init(version: Int64, lines: Set<UInt64>) {
    self.version = version
    self.lines = lines
  }
}

/// From how many pages on a line is furniture.
public struct FurnitureRule: Sendable, Hashable {
  /// Distinct near-duplicate clusters of a host that must show the line; never less than 2.
  public var leastClusters: Int

  /// The share of the host's clusters that must show it, in percent.
  public var leastShare: Int

  /// How many of a host's newest pages are looked at.
  public var window: Int

  public init(leastClusters: Int = 5, leastShare: Int = 20, window: Int = 1000) {
    self.leastClusters = max(2, leastClusters)
    self.leastShare = leastShare
    self.window = window
  }
}

/// Learns what a host's pages have in common, in versions.
///
/// Calls block and are safe from any thread.
public protocol FurnitureStore: Sendable {
  /// The newest version of the host of this URL; with `upTo`, the newest that is no newer than that.
  /// Nil where nothing was learnt of it.
  func furniture(ofHostOf url: String, upTo version: Int64?) throws(StoreError) -> Furniture?

  /// A version by its number; nil where it is gone.
  func furniture(version: Int64) throws(StoreError) -> Furniture?

  /// The newest version of any host; 0 where there is none.
  func newestFurniture() throws(StoreError) -> Int64

  /// Looks at the host's pages again and writes a version where what is learnt differs. Returns how many
  /// pages it looked at, and the version where it wrote one.
  func learnFurniture(
    ofHostOf url: String, by rule: FurnitureRule
  ) throws(StoreError) -> (pages: Int, version: Int64?)
}
