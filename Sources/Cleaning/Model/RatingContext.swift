/// What ratings of a first pass say of a block's surroundings, for a second pass: those of the blocks beside it, of its
/// containers, of blocks like it, and of the page.
///
/// The second pass knows what a block alone cannot tell: whether it lies between paragraphs of the article, and
/// whether the blocks that a template makes like it are part of one.
struct RatingContext {
  /// Names of the numbers, in order.
  static let names: [String] =
    ["rating"] + stepNames + reachNames + levelNames + pageNames + alikeNames + recordNames

  private static let stepNames: [String] = steps.map { $0 < 0 ? "rating\($0)" : "rating+\($0)" }
  private static let reachNames: [String] = reaches.map { "rating_within\($0)" }
  private static let levelNames: [String] = BlockFeatures.levels.map { "rating_\($0)" }
  private static let pageNames: [String] = [
    "rating_first", "rating_last", "rating_before", "rating_after", "rating_greatest",
    "rating_total", "rating_share", "rating_gap_before", "rating_gap_after",
  ]
  private static let alikeNames: [String] = RepeatedStructure.scales.map { "rating_alike\($0)" }

  private static let recordNames: [String] = ["inner", "outer"].flatMap { record in
    ["own", "first", "others"].map { "rating_\(record)_\($0)" }
  }

  private static let steps = [-4, -3, -2, -1, 1, 2, 3, 4]
  private static let reaches = [3, 8]

  /// From this rating on a block is taken for a part of the article.
  private static let confident: Float = 0.5

  /// Units of the least block that begins or ends an article, and of the least that ends a gap.
  private static let leastEdge: Float = 8
  private static let leastStop: Float = 5

  /// No confident block on the page.
  private static let absent: Float = 99

  private let ratings: [Float]
  private let units: [Float]

  /// Weights of blocks and weighted ratings, summed up before each block, below each container, over each group.
  ///
  /// Sums over a page are doubles: windows are differences of them.
  private var weightBefore: [Double] = [0]
  private var ratedBefore: [Double] = [0]
  private var unitsBefore: [Double] = [0]
  private var ratedUnitsBefore: [Double] = [0]
  private var weightBelow: [Float]
  private var ratedBelow: [Float]
  private var weightOfGroup: [[Float]] = []
  private var ratedOfGroup: [[Float]] = []
  private let records: RepeatedRecords
  private var weightOfRecords: [Float]
  private var ratedOfRecords: [Float]
  private var greatest: Float = 0
  private var first = -1
  private var last = -1
  private var gapBefore: [Float]
  private var gapAfter: [Float]

  init(
    ratings: [Float], _ segmentation: Segmentation, _ structure: RepeatedStructure,
    _ records: RepeatedRecords
  ) {
    self.ratings = ratings
    self.records = records
    weightOfRecords = [Float](repeating: 0, count: records.groups.count)
    ratedOfRecords = weightOfRecords
    let blocks = segmentation.blocks
    units = blocks.map { Float($0.measure.units) }
    weightBelow = [Float](repeating: 0, count: segmentation.containers.count)
    ratedBelow = weightBelow
    gapBefore = [Float](repeating: -1, count: blocks.count)
    gapAfter = gapBefore
    for index in blocks.indices {
      let weight = units[index] + 2
      let place = Int(blocks[index].place)
      weightBelow[place] += weight
      ratedBelow[place] += weight * ratings[index]
      weightBefore.append(weightBefore[index] + Double(weight))
      ratedBefore.append(ratedBefore[index] + Double(weight * ratings[index]))
      unitsBefore.append(unitsBefore[index] + Double(units[index]))
      ratedUnitsBefore.append(ratedUnitsBefore[index] + Double(units[index] * ratings[index]))
      greatest = max(greatest, ratings[index])
      if ratings[index] >= RatingContext.confident, units[index] >= RatingContext.leastEdge {
        if first < 0 { first = index }
        last = index
      }
    }
    for place in segmentation.containers.indices.reversed() {
      let parent = segmentation.containers[place].parent
      guard parent >= 0 else { continue }
      weightBelow[Int(parent)] += weightBelow[place]
      ratedBelow[Int(parent)] += ratedBelow[place]
    }
    for place in segmentation.containers.indices where records.group[place] >= 0 {
      weightOfRecords[Int(records.group[place])] += weightBelow[place]
      ratedOfRecords[Int(records.group[place])] += ratedBelow[place]
    }
    sumGroups(structure)
    measureGaps()
  }

  private mutating func sumGroups(_ structure: RepeatedStructure) {
    for (scale, groups) in structure.groups.enumerated() {
      var weights = [Float](repeating: 0, count: structure.counts[scale])
      var rated = weights
      for (index, group) in groups.enumerated() {
        weights[Int(group)] += units[index] + 2
        rated[Int(group)] += (units[index] + 2) * ratings[index]
      }
      weightOfGroup.append(weights)
      ratedOfGroup.append(rated)
    }
  }

  /// Units between each block and the nearest confident one before and after it; -1 where there is none.
  private mutating func measureGaps() {
    func measure(_ order: some Sequence<Int>, _ gaps: inout [Float]) {
      var gap: Float = -1
      for index in order {
        gaps[index] = gap
        if ratings[index] >= RatingContext.confident, units[index] >= RatingContext.leastStop {
          gap = 0
        } else if gap >= 0 {
          gap += units[index] + 1
        }
      }
    }
    measure(units.indices, &gapBefore)
    measure(units.indices.reversed(), &gapAfter)
  }

  /// Writes a block's numbers.
  func write(
    _ index: Int, _ block: PageBlock, larger: [Int32], _ structure: RepeatedStructure,
    into row: inout FeatureRow
  ) {
    let own = units[index] + 2
    let rating = ratings[index]
    row.put(rating)
    for step in RatingContext.steps {
      let other = index + step
      row.put(ratings.indices.contains(other) ? ratings[other] : -1)
    }
    for reach in RatingContext.reaches {
      let low = max(0, index - reach)
      let high = min(ratings.count, index + reach + 1)
      row.put(
        share(
          Float(ratedBefore[high] - ratedBefore[low]) - own * rating,
          of: Float(weightBefore[high] - weightBefore[low]) - own))
    }
    var place = block.place
    for _ in BlockFeatures.levels {
      if place < 0 {
        row.put(-1)
        continue
      }
      row.put(share(ratedBelow[Int(place)] - own * rating, of: weightBelow[Int(place)] - own))
      place = larger[Int(place)]
    }
    writePage(index, into: &row)
    for scale in RepeatedStructure.scales.indices {
      let group = Int(structure.groups[scale][index])
      row.put(
        share(
          ratedOfGroup[scale][group] - own * rating, of: weightOfGroup[scale][group] - own))
    }
    for record in [records.inner[Int(block.place)], records.outer[Int(block.place)]] {
      writeRecord(Int(record), own, rating, into: &row)
    }
  }

  /// Mean ratings of the rest of a block's record, of the first record of its group unless the block stands in it, and of
  /// the other records.
  private func writeRecord(
    _ record: Int, _ own: Float, _ rating: Float, into row: inout FeatureRow
  ) {
    guard record >= 0 else {
      for _ in 0..<3 { row.put(-1) }
      return
    }
    let group = Int(records.group[record])
    let first = Int(records.groups[group].first)
    row.put(share(ratedBelow[record] - own * rating, of: weightBelow[record] - own))
    row.put(first == record ? -1 : share(ratedBelow[first], of: weightBelow[first]))
    row.put(
      share(
        ratedOfRecords[group] - ratedBelow[record],
        of: weightOfRecords[group] - weightBelow[record]))
  }

  private func writePage(_ index: Int, into row: inout FeatureRow) {
    let total = ratedUnitsBefore[ratings.count]
    row.put(
      first < 0 ? RatingContext.signedLogarithm(RatingContext.absent) : distance(index, first))
    row.put(last < 0 ? RatingContext.signedLogarithm(RatingContext.absent) : distance(index, last))
    row.put(Float(ratedUnitsBefore[index] / (total + 1)))
    row.put(Float((total - ratedUnitsBefore[index + 1]) / (total + 1)))
    row.put(greatest)
    row.put(BlockFeatures.logarithm(Float(total)))
    row.put(Float(total / (unitsBefore[ratings.count] + 1)))
    row.put(gapBefore[index] < 0 ? -1 : BlockFeatures.logarithm(gapBefore[index]))
    row.put(gapAfter[index] < 0 ? -1 : BlockFeatures.logarithm(gapAfter[index]))
  }

  private func distance(_ index: Int, _ other: Int) -> Float {
    RatingContext.signedLogarithm(Float(index - other))
  }

  private static func signedLogarithm(_ x: Float) -> Float {
    x < 0 ? -BlockFeatures.logarithm(-x) : BlockFeatures.logarithm(x)
  }

  /// A mean rating; -1 where nothing has a weight.
  private func share(_ rated: Float, of weight: Float) -> Float {
    // Every block weighs two units at least; less is what rounding leaves of nothing.
    weight > 1 ? rated / weight : -1
  }
}
