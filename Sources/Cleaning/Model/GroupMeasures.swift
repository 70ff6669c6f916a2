/// Sums over the blocks of a group of `RepeatedStructure`.
struct GroupMeasures {
  private struct Sum {
    var blocks: Float = 0
    var units: Float = 0
    var linkedWeight: Float = 0
    var prose: Float = 0
    var ends: Float = 0
  }

  /// Names of the numbers that each scale gives.
  static let names = ["count", "units", "links", "prose", "ends", "share"]

  private var sums: [[Sum]] = []

  init(_ structure: RepeatedStructure, _ blocks: [PageBlock], _ isProse: [Bool]) {
    for (scale, groups) in structure.groups.enumerated() {
      var sums = [Sum](repeating: Sum(), count: structure.counts[scale])
      for (index, block) in blocks.enumerated() {
        let units = Float(block.measure.units)
        let group = Int(groups[index])
        sums[group].blocks += 1
        sums[group].units += units
        sums[group].linkedWeight += block.linkDensity * (units + 1)
        if isProse[index] { sums[group].prose += 1 }
        if block.measure.endsSentence { sums[group].ends += 1 }
      }
      self.sums.append(sums)
    }
  }

  /// Writes the numbers of one group.
  @inline(__always)
  func write(scale: Int, group: Int32, of pageUnits: Float, into row: inout FeatureRow) {
    let sum = sums[scale][Int(group)]
    row.put(BlockFeatures.logarithm(sum.blocks))
    row.put(BlockFeatures.logarithm(sum.units / sum.blocks))
    row.put(sum.linkedWeight / (sum.units + sum.blocks))
    row.put(sum.prose / sum.blocks)
    row.put(sum.ends / sum.blocks)
    row.put(sum.units / (pageUnits + 1))
  }
}
