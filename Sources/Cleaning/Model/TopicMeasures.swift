/// How much of a block, of what stands around it and of its records keeps to the words of the title.
struct TopicMeasures {
  static let names = ["topic", "topic_within", "topic_inner", "topic_outer", "topic_before"]

  /// Blocks to either side that are looked at.
  private static let reach = 5

  /// Greatest ratio that is told apart.
  private static let mostRatio: Float = 8

  private let weights: [Float]

  /// Weights before each block, and of the blocks below each container.
  private var before: [Float] = [0]
  private var below: [Float]
  private var units: [Float]

  init(_ weights: [Float], _ segmentation: Segmentation) {
    self.weights = weights
    below = [Float](repeating: 0, count: segmentation.containers.count)
    units = below
    for (index, block) in segmentation.blocks.enumerated() {
      before.append(before[index] + weights[index])
      below[Int(block.place)] += weights[index]
      units[Int(block.place)] += Float(block.measure.units)
    }
    for place in segmentation.containers.indices.reversed() {
      let parent = segmentation.containers[place].parent
      guard parent >= 0 else { continue }
      below[Int(parent)] += below[place]
      units[Int(parent)] += units[place]
    }
  }

  func write(_ index: Int, _ place: Int, _ records: RepeatedRecords, into row: inout FeatureRow) {
    let low = max(0, index - TopicMeasures.reach)
    let high = min(weights.count, index + 1 + TopicMeasures.reach)
    row.put(weights[index])
    row.put(before[high] - before[low])
    row.put(density(records.inner[place]))
    row.put(density(records.outer[place]))
    row.put(before[index] / (before[weights.count] + 1))
  }

  /// A record's share of the page's weight beside its share of the page's units; -1 outside of records.
  private func density(_ record: Int32) -> Float {
    guard record >= 0 else { return -1 }
    let share = below[Int(record)] / (below[0] + 1)
    return min(share * (units[0] + 1) / (units[Int(record)] + 1), TopicMeasures.mostRatio)
  }
}
