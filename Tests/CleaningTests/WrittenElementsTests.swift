import Markup
import Testing

@testable import Cleaning

/// Elements that a script opens and another closes.
@Suite struct WrittenElementsTests {
  /// Whether the text between two scripts is hidden, of an element and of the bare text behind it.
  private func hidden(opening: String, closing: String = "</div>") -> [Bool] {
    let seen = String(repeating: "今天下午，县里的老人们来到河边。", count: 20)
    let page = """
      <html><body><p id=seen>\(seen)</p><script>document.write("\(opening)");</script><p>藏在两段脚本之间的话</p>也没有标签的字\
      <script>document.write("\(closing)");</script><p>石匠姓周</p></body></html>
      """
    let tree = PageTree.parse(Array(page.utf8))
    let visibility = Visibility(tree)
    var found: [Bool] = []
    var next = tree.firstChild(.document)
    while let node = next {
      next = tree.nextInOrder(node, within: .document)
      guard tree.kind(node) == .text, let parent = tree.parent(node) else { continue }
      let text = tree.textContent(node)
      if text.contains("藏在") || text.contains("标签") || text.contains("石匠") {
        found.append(visibility.isHidden(parent))
      }
    }
    return found
  }

  @Test(arguments: [
    "<div style='display:none'>", "<div id=a style='position:absolute;left:-9999px'>",
    "<div style=\\\"display:none\\\">",
  ])
  func `what a written style hides is hidden`(opening: String) {
    #expect(hidden(opening: opening) == [true, true, false])
  }

  @Test(arguments: ["<div style='color:red'>", "<div class=a>", "<img style='display:none'>"])
  func `what it does not hide is seen`(opening: String) {
    #expect(hidden(opening: opening) == [false, false, false])
  }

  @Test func `an element that nothing closes takes nothing in`() {
    #expect(
      hidden(opening: "<div style='display:none'>", closing: "<br>") == [false, false, false])
  }
}
