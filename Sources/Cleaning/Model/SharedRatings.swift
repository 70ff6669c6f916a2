/// Draws the ratings of blocks that a template makes alike towards their mean where that is in doubt: the rows of one list
/// belong to the body, or none of them does.
enum SharedRatings {
  /// How far ratings go towards the mean, and how many blocks a list has at least.
  ///
  /// Swept by cross-validation over sites: 0.2 to 0.4, 2 to 8 (docs/decisions/0011).
  private static let pull: Float = 0.3
  private static let leastBlocks: Float = 4

  /// Paragraphs of an article are alike too: where their mean is sure, one that is rated low stays low.
  private static let sureMean: Float = 0.6

  /// Units that every block weighs beside its own.
  private static let leastUnits: Float = 2

  /// - Parameters:
  ///   - groups: for each block the group of those alike, of `count` groups.
  ///   - isTitle: blocks that have no rating.
  static func drawn(
    _ ratings: [Float], units: [Float], groups: [Int32], count: Int, isTitle: [Bool]
  ) -> [Float] {
    var rated = [Float](repeating: 0, count: count)
    var weights = rated
    var blocks = rated
    for index in ratings.indices {
      let group = Int(groups[index])
      blocks[group] += 1
      guard !isTitle[index] else { continue }
      let weight = units[index] + leastUnits
      rated[group] += ratings[index] * weight
      weights[group] += weight
    }
    return ratings.indices.map { index in
      let group = Int(groups[index])
      guard !isTitle[index], blocks[group] >= leastBlocks else { return ratings[index] }
      let mean = rated[group] / weights[group]
      return mean < sureMean ? ratings[index] + pull * (mean - ratings[index]) : ratings[index]
    }
  }
}
