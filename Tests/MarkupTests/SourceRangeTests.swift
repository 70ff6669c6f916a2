import Testing

@testable import Markup

/// Where nodes say they came from, which `explain` and edits are told by.
struct SourceRangeTests {
  private func sources(_ page: String) -> [String: [String]] {
    let tree = Tree(parsing: Array(page.utf8))
    var result: [String: [String]] = [:]
    var next = tree.firstChild(.document)
    while let node = next {
      let name = tree.kind(node) == .element ? tree.name(tree.tag(node)) : "\(tree.kind(node))"
      result[name, default: []].append(tree.string(tree.source(node)))
      next = tree.nextInOrder(node, within: .document)
    }
    return result
  }

  @Test func `plain text is a range of the source, decoded text has its own bytes`() throws {
    let page = "<p>plain</p><p>a&amp;b</p>"
    let tree = Tree(parsing: Array(page.utf8))
    let first = try #require(tree.body.flatMap(tree.firstChild))
    let plain = try #require(tree.firstChild(first))
    let decoded = try #require(tree.next(first).flatMap(tree.firstChild))

    #expect(tree.text(plain) == tree.source(plain))
    #expect(tree.string(tree.text(decoded)) == "a&b")
    #expect(Int(tree.text(decoded).start) >= tree.sourceCount)
    #expect(tree.string(tree.source(decoded)) == "a&amp;b")
  }

  @Test func `an element reaches from its start tag to what closed it`() {
    let found = sources("<ul><li>a<li>b</ul><div><p>c<br>d</div>")

    #expect(found["li"] == ["<li>a", "<li>b"])
    #expect(found["ul"] == ["<ul><li>a<li>b</ul>"])
    #expect(found["div"] == ["<div><p>c<br>d</div>"])
    #expect(found["br"] == ["<br>"])
  }

  @Test func `an element that was implied begins at the tag that implied it`() {
    let found = sources("<table><tr><td>x</table>")

    #expect(found["tbody"] == ["<tr><td>x"])
    #expect(found["head"] == [""])
    #expect(found["td"] == ["<td>x"])
  }

  @Test func `every range lies within the bytes on broken pages`() {
    let pages = [
      "<b>1<p>2</b>3<table>4<tr>5<td>6", "\u{FEFF}<p>\r\na\r\rb", "<a href=&amp;>x<a>y", "<!--",
      "</",
      "<svg><![CDATA[x]]><p>y", "<select><option>a<select>b", "<p a='&#x110000;' b>&notin;&",
    ]
    for page in pages {
      let tree = Tree(parsing: Array(page.utf8) + [0xFF, 0xE4])
      var next = tree.firstChild(.document)
      while let node = next {
        #expect(Int(tree.source(node).end) <= tree.sourceCount)
        #expect(Int(tree.text(node).end) <= tree.bytes.count)
        next = tree.nextInOrder(node, within: .document)
      }
    }
  }
}
