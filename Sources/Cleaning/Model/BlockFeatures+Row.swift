import Domain
import Markup

extension BlockFeatures.Page {
  private typealias Features = BlockFeatures

  /// Writes one block's row.
  func write(_ index: Int, into row: inout FeatureRow) {
    let block = segmentation.blocks[index]
    writeText(index, block, into: &row)
    writeElement(block, into: &row)
    writePlace(index, block, into: &row)
    writeLevels(block, into: &row)
    writeNeighbour(index - 1, of: block, into: &row)
    writeNeighbour(index + 1, of: block, into: &row)
    row.put(index < 2 ? 0 : words.mean[index - 2])
    row.put(index + 2 < words.mean.count ? words.mean[index + 2] : 0)
    writePage(index, block, into: &row)
    writeSurroundings(index, into: &row)
    row.put(verdicts[index].map { Float($0.role.modelNumber) } ?? -1)
    row.put(words.described[index])
    row.put(words.describing[index])
    row.put(hasLinkedBody)
    let heading = Int(headings[index])
    row.put(heading < 0 ? 0 : words.mean[heading])
    row.put(heading < 0 ? 0 : words.least[heading])
    row.put(heading < 0 ? 0 : words.greatest[heading])
    for scale in RepeatedStructure.scales.indices {
      groups.write(
        scale: scale, group: structure.groups[scale][index], of: measures.total.units, into: &row)
    }
    let place = Int(block.place)
    records.write(records.inner[place], measures.sums, of: measures.total.units, into: &row)
    records.write(records.outer[place], measures.sums, of: measures.total.units, into: &row)
    marks.write(index, into: &row)
    topics.write(index, place, records, into: &row)
    row.put(measures.articleIndex[index])
  }

  private func writeText(_ index: Int, _ block: PageBlock, into row: inout FeatureRow) {
    let measure = block.measure
    let units = Float(measure.units)
    row.put(Features.logarithm(units))
    row.put(block.linkDensity)
    row.put(Float(min(block.links, 20)))
    row.put(Float(measure.enders) * 100 / (units + 10))
    row.put(Float(measure.commas) * 100 / (units + 10))
    row.put(measure.endsSentence)
    row.put(Float(measure.digits) / (units + 1))
    row.put(Float(measure.capitalisedWords) / Float(measure.words + 1))
    row.put(Float(measure.letters) / Float(measure.words + 1))
    row.put(Float(measure.separators) * 100 / (units + 10))
    row.put(Float(min(measure.years, 5)))
    row.put(measure.isEastAsian)
    row.put(words.mean[index])
    row.put(words.least[index])
    row.put(words.greatest[index])
    row.put(words.first[index])
    row.put(Float(measure.spaces) * 100 / (units + 10))
  }

  private func writeElement(_ block: PageBlock, into row: inout FeatureRow) {
    let tag = tree.tag(block.container)
    let ancestors = block.context.ancestors
    row.put(tag == .p || ancestors.contains(.paragraph))
    row.put(tag == .li)
    row.put(Float(block.context.headingLevel))
    row.put(tag == .div || tag == .section || tag == .article)
    row.put(ancestors.contains(.quote))
    row.put(ancestors.contains(.preformatted))
    row.put(ancestors.contains(.caption))
    for kind in BlockFeatures.Page.flags { row.put(ancestors.contains(kind)) }
    row.put(block.context.nearestWords)
    row.put(block.context.outerWords)
    row.put(block.context.leastWords)
    row.put(block.context.greatestWords)
    row.put(block.context.allWords)
    row.put(Float(min(block.context.wordsDistance, 20)))
  }

  private static let flags: [BlockContext.Ancestors] = [
    .article, .main, .nav, .header, .footer, .aside, .form, .table, .list, .figure, .link, .hidden,
    .section, .button, .articleBody, .dialog,
  ]

  private func writePlace(_ index: Int, _ block: PageBlock, into row: inout FeatureRow) {
    row.put(Float(index) / Float(segmentation.blocks.count))
    row.put(measures.unitsBefore[index] / (measures.total.units + 1))
    let distance = index - titleBlock
    row.put(titleBlock < 0 ? -99 : signedLogarithm(distance))
    row.put(titles[index])
    row.put(Float(block.context.depth))
  }

  private func signedLogarithm(_ x: Int) -> Float {
    x < 0 ? -Features.logarithm(Float(-x)) : Features.logarithm(Float(x))
  }

  /// The container and the next ones around it that hold more blocks.
  private func writeLevels(_ block: PageBlock, into row: inout FeatureRow) {
    var place = block.place
    for _ in BlockFeatures.levels {
      let sum = place < 0 ? measures.total : measures.sums[Int(place)]
      row.put(Features.logarithm(sum.units))
      row.put(sum.units > 0 ? sum.linkedUnits / sum.units : 0)
      row.put(Features.logarithm(sum.blocks))
      row.put(sum.units / (measures.total.units + 1))
      row.put(sum.proseUnits / (sum.units + 1))
      if place >= 0 { place = measures.larger[Int(place)] }
    }
  }

  private func writeNeighbour(_ index: Int, of block: PageBlock, into row: inout FeatureRow) {
    guard segmentation.blocks.indices.contains(index) else {
      for number in [-1, 0, -1, 0] as [Float] { row.put(number) }
      return
    }
    let other = segmentation.blocks[index]
    row.put(Features.logarithm(Float(other.measure.units)))
    row.put(other.linkDensity)
    let parent = segmentation.containers[Int(block.place)].parent
    row.put(
      other.place == block.place
        ? 2 : segmentation.containers[Int(other.place)].parent == parent ? 1 : 0)
    row.put(words.mean[index])
  }

  private func writePage(_ index: Int, _ block: PageBlock, into row: inout FeatureRow) {
    let total = measures.total
    row.put(Features.logarithm(total.units))
    row.put(total.linkedUnits / (total.units + 1))
    row.put(Features.logarithm(total.blocks))
    row.put(Float(min(measures.articles, 20)))
    row.put(total.proseUnits / (total.units + 1))
    let steps = measures.stepsBelowBest[Int(block.place)]
    row.put(steps >= 0)
    row.put(steps >= 0 ? Float(min(steps, 12)) : 13)
    row.put(measures.sums[measures.best].units / (total.units + 1))
    row.put(
      index < measures.bestBlocks.first
        ? signedLogarithm(index - measures.bestBlocks.first)
        : signedLogarithm(max(index - measures.bestBlocks.last, 0)))
    let parent = segmentation.containers[Int(block.place)].parent
    row.put(Features.logarithm(parent < 0 ? 0 : measures.sums[Int(parent)].blocks))
    row.put(Features.logarithm(measures.sinceHeading[index]))
    row.put(words.repeats[index])
  }

  /// Mean length and links of the blocks within three steps.
  private func writeSurroundings(_ index: Int, into row: inout FeatureRow) {
    let blocks = segmentation.blocks
    var prose: Float = 0
    var links: Float = 0
    var count: Float = 0
    for other in max(0, index - 3)...min(blocks.count - 1, index + 3) where other != index {
      let density = blocks[other].linkDensity
      prose += Features.logarithm(Float(blocks[other].measure.units) * (1 - density))
      links += density
      count += 1
    }
    row.put(count > 0 ? prose / count : 0)
    row.put(count > 0 ? links / count : 0)
  }
}

extension Role {
  /// The role as a number of a feature: those that speak against a body after those that stand in one.
  fileprivate var modelNumber: Int {
    switch self {
    case .title: 0
    case .dateline: 1
    case .byline: 2
    case .source: 3
    case .body: 4
    case .heading: 5
    case .caption: 6
    case .keywords: 7
    case .breadcrumb: 8
    case .navigation: 9
    case .related: 10
    case .share: 11
    case .comment: 12
    case .legal: 13
    case .promotion: 14
    case .spam: 15
    case .hidden: 16
    case .strayMark: 17
    case .boilerplate: 18
    }
  }
}
