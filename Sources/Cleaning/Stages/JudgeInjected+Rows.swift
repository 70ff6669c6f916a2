import Markup

/// Rows of links that were put into a block of prose, on a line of their own.
///
///     …超过17万亿元。<br>　　<a>返佣下载</a> <a>交易所邀请码</a> <a>邀请码搬砖</a><br>　　…
///
/// Single breaks and the line ends of preformatted text draw no borders between blocks. A row that shares nothing with the
/// prose becomes a block of its own behind it.
extension JudgeInjected {
  /// A row: its links' texts, and the nodes that they and all else of the block are made of.
  private struct Row {
    var block: Int
    var links: [NodeID]
    var others: [NodeID]
  }

  /// Links of a row at least; fewer are a sentence's.
  private static let fewestLinks = 3

  /// Words of a row at least.
  private static let fewestWords = 6

  /// Cuts rows of foreign links out of blocks of prose, and judges them.
  func cutRows(of document: inout Document) {
    guard document.isMarkup else { return }
    let candidates = document.blocks.indices.filter { index in
      let block = document.blocks[index]
      return isProse(index, document) && block.links >= Self.fewestLinks
        && block.linkDensity < 0.5
    }
    guard !candidates.isEmpty else { return }
    let rows = rows(of: candidates, in: document)
    guard !rows.isEmpty else { return }
    let others = Dictionary(uniqueKeysWithValues: rows.map { ($0.block, $0.others) })
    let vocabulary = vocabulary(of: document, parts: others)
    let isTraditional = isTraditional(document)
    let foreign = rows.filter { isForeign($0, vocabulary, isTraditional, document) }
    if !foreign.isEmpty { cut(foreign, out: &document) }
  }

  /// The longest row of each block: links with nothing but blanks between, from one border of a line to another.
  private func rows(of candidates: [Int], in document: Document) -> [Row] {
    let tree = document.tree
    var isCandidate = [Bool](repeating: false, count: document.blocks.count)
    for index in candidates { isCandidate[index] = true }
    var rows: [Int: Row] = [:]
    var run: [NodeID] = []
    var block = -1
    // Whether nothing but blanks stands between a line's border and the run, or what comes next.
    var isAtBorder = true
    func close() {
      if run.count >= max(Self.fewestLinks, (rows[block]?.links.count ?? 0) + 1) {
        rows[block] = Row(block: block, links: run, others: [])
      }
      run.removeAll(keepingCapacity: true)
    }
    var texts: [Int: [NodeID]] = [:]
    var next = tree.firstChild(document.root)
    while let node = next {
      next = tree.nextInOrder(node, within: document.root)
      if tree.isElement(node, .br) {
        close()
        isAtBorder = true
        continue
      }
      guard tree.kind(node) == .text, document.owner.indices.contains(node.slot) else { continue }
      let own = Int(document.owner[node.slot])
      if own >= 0, own != block {
        close()
        block = own
        isAtBorder = true
      }
      guard block >= 0, isCandidate[block] else { continue }
      let isVerbatim = document.blocks[block].context.ancestors.contains(.preformatted)
      if own >= 0 { texts[own, default: []].append(node) }
      if own >= 0, isInLink(node, tree) {
        if isAtBorder || !run.isEmpty { run.append(node) }
        isAtBorder = false
        continue
      }
      let line = tree.withBytes(tree.text(node)) { Self.borders(of: $0) }
      if line.isBlank {
        guard isVerbatim, line.begins else { continue }
        close()
        isAtBorder = true
        continue
      }
      // What goes on behind links on their line makes them part of it.
      if isVerbatim, line.begins { close() } else { run.removeAll(keepingCapacity: true) }
      isAtBorder = isVerbatim && line.ends
    }
    close()
    return rows.values.sorted { $0.block < $1.block }.map { row in
      var row = row
      let own = Set(row.links.map(\.slot))
      row.others = (texts[row.block] ?? []).filter { !own.contains($0.slot) }
      return row
    }.filter { !$0.others.isEmpty }
  }

  /// Whether a text begins behind a line's end, is blanks alone, and ends before another line begins.
  private static func borders(
    of text: UnsafeBufferPointer<UInt8>
  ) -> (begins: Bool, isBlank: Bool, ends: Bool) {
    func isBlank(_ byte: UInt8) -> Bool {
      // The bytes of no-break and ideographic blanks among them.
      byte <= 0x20 || byte == 0xE3 || byte == 0x80 || byte == 0xC2 || byte == 0xA0
    }
    let head = text.prefix { isBlank($0) }
    let tail = text.reversed().prefix { isBlank($0) }
    return (head.contains(0x0A), head.count == text.count, tail.contains(0x0A))
  }

  private func isInLink(_ node: NodeID, _ tree: Tree) -> Bool {
    var next = tree.parent(node)
    for _ in 0..<Self.linkDepth {
      guard let each = next else { return false }
      if tree.isElement(each, .a) { return tree.attribute(each, .href) != nil }
      next = tree.parent(each)
    }
    return false
  }

  /// Elements between a text and its link that are looked through.
  private static let linkDepth = 4

  /// Whether hardly a word of a row is the page's, and it is in another script, of trades, or recombines few words.
  private func isForeign(
    _ row: Row, _ vocabulary: PageVocabulary, _ isTraditional: Bool, _ document: Document
  ) -> Bool {
    let text = joined(row.links, document.tree)
    let (known, all) = text.withUnsafeBufferPointer { vocabulary.recurrence(of: $0) }
    guard all >= Self.fewestWords, known * 4 <= all else { return false }
    let counts = text.withUnsafeBufferPointer { restorer.scriptCounts($0) }
    if isTraditional, counts.traditional > 0 { return false }
    let topical = row.links.count { node in
      document.tree.withBytes(document.tree.text(node)) {
        !SpamTopics.words.hits(in: $0, limit: 1).isEmpty
      }
    }
    if topical * 2 >= row.links.count { return true }
    guard document.looksHijacked else { return false }
    let isAlien = text.withUnsafeBufferPointer {
      StrayList.isAlien($0, beside: vocabulary.scripts)
    }
    if isTraditional && counts.simplified > 0 || isAlien { return true }
    let own = row.links.map { document.tree.withBytes(document.tree.text($0)) { words(of: $0) } }
    return sharing(own) * 3 >= row.links.count * 2
  }

  /// The texts of nodes, each behind a blank, with one blank for several.
  private func joined(_ nodes: [NodeID], _ tree: Tree) -> [UInt8] {
    var text: [UInt8] = []
    for node in nodes {
      var isBlank = !text.isEmpty
      tree.withBytes(tree.text(node)) { bytes in
        for byte in bytes {
          guard byte > 0x20 else {
            isBlank = true
            continue
          }
          if isBlank, !text.isEmpty { text.append(0x20) }
          isBlank = false
          text.append(byte)
        }
      }
    }
    return text
  }

  /// Makes a block of each row, behind the one that it stood in, and takes its text out of that.
  private func cut(_ rows: [Row], out document: inout Document) {
    var next = rows[...]
    let (blocks, folded, verdicts) = (document.blocks, document.folded, document.verdicts)
    document.blocks.removeAll(keepingCapacity: true)
    document.folded.removeAll(keepingCapacity: true)
    document.verdicts.removeAll(keepingCapacity: true)
    var places: [Int32] = []
    for index in blocks.indices {
      places.append(Int32(document.blocks.count))
      document.blocks.append(blocks[index])
      document.folded.append(folded[index])
      document.verdicts.append(verdicts[index])
      guard let row = next.first, row.block == index else { continue }
      next.removeFirst()
      part(row.links, from: row.others, of: document.blocks.count - 1, in: &document)
    }
    for node in document.owner.indices where document.owner[node] >= 0 {
      document.owner[node] = places[Int(document.owner[node])]
    }
    for row in rows {
      for node in row.links { document.owner[node.slot] = places[row.block] + 1 }
    }
  }

  /// Parts the last block into what the other nodes hold and, behind it, what the links do.
  private func part(
    _ links: [NodeID], from others: [NodeID], of index: Int, in document: inout Document
  ) {
    let block = document.blocks[index]
    let (rest, own) = (store(others, in: &document), store(links, in: &document))
    document.blocks[index].text = rest
    document.blocks[index].measure = document.withText(of: index) { TextMeasure($0) }
    document.blocks[index].links = max(0, block.links - links.count)
    document.blocks[index].linkedBytes = max(0, block.linkedBytes - own.count)
    if document.folded[index] != nil || !JudgeLines.mayFold(block) {
      document.folded[index] = document.withText(of: index) { restorer.simplifiedIfOther($0) }
    }
    document.blocks.append(
      PageBlock(
        text: own, container: block.container, place: block.place, offset: block.offset,
        measure: TextMeasure(), linkedBytes: own.count, links: links.count, context: block.context,
        isAside: true))
    document.blocks[index + 1].measure = document.withText(of: index + 1) { TextMeasure($0) }
    document.folded.append(nil)
    document.verdicts.append(
      LineVerdict(role: .spam, rule: "a row of links foreign to the page", layer: .linkFarm))
  }

  /// Puts the texts of nodes behind the document's.
  private func store(_ nodes: [NodeID], in document: inout Document) -> Range<Int> {
    let start = document.text.count
    document.text += joined(nodes, document.tree)
    return Segmenter.trimmed(start..<document.text.count, in: document.text)
  }
}
