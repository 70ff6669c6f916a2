import Markup

/// Sums over the blocks below an element.
struct ContainerSum {
  var units: Float = 0
  var linkedUnits: Float = 0
  var blocks: Float = 0
  var proseUnits: Float = 0

  static func += (sum: inout ContainerSum, other: ContainerSum) {
    sum.units += other.units
    sum.linkedUnits += other.linkedUnits
    sum.blocks += other.blocks
    sum.proseUnits += other.proseUnits
  }
}

/// What the features ask of a page as a whole, in a fixed number of passes over its blocks and containers.
struct PageMeasures {
  /// Units from which on a block of few links reads as a paragraph.
  private static let paragraph: Float = 80

  /// Greatest number of an `article` that is told apart.
  private static let mostArticles = 20

  /// How much of a paragraph's length speaks for its container and for the three around it.
  private static let shares: [Float] = [1, 0.8, 0.4, 0.2]

  /// For each container what stands below it, and the nearest around it that holds more blocks, or -1.
  private(set) var sums: [ContainerSum]
  private(set) var larger: [Int32]

  /// For each container how many steps below the densest one it lies, or -1.
  private(set) var stepsBelowBest: [Int32]
  private(set) var best = 0
  private(set) var bestBlocks: (first: Int, last: Int) = (0, 0)

  /// For each block how much of it reads as a paragraph: all or nothing.
  private(set) var isProse: [Bool]
  private(set) var articles = 0

  /// For each block the number of its `article` among the page's, 0 outside of any.
  private(set) var articleIndex: [Float]

  /// Units before each block, and since the heading before it.
  private(set) var unitsBefore: [Float]
  private(set) var sinceHeading: [Float]

  var total: ContainerSum { sums[0] }

  init(_ tree: Tree, _ segmentation: Segmentation) {
    let blocks = segmentation.blocks
    let containers = segmentation.containers
    sums = [ContainerSum](repeating: ContainerSum(), count: containers.count)
    larger = [Int32](repeating: -1, count: containers.count)
    stepsBelowBest = larger
    isProse = [Bool](repeating: false, count: blocks.count)
    unitsBefore = [Float](repeating: 0, count: blocks.count)
    sinceHeading = unitsBefore
    articleIndex = unitsBefore
    var scores = [Float](repeating: 0, count: containers.count)
    var units: Float = 0
    var lastHeading: Float = 0
    for (index, block) in blocks.enumerated() {
      let own = Float(block.measure.units)
      let linked = own * block.linkDensity
      isProse[index] = own >= PageMeasures.paragraph && block.linkDensity < 0.35
      unitsBefore[index] = units
      units += own
      if block.context.headingLevel > 0 { lastHeading = units }
      sinceHeading[index] = units - lastHeading
      sums[Int(block.place)] += ContainerSum(
        units: own, linkedUnits: linked, blocks: 1, proseUnits: isProse[index] ? own : 0)
      guard isProse[index] else { continue }
      var place = block.place
      for share in PageMeasures.shares where place >= 0 {
        scores[Int(place)] += share * (own - linked)
        place = containers[Int(place)].parent
      }
    }
    for place in containers.indices.reversed() where containers[place].parent >= 0 {
      sums[Int(containers[place].parent)] += sums[place]
    }
    findLarger(containers)
    findBest(scores, segmentation)
    countArticles(tree, segmentation)
  }

  private mutating func findLarger(_ containers: [Container]) {
    for place in containers.indices {
      let parent = containers[place].parent
      guard parent >= 0 else { continue }
      // A parent with as many blocks hands on what it found itself.
      larger[place] =
        sums[Int(parent)].blocks > sums[place].blocks ? parent : larger[Int(parent)]
    }
  }

  private mutating func findBest(_ scores: [Float], _ segmentation: Segmentation) {
    var greatest: Float = 0
    best = Int(segmentation.blocks.first?.place ?? 0)
    for place in scores.indices where scores[place] > 0 {
      let sum = sums[place]
      let score = scores[place] * (1 - sum.linkedUnits / max(sum.units, 1))
      if score > greatest {
        greatest = score
        best = place
      }
    }
    stepsBelowBest[best] = 0
    for place in segmentation.containers.indices where place > best {
      let above = stepsBelowBest[Int(segmentation.containers[place].parent)]
      if above >= 0 { stepsBelowBest[place] = above + 1 }
    }
    let inside = segmentation.blocks.indices.filter {
      stepsBelowBest[Int(segmentation.blocks[$0].place)] >= 0
    }
    bestBlocks = (inside.first ?? 0, inside.last ?? 0)
  }

  private mutating func countArticles(_ tree: Tree, _ segmentation: Segmentation) {
    var around = [Int32](repeating: -1, count: segmentation.containers.count)
    for (place, container) in segmentation.containers.enumerated() where container.parent >= 0 {
      around[place] =
        tree.tag(container.node) == .article ? Int32(place) : around[Int(container.parent)]
    }
    var last: Int32 = -1
    for (index, block) in segmentation.blocks.enumerated() {
      let article = around[Int(block.place)]
      guard article >= 0 else { continue }
      if article != last { articles += 1 }
      last = article
      articleIndex[index] = Float(min(articles, PageMeasures.mostArticles))
    }
  }
}
