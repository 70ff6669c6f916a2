/// Records: containers of several blocks each that a template repeats side by side, as postings of a thread, comments,
/// goods of a shop, teasers of a listing, or articles printed one after another.
///
/// Siblings are of one group where tag and first class word agree: what follows in the value often numbers or varies
/// them ("post odd", "post last"). Source: data records of Liu, Grossman, Zhai 2003, "Mining Data Records in Web Pages",
/// with names in place of their distance of tag strings.
struct RepeatedRecords {
  struct Group {
    var count: Float = 0
    var sum = ContainerSum()

    /// The first of its containers.
    var first: Int32
  }

  /// Blocks of the least container that may be a record.
  private static let leastBlocks: Float = 2

  private(set) var groups: [Group] = []

  /// For each container its group, and how many of the group came before it; -1 where it repeats nothing.
  private(set) var group: [Int32]
  private(set) var index: [Int32]

  /// For each container the innermost and the outermost record around it or it itself, or -1.
  private(set) var inner: [Int32]
  private(set) var outer: [Int32]

  init(_ containers: [Container], _ sums: [ContainerSum]) {
    group = [Int32](repeating: -1, count: containers.count)
    index = group
    inner = group
    outer = group
    findGroups(containers, sums)
    for place in containers.indices where containers[place].parent >= 0 {
      let parent = Int(containers[place].parent)
      let own = group[place]
      let isRecord = own >= 0 && groups[Int(own)].count > 1
      inner[place] = isRecord ? Int32(place) : inner[parent]
      outer[place] = outer[parent] >= 0 || !isRecord ? outer[parent] : Int32(place)
    }
  }

  /// Groups siblings by a hash table of open addressing, in one pass.
  private mutating func findGroups(_ containers: [Container], _ sums: [ContainerSum]) {
    func isRecord(_ place: Int) -> Bool {
      sums[place].blocks >= RepeatedRecords.leastBlocks && containers[place].parent >= 0
    }
    let candidates = containers.indices.reduce(0) { $0 + (isRecord($1) ? 1 : 0) }
    guard candidates > 1 else { return }
    var size = 16
    while size < candidates * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for place in containers.indices where isRecord(place) {
      let parent = containers[place].parent
      let kin = containers[place].kin
      let hash = RepeatedStructure.spread(UInt64(kin) &+ UInt64(parent) &* 0x9e37_79b9_7f4a_7c15)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      // By the upper half, so that names chosen to share a slot do not share the next ones.
      let step = Int(truncatingIfNeeded: hash >> 32) | 1
      while slots[slot] >= 0 {
        let first = Int(groups[Int(slots[slot])].first)
        if containers[first].parent == parent, containers[first].kin == kin { break }
        slot = (slot &+ step) & (size - 1)
      }
      if slots[slot] < 0 {
        slots[slot] = Int32(groups.count)
        groups.append(Group(first: Int32(place)))
      }
      let own = Int(slots[slot])
      group[place] = slots[slot]
      index[place] = Int32(groups[own].count)
      groups[own].count += 1
      groups[own].sum += sums[place]
    }
  }

  /// Names of the numbers that `write` gives.
  static let names = ["count", "index", "units", "own", "links", "prose", "share", "blocks"]

  /// Greatest index and ratio that are told apart.
  private static let mostIndex: Int32 = 20
  private static let mostRatio: Float = 4

  /// Writes what is to be said of a record and its group.
  func write(
    _ record: Int32, _ sums: [ContainerSum], of pageUnits: Float, into row: inout FeatureRow
  ) {
    guard record >= 0 else {
      for number in [0, -1, 0, 0, 0, 0, 0, 0] as [Float] { row.put(number) }
      return
    }
    let group = groups[Int(self.group[Int(record)])]
    let mean = group.sum.units / group.count
    row.put(BlockFeatures.logarithm(group.count))
    row.put(Float(min(index[Int(record)], RepeatedRecords.mostIndex)))
    row.put(BlockFeatures.logarithm(mean))
    row.put(min(sums[Int(record)].units / (mean + 1), RepeatedRecords.mostRatio))
    row.put(group.sum.linkedUnits / (group.sum.units + 1))
    row.put(group.sum.proseUnits / (group.sum.units + 1))
    row.put(group.sum.units / (pageUnits + 1))
    row.put(BlockFeatures.logarithm(group.sum.blocks / group.count))
  }
}
