import Domain
import Markup

/// Keeps a table of data whole: where most of its cells belong to the article, or some do and the others may, all do; and
/// where none does but all may, and the table stands between kept text.
///
/// Cells are short, and a model that rates them one by one would tear holes into rows.
struct KeepWholeTables: Stage {
  /// The share of a table's blocks that must be kept already; fewer will do where the model's mean rating is not low.
  private static let share = 0.5
  private static let meanRating: Float = 0.3

  /// Tables of more blocks are layout, or lists that were rated on their own.
  private static let mostBlocks = 400

  func apply(to document: inout Document) {
    guard document.isMarkup, !document.isBareContent else { return }
    var tables: [NodeID: [Int]] = [:]
    var order: [NodeID] = []
    for index in document.blocks.indices
    where document.blocks[index].context.ancestors.contains(.table) {
      guard let table = innermostTable(around: document.blocks[index].container, document.tree)
      else { continue }
      if tables[table] == nil { order.append(table) }
      tables[table, default: []].append(index)
    }
    for table in order {
      guard let blocks = tables[table], (4...KeepWholeTables.mostBlocks).contains(blocks.count)
      else { continue }
      let kept = blocks.count { document.blocks[$0].isKept }
      let rating = blocks.reduce(0) { $0 + document.blocks[$1].score } / Float(blocks.count)
      guard kept > 0 || isBetweenKept(blocks, document), kept < blocks.count,
        Double(kept) >= KeepWholeTables.share * Double(blocks.count)
          || rating >= KeepWholeTables.meanRating,
        isData(table, blocks.count, document.tree)
      else { continue }
      for index in blocks where !document.blocks[index].isKept {
        // What the grammar of lines or hiding has dropped stays out.
        guard case .model = document.blocks[index].reason,
          !document.blocks[index].context.ancestors.contains(.hidden)
        else { continue }
        document.judge(index, .body, keeping: true, "a cell of a table that is kept")
      }
    }
  }

  /// Blocks beside a table, before and after, among which one must be kept where no cell is.
  private static let reach = 3

  private func isBetweenKept(_ table: [Int], _ document: Document) -> Bool {
    guard let first = table.first, let last = table.last else { return false }
    let blocks = document.blocks
    return blocks[..<first].suffix(KeepWholeTables.reach).contains { $0.isKept }
      && blocks[(last + 1)...].prefix(KeepWholeTables.reach).contains { $0.isKept }
  }

  private func innermostTable(around node: NodeID, _ tree: Tree) -> NodeID? {
    var each: NodeID? = node
    while let one = each {
      if tree.isElement(one, .table) { return one }
      each = tree.parent(one)
    }
    return nil
  }

  /// Whether a table is one of rows and columns: no table inside, two rows and about a block a cell.
  private func isData(_ table: NodeID, _ blocks: Int, _ tree: Tree) -> Bool {
    var rows = 0
    var cells = 0
    var node = tree.firstChild(table)
    while let each = node {
      if tree.isElement(each, .table) { return false }
      if tree.isElement(each, .tr) { rows += 1 }
      if tree.isElement(each, .td) || tree.isElement(each, .th) { cells += 1 }
      node = tree.nextInOrder(each, within: table)
    }
    return rows >= 2 && cells >= rows * 2 && blocks <= cells * 2
  }
}
