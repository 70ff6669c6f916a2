extension ContentBuilder {
  // A table is built as data, apart from the tree, and judged when it is whole: by what it came to,
  // so that the same table read again is judged the same.
  mutating func pushTable(_ node: NodeID) {
    var frame = Frame(kind: .table, source: node, tag: .table)
    frame.node = out.makeElement(.table)
    frames.append(frame)
  }

  mutating func pushSection(_ node: NodeID, _ tag: Tag) {
    guard let table = frames[frames.count - 1].node else { return }
    frames[frames.count - 1].implicitItem = nil
    var frame = Frame(kind: .tableSection, source: node, tag: tag)
    frame.node = out.append(element: tag, to: table)
    frames.append(frame)
  }

  mutating func pushRow(_ node: NodeID) {
    let last = frames.count - 1
    guard var section = frames[last].node else { return }
    if frames[last].kind == .table {
      section = frames[last].implicitItem ?? out.append(element: .tbody, to: section)
      frames[last].implicitItem = section
    }
    var frame = Frame(kind: .row, source: node, tag: .tr)
    frame.node = out.append(element: .tr, to: section)
    frames.append(frame)
  }

  mutating func pushCell(_ node: NodeID, _ tag: Tag) {
    guard let row = frames[frames.count - 1].node else { return }
    var frame = Frame(kind: .cell, source: node, tag: tag)
    let cell = out.append(element: tag, to: row)
    frame.node = cell
    copySpan(.colspan, from: node, to: cell, atMost: Self.widestSpan)
    copySpan(.rowspan, from: node, to: cell, atMost: Self.tallestSpan)
    if tag == .th, let scope = source.attribute(node, .scope) {
      for value in ["row", "col", "rowgroup", "colgroup"]
      where source.withBytes(scope, { $0.matches(value) }) {
        out.setAttribute(cell, .scope, to: value.utf8)
      }
    }
    frames.append(frame)
  }

  /// The standard's bounds are 1,000 and 65,534; these are those of tables that people read.
  private static let widestSpan = 64
  private static let tallestSpan = 500

  private mutating func copySpan(
    _ name: AttributeName, from node: NodeID, to cell: NodeID, atMost most: Int
  ) {
    guard let range = source.attribute(node, name),
      let value = Digits.value(in: bytes[range.indices], atMost: 65_534), value > 1
    else { return }
    out.setAttribute(cell, name, to: String(min(value, most)).utf8)
  }

  /// The cell for what stands in a table without one.
  mutating func implicitCell(in node: NodeID) -> NodeID {
    var row = node
    if out.tag(node) == .table { row = out.append(element: .tbody, to: row) }
    if out.tag(node) != .tr { row = out.append(element: .tr, to: row) }
    return out.append(element: .td, to: row)
  }

  mutating func finishTable(_ table: NodeID) {
    let shape = prune(table)
    guard shape.filled > 0 || out.firstChild(table) != nil else { return }
    guard shape.isData else { return spill(table) }
    eachCell(of: table) { builder, cell in builder.tighten(cell) }
    // The table's own frame is gone: this is the container around it.
    let host = host(forLeaf: false)
    out.append(table, to: host)
  }

  /// Puts what the cells of a layout table hold in its place, in order.
  private mutating func spill(_ table: NodeID) {
    if let caption = out.firstChild(table), out.tag(caption) == .caption {
      out.rename(caption, to: .p)
      let host = host(forLeaf: true)
      out.append(caption, to: host)
    }
    eachCell(of: table) { builder, cell in
      guard builder.out.firstChild(cell) != nil else { return }
      let host = builder.host(forLeaf: true)
      builder.out.moveChildren(of: cell, to: host)
    }
  }

  private mutating func eachCell(
    of table: NodeID, _ body: (inout ContentBuilder, NodeID) -> Void
  ) {
    var nextSection = out.firstChild(table)
    while let section = nextSection {
      nextSection = out.next(section)
      guard out.tag(section) != .caption else { continue }
      var nextRow = out.firstChild(section)
      while let row = nextRow {
        nextRow = out.next(row)
        var nextCell = out.firstChild(row)
        while let cell = nextCell {
          nextCell = out.next(cell)
          body(&self, cell)
        }
      }
    }
  }

  /// Takes out the rows and sections with nothing in them, and measures the rest.
  private mutating func prune(_ table: NodeID) -> TableShape {
    var shape = TableShape()
    var hasRowSpan = false
    eachCell(of: table) { builder, cell in
      if builder.out.attribute(cell, .rowspan) != nil { hasRowSpan = true }
    }
    var nextSection = out.firstChild(table)
    while let section = nextSection {
      nextSection = out.next(section)
      if out.tag(section) == .caption {
        shape.hasHeader = true
        continue
      }
      var nextRow = out.firstChild(section)
      while let row = nextRow {
        nextRow = out.next(row)
        let filled = shape.filled
        shape.add(row: row, of: out)
        // A row of blanks has its place where a cell above reaches into it.
        if shape.filled == filled, !hasRowSpan || out.firstChild(row) == nil { out.detach(row) }
      }
      if out.firstChild(section) == nil {
        out.detach(section)
      } else if out.tag(section) == .thead {
        shape.hasHeader = true
      }
    }
    return shape
  }
}

/// What a table came to, by which data is told from layout.
struct TableShape {
  private(set) var filled = 0
  var hasHeader = false
  private var rows = 0
  private var rowsOfSeveral = 0
  private var columns = 0
  private var cells = 0
  private var letters = 0
  private var longest = 0
  private var images = 0
  private var isFlow = false

  mutating func add(row: NodeID, of tree: Tree) {
    var width = 0
    var filledHere = 0
    var next = tree.firstChild(row)
    while let cell = next {
      next = tree.next(cell)
      cells += 1
      width += 1
      if tree.tag(cell) == .th { hasHeader = true }
      guard tree.firstChild(cell) != nil else { continue }
      filledHere += 1
      measure(cell, of: tree)
    }
    guard filledHere > 0 else { return }
    filled += filledHere
    rows += 1
    columns = max(columns, width)
    if width > 1 { rowsOfSeveral += 1 }
  }

  private mutating func measure(_ cell: NodeID, of tree: Tree) {
    var count = 0
    var paragraphs = 0
    var next = tree.firstChild(cell)
    while let node = next {
      next = tree.nextInOrder(node, within: cell)
      switch tree.tag(node) {
      case .img: images += 1
      case .p: paragraphs += 1
      case .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .figure: isFlow = true
      default: break
      }
      guard tree.kind(node) == .text else { continue }
      // Letters, not bytes: a Han character says as much as a short word.
      for i in tree.text(node).indices where tree.bytes[i] & 0xC0 != 0x80 { count += 1 }
    }
    letters += count
    longest = max(longest, count)
    if paragraphs > 3, count > 200 { isFlow = true }
  }

  /// Whether the table is one of data: short cells, several in a row and several rows, or a header.
  var isData: Bool {
    guard filled > 1, columns > 1 || hasHeader && rows > 1 else { return false }
    if hasHeader { return longest < 3000 && (!isFlow || rows > 2) }
    guard rows > 1, !isFlow, rowsOfSeveral * 5 >= rows * 3 else { return false }
    guard images * 2 <= filled, filled * 5 >= cells * 2 else { return false }
    return longest <= 600 && letters <= filled * 120
  }
}
