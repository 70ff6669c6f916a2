import Domain
import Markup
import Restoration

/// Takes the author's name in brackets off the end of the last paragraph: `…不断提升。(李希平)`, `…という。【山田太郎】`.
struct TakeClosingName: Stage {
  fileprivate static let openers: Marks = "(（【［["
  fileprivate static let closers: Marks = ")）】］]"
  fileprivate static let enders: Marks = "。！？”’…!?」』"

  var restorer: ScriptRestorer

  func apply(to document: inout Document) {
    guard !document.isBareContent,
      let closing = document.closingBrackets({ text in
        restorer.simplified(text)
      })
    else { return }
    document.closing = closing
    document.findings.append(
      Finding(
        stage: "TakeClosingName", rule: "a name in brackets behind the last sentence",
        subject: closing.names.joined(separator: ", ")))
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

extension Document {
  /// A name in brackets behind the last sentence of the body: `…不断提升。(李希平)`.
  struct Closing {
    var block: Int
    var names: [String]

    /// Bytes of the brackets and the name, at the end of the block's text.
    var size: Int
  }

  /// What stands in brackets at the very end of the body, if it reads as Chinese names or as a Japanese byline.
  func closingBrackets(_ fold: @escaping (String) -> String) -> Closing? {
    guard let last = blocks.lastIndex(where: { $0.isKept }), blocks[last].measure.han > 0 else {
      return nil
    }
    let text = string(of: last)
    guard let close = text.last, TakeClosingName.closers.contains(close),
      let open = text.lastIndex(where: { TakeClosingName.openers.contains($0) })
    else { return nil }
    let before = String(text[..<open]).trimmingBlanks()
    guard let ender = before.last, TakeClosingName.enders.contains(ender) else { return nil }
    let inner = String(text[text.index(after: open)...].dropLast())
    guard inner.count <= 24 else { return nil }
    let size = text[open...].utf8.count
    if isJapanese {
      return EastAsianByline(String(text[open...])).map {
        Closing(block: last, names: $0.names, size: size)
      }
    }
    guard close == ")" || close == "）" else { return nil }
    var reader = AuthorNames(outlets: [])
    reader.simplified = fold
    let names = reader.names(in: inner)
    guard !names.isEmpty, names.allSatisfy({ Surnames.isName(fold($0)) }) else { return nil }
    return Closing(block: last, names: names, size: size)
  }
}
