import Markup

/// Finds what templates repeat: blocks whose containers have the same tags and names.
///
/// Each block has a group on every scale: blocks that share the signature of the container alone, and of the container
/// and the two around it.
struct RepeatedStructure {
  /// Containers that a signature covers, by scale.
  static let scales = [1, 3]

  /// The group of each block, for each scale.
  private(set) var groups: [[Int32]] = []

  /// The number of groups, for each scale.
  private(set) var counts: [Int] = []

  init(_ segmentation: Segmentation) {
    let containers = segmentation.containers
    for scale in RepeatedStructure.scales {
      var known: [UInt64: Int32] = [:]
      var ofContainer = [Int32](repeating: -1, count: containers.count)
      var groups: [Int32] = []
      groups.reserveCapacity(segmentation.blocks.count)
      for block in segmentation.blocks {
        let place = Int(block.place)
        if ofContainer[place] < 0 {
          let key = RepeatedStructure.path(from: place, scale, containers)
          let next = Int32(known.count)
          ofContainer[place] = known[key, default: next]
          if ofContainer[place] == next { known[key] = next }
        }
        groups.append(ofContainer[place])
      }
      self.groups.append(groups)
      counts.append(known.count)
    }
  }

  private static func path(from place: Int, _ scale: Int, _ containers: [Container]) -> UInt64 {
    var key = UInt64(containers[place].signature)
    var place = containers[place].parent
    for _ in 1..<max(scale, 2) where scale > 1 {
      key = spread(key)
      guard place >= 0 else { continue }
      key ^= UInt64(containers[Int(place)].signature)
      place = containers[Int(place)].parent
    }
    return key
  }

  /// The signature of an element by its tag and the sum of its names' hashes.
  @inline(__always)
  static func signature(tag: Tag, names: UInt64) -> UInt32 {
    let product = (UInt64(tag.rawValue) + 1) &* 0x9e37_79b9_7f4a_7c15 ^ names
    return UInt32(truncatingIfNeeded: product ^ product >> 32)
  }

  /// Spreads the bits of a number over a word, so that sums and combinations of it tell numbers apart.
  @inline(__always)
  static func spread(_ key: UInt64) -> UInt64 {
    let product = key &* 0xd6e8_feb8_6659_fd93
    return product ^ product >> 32
  }
}
