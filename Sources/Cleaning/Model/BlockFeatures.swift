import Markup

/// What the model sees of a block: a row of numbers about it, its surroundings and the page.
///
/// All rows of a page lie in one array. Everything is computed in a fixed number of passes over blocks and elements.
struct BlockFeatures {
  /// Row after row, `width` numbers each.
  private(set) var rows: [Float] = []

  /// Blocks that repeat the page's title.
  private(set) var titleBlocks: [Int] = []
  static var width: Int { names.count }

  /// Names of the numbers of a row, in order.
  static let names: [String] =
    [
      "log_units", "link_density", "links", "enders_rate", "commas_rate", "ends_sentence",
      "digit_share",
      "capital_share", "word_length", "separator_rate", "quotes", "copyright", "years",
      "east_asian",
      "text_mean", "text_least", "text_greatest", "text_first", "spaces_rate",
      "is_p", "is_li", "heading", "is_cell", "is_div", "is_quote", "is_pre", "is_caption",
      "is_definition",
      "is_inline_container",
      "in_article", "in_main", "in_nav", "in_header", "in_footer", "in_aside", "in_form",
      "in_table", "in_list",
      "in_figure", "in_link", "in_hidden", "in_noscript", "in_section", "in_button",
      "in_article_body", "in_dialog",
      "words_nearest", "words_outer", "words_least", "words_greatest", "words_all",
      "words_distance",
      "place", "text_place", "title_distance", "after_title", "is_title", "depth",
    ]
    + levels.flatMap {
      ["\($0)_units", "\($0)_links", "\($0)_blocks", "\($0)_share", "\($0)_prose"]
    }
    + neighbours.flatMap {
      ["\($0)_units", "\($0)_links", "\($0)_ends", "\($0)_same", "\($0)_words"]
    }
    + [
      "page_units", "page_links", "page_blocks", "page_articles", "page_prose",
      "best_inside", "best_distance", "best_share", "best_after", "siblings", "since_heading",
      "repeated",
      "around_prose", "around_links", "mark",
    ]

  private static let levels = ["own", "parent", "grandparent", "great"]
  private static let neighbours = ["previous2", "previous", "next", "next2"]
}

/// Sums over the blocks below an element.
private struct ElementSum {
  var units: Float = 0
  var linkedUnits: Float = 0
  var blocks: Float = 0
  var proseUnits: Float = 0
}

extension BlockFeatures {
  /// Units from which on a block of few links reads as a paragraph.
  private static let paragraph: Float = 80

  /// - Parameters:
  ///   - segmentation: the page's blocks.
  ///   - title: the page's title, folded by `TitleMatch`; empty where it has none.
  init(_ tree: Tree, _ segmentation: Segmentation, title: TitleMatch, words: WordWeights) {
    let blocks = segmentation.blocks
    guard !blocks.isEmpty else { return }
    let page = Page(tree, segmentation, title: title, words: words)
    rows.reserveCapacity(blocks.count * BlockFeatures.width)
    for index in blocks.indices { append(index, blocks, page, tree) }
    titleBlocks = page.isTitle.indices.filter { page.isTitle[$0] }
  }

  /// What is computed once for a page.
  private struct Page {
    var sums: [ElementSum]
    var total = ElementSum()
    var best: NodeID
    var bestBlocks: (first: Int, last: Int) = (0, 0)
    var titleBlock = -1
    var isTitle: [Bool]
    var wordMean: [Float]
    var wordLeast: [Float]
    var wordGreatest: [Float]
    var wordFirst: [Float]
    var repeats: [Float]
    var articles: Float = 0
    var sinceHeading: [Float]
    var prefixUnits: [Float]

    init(_ tree: Tree, _ segmentation: Segmentation, title: TitleMatch, words: WordWeights) {
      let blocks = segmentation.blocks
      let count = blocks.count
      sums = [ElementSum](repeating: ElementSum(), count: tree.nodeCount)
      isTitle = [Bool](repeating: false, count: count)
      wordMean = [Float](repeating: 0, count: count)
      wordLeast = wordMean
      wordGreatest = wordMean
      wordFirst = wordMean
      repeats = wordMean
      sinceHeading = wordMean
      prefixUnits = wordMean
      best = blocks[0].container
      var candidates: [(NodeID, Float)] = []
      var scores = [Float](repeating: 0, count: tree.nodeCount)
      var seen: [UInt32: Int] = [:]
      var previousHeading: Float = 0
      var childCounts = [UInt16](repeating: 0, count: tree.nodeCount)
      segmentation.text.withUnsafeBufferPointer { text in
        for (index, block) in blocks.enumerated() {
          let bytes = UnsafeBufferPointer(rebasing: text[block.text])
          let units = Float(block.measure.units)
          let linked = units * block.linkDensity
          let isProse = units >= BlockFeatures.paragraph && block.linkDensity < 0.35
          prefixUnits[index] = total.units
          total.units += units
          total.linkedUnits += linked
          total.blocks += 1
          if isProse { total.proseUnits += units }
          var node = block.container
          if childCounts[node.slot] < .max { childCounts[node.slot] += 1 }
          var level = 0
          while true {
            sums[node.slot].units += units
            sums[node.slot].linkedUnits += linked
            sums[node.slot].blocks += 1
            if isProse { sums[node.slot].proseUnits += units }
            if isProse, level < 4 {
              let share: Float = level == 0 ? 1 : level == 1 ? 0.8 : level == 2 ? 0.4 : 0.2
              if scores[node.slot] == 0 { candidates.append((node, 0)) }
              scores[node.slot] += share * (units - linked)
            }
            level += 1
            guard let parent = tree.parent(node) else { break }
            node = parent
          }
          learn(index, bytes, words)
          var hash = WordHash()
          for byte in bytes { hash.add(byte) }
          seen[hash.key, default: 0] += 1
          if units <= 400, units >= 4, title.matches(bytes) {
            isTitle[index] = true
            if titleBlock < 0
              || block.context.headingLevel == 1 && blocks[titleBlock].context.headingLevel != 1
            {
              titleBlock = index
            }
          }
          if block.context.headingLevel > 0 { previousHeading = total.units }
          sinceHeading[index] = total.units - previousHeading
          repeats[index] = Float(hash.key)
        }
        for (index, block) in blocks.enumerated() {
          var hash = WordHash()
          for byte in text[block.text] { hash.add(byte) }
          repeats[index] = Float(min(seen[hash.key] ?? 1, 8))
        }
      }
      var greatest: Float = -1
      for (node, _) in candidates {
        let sum = sums[node.slot]
        let density = sum.units > 0 ? sum.linkedUnits / sum.units : 1
        let score = scores[node.slot] * (1 - density)
        if score > greatest {
          greatest = score
          best = node
        }
      }
      var first = -1
      var last = -1
      for (index, block) in blocks.enumerated()
      where BlockFeatures.distance(from: block.container, to: best, in: tree) != nil {
        if first < 0 { first = index }
        last = index
      }
      bestBlocks = (max(first, 0), max(last, 0))
      var articleCount = 0
      var seenArticle: NodeID?
      for block in blocks where block.context.ancestors.contains(.article) {
        var node = block.container
        while let parent = tree.parent(node), tree.tag(node) != .article { node = parent }
        if node != seenArticle {
          articleCount += 1
          seenArticle = node
        }
      }
      articles = Float(articleCount)
    }

    /// Text words' weights of one block.
    private mutating func learn(
      _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ words: WordWeights
    ) {
      var sum: Float = 0
      var least: Float = 0
      var greatest: Float = 0
      var first: Float = 0
      var count: Float = 0
      TextWords.forEach(bytes) { key in
        guard let weight = words.weight(key ^ BlockFeatures.textSeed) else { return }
        if count == 0 { first = weight }
        sum += weight
        count += 1
        least = min(least, weight)
        greatest = max(greatest, weight)
      }
      wordMean[index] = count > 0 ? sum / (count + 1) : 0
      wordLeast[index] = least
      wordGreatest[index] = greatest
      wordFirst[index] = first
    }
  }

  /// Keeps words of texts apart from words of class names in one table.
  static let textSeed: UInt32 = 0x5bd1_e995

  /// How many elements lie between an element and the ancestor `outer`; nil where it is none.
  private static func distance(from node: NodeID, to outer: NodeID, in tree: Tree) -> Int? {
    var node = node
    var steps = 0
    while node != outer {
      guard let parent = tree.parent(node) else { return nil }
      node = parent
      steps += 1
    }
    return steps
  }

  private mutating func append(_ index: Int, _ blocks: [PageBlock], _ page: Page, _ tree: Tree) {
    let block = blocks[index]
    let measure = block.measure
    let units = Float(measure.units)
    let tag = tree.tag(block.container)
    let ancestors = block.context.ancestors
    func flag(_ condition: Bool) { rows.append(condition ? 1 : 0) }
    func logarithm(_ x: Float) -> Float { BlockFeatures.logarithm(x) }
    rows.append(logarithm(units))
    rows.append(block.linkDensity)
    rows.append(Float(min(block.links, 20)))
    rows.append(Float(measure.enders) * 100 / (units + 10))
    rows.append(Float(measure.commas) * 100 / (units + 10))
    flag(measure.endsSentence)
    rows.append(Float(measure.digits) / (units + 1))
    rows.append(Float(measure.capitalisedWords) / Float(measure.words + 1))
    rows.append(Float(measure.letters) / Float(measure.words + 1))
    rows.append(Float(measure.separators) * 100 / (units + 10))
    rows.append(Float(min(measure.quotes, 10)))
    flag(measure.hasCopyright)
    rows.append(Float(min(measure.years, 5)))
    flag(measure.isEastAsian)
    rows.append(page.wordMean[index])
    rows.append(page.wordLeast[index])
    rows.append(page.wordGreatest[index])
    rows.append(page.wordFirst[index])
    rows.append(Float(measure.spaces) * 100 / (units + 10))
    flag(tag == .p || ancestors.contains(.paragraph))
    flag(tag == .li)
    rows.append(Float(block.context.headingLevel))
    flag(tag == .td || tag == .th)
    flag(tag == .div || tag == .section || tag == .article)
    flag(ancestors.contains(.quote))
    flag(ancestors.contains(.preformatted))
    flag(ancestors.contains(.caption))
    flag(ancestors.contains(.definitions))
    flag(tag == .body || tag == .html)
    for kind in BlockFeatures.flags { flag(ancestors.contains(kind)) }
    rows.append(block.context.nearestWords)
    rows.append(block.context.outerWords)
    rows.append(block.context.leastWords)
    rows.append(block.context.greatestWords)
    rows.append(block.context.allWords)
    rows.append(Float(min(block.context.wordsDistance, 20)))
    rows.append(Float(index) / Float(blocks.count))
    rows.append(page.prefixUnits[index] / (page.total.units + 1))
    let distance = page.titleBlock < 0 ? 0 : index - page.titleBlock
    rows.append(
      page.titleBlock < 0
        ? -99 : distance < 0 ? -logarithm(Float(-distance)) : logarithm(Float(distance)))
    flag(page.titleBlock >= 0 && distance > 0)
    flag(page.isTitle[index])
    rows.append(Float(block.context.depth))
    var node: NodeID? = block.container
    for _ in BlockFeatures.levels {
      let sum = node.map { page.sums[$0.slot] } ?? page.total
      rows.append(logarithm(sum.units))
      rows.append(sum.units > 0 ? sum.linkedUnits / sum.units : 0)
      rows.append(logarithm(sum.blocks))
      rows.append(sum.units / (page.total.units + 1))
      rows.append(sum.proseUnits / (sum.units + 1))
      node = node.flatMap { BlockFeatures.parentWithMore($0, page.sums, tree) }
    }
    for step in [-2, -1, 1, 2] { appendNeighbour(index + step, of: block, blocks, page, tree) }
    rows.append(logarithm(page.total.units))
    rows.append(page.total.linkedUnits / (page.total.units + 1))
    rows.append(logarithm(page.total.blocks))
    rows.append(min(page.articles, 20))
    rows.append(page.total.proseUnits / (page.total.units + 1))
    let inside = BlockFeatures.distance(from: block.container, to: page.best, in: tree)
    flag(inside != nil)
    rows.append(Float(inside.map { min($0, 12) } ?? 13))
    rows.append(page.sums[page.best.slot].units / (page.total.units + 1))
    rows.append(
      index < page.bestBlocks.first
        ? -logarithm(Float(page.bestBlocks.first - index))
        : index > page.bestBlocks.last ? logarithm(Float(index - page.bestBlocks.last)) : 0)
    let parent = tree.parent(block.container)
    rows.append(logarithm(parent.map { page.sums[$0.slot].blocks } ?? 0))
    rows.append(logarithm(page.sinceHeading[index]))
    rows.append(page.repeats[index])
    appendSurroundings(index, blocks)
    rows.append(0)
  }

  /// Mean length and links of the blocks within three steps.
  private mutating func appendSurroundings(_ index: Int, _ blocks: [PageBlock]) {
    var prose: Float = 0
    var links: Float = 0
    var count: Float = 0
    for other in max(0, index - 3)...min(blocks.count - 1, index + 3) where other != index {
      prose += BlockFeatures.logarithm(
        Float(blocks[other].measure.units) * (1 - blocks[other].linkDensity))
      links += blocks[other].linkDensity
      count += 1
    }
    rows.append(count > 0 ? prose / count : 0)
    rows.append(count > 0 ? links / count : 0)
  }

  private mutating func appendNeighbour(
    _ index: Int, of block: PageBlock, _ blocks: [PageBlock], _ page: Page, _ tree: Tree
  ) {
    guard blocks.indices.contains(index) else {
      rows.append(contentsOf: [-1, 0, 0, -1, 0])
      return
    }
    let other = blocks[index]
    rows.append(BlockFeatures.logarithm(Float(other.measure.units)))
    rows.append(other.linkDensity)
    rows.append(other.measure.endsSentence ? 1 : 0)
    rows.append(
      other.container == block.container
        ? 2
        : tree.parent(other.container) == tree.parent(block.container) ? 1 : 0)
    rows.append(page.wordMean[index])
  }

  /// The nearest ancestor that holds more blocks than the element.
  private static func parentWithMore(_ node: NodeID, _ sums: [ElementSum], _ tree: Tree) -> NodeID?
  {
    let blocks = sums[node.slot].blocks
    var node = node
    while let parent = tree.parent(node) {
      if sums[parent.slot].blocks > blocks { return parent }
      node = parent
    }
    return nil
  }

  private static let flags: [BlockContext.Ancestors] = [
    .article, .main, .nav, .header, .footer, .aside, .form, .table, .list, .figure, .link, .hidden,
    .noscript, .section,
    .button, .articleBody, .dialog,
  ]

  /// log2(1 + x) by the bits of the number: exact enough for a tree's threshold, the same on every machine.
  static func logarithm(_ x: Float) -> Float {
    let y = 1 + max(x, 0)
    return Float(y.exponent) + (y.significand - 1)
  }
}

/// Finds a page's title again in its blocks.
struct TitleMatch {
  /// Letters and digits of the titles, lower case.
  private let titles: [[UInt8]]

  init(_ titles: [[UInt8]]) {
    self.titles = titles.map { bytes in bytes.withUnsafeBufferPointer { TitleMatch.folded($0) } }
      .filter { $0.count >= 6 }
  }

  /// Whether a text is a title or the greater part of one.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !titles.isEmpty, text.count >= 6 else { return false }
    let folded = TitleMatch.folded(text)
    guard folded.count >= 6 else { return false }
    return titles.contains { title in
      title == folded || folded.count * 10 >= title.count * 4 && title.starts(with: folded)
        || folded.count * 10 >= title.count * 6 && TitleMatch.contains(folded, in: title)
        || folded.count * 8 <= title.count * 10 && folded.count >= title.count
          && folded.starts(with: title)
    }
  }

  static func folded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 {
          folded.append(byte | 0x20)
        } else if byte &- 0x30 < 10 {
          folded.append(byte)
        }
        i += 1
        continue
      }
      let (scalar, width) = TextMeasure.scalar(text, at: i)
      // General punctuation, CJK punctuation and full-width forms are no letters.
      let isMark =
        scalar < 0xc0 || (0x2000...0x206f).contains(scalar) || (0x3000...0x3004).contains(scalar)
        || (0x3008...0x303f).contains(scalar) || (0xff00...0xff0f).contains(scalar)
        || (0xff1a...0xff20).contains(scalar)
      if !isMark { folded.append(contentsOf: text[i..<min(i + width, text.count)]) }
      i += width
    }
    return folded
  }

  private static func contains(_ part: [UInt8], in whole: [UInt8]) -> Bool {
    guard part.count <= whole.count, let first = part.first else { return false }
    for start in 0...(whole.count - part.count) where whole[start] == first {
      if whole[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }
}
