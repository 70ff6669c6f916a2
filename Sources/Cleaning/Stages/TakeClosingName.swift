import Domain
import Markup
import Restoration

/// Takes the author's name in brackets off the end of the last paragraph: `…不断提升。(李希平)`.
struct TakeClosingName: Stage {
  var restorer: ScriptRestorer

  func apply(to document: inout Document) {
    guard
      let closing = document.closingBrackets({ text in
        String(decoding: restorer.simplified(Array(text.utf8)), as: UTF8.self)
      })
    else { return }
    document.closing = closing
    document.findings.append(
      Finding(
        stage: "TakeClosingName", rule: "a name in brackets behind the last sentence",
        subject: closing.name))
    var nodes: [NodeID] = []
    var next = document.tree.firstChild(document.root)
    while let node = next {
      if document.owner[node.slot] == Int32(closing.block) { nodes.append(node) }
      next = document.tree.nextInOrder(node, within: document.root)
    }
    var left = closing.size
    for node in nodes.reversed() where left > 0 {
      let range = document.tree.text(node)
      let end = Segmenter.trimmed(range.indices, in: document.tree.bytes).upperBound
      let cut = min(left, end - Int(range.start))
      document.tree.replaceText(
        node, with: ByteRange(start: range.start, count: UInt32(end - cut) - range.start))
      left -= cut
    }
    let text = document.blocks[closing.block].text
    document.blocks[closing.block].text = text.lowerBound..<(text.upperBound - closing.size)
  }
}
