import TestSupport
import Testing

@testable import Markup

struct TreeEditingTests {
  // <div><p>one</p><p>two</p></div>
  private func sample() -> (tree: Tree, div: NodeID, first: NodeID, second: NodeID) {
    var tree = Tree()
    let div = tree.append(element: .div, to: .document)
    let first = tree.append(element: .p, to: div)
    tree.append(text: "one", to: first)
    let second = tree.append(element: .p, to: div)
    tree.append(text: "two", to: second)
    return (tree, div, first, second)
  }

  private func html(_ tree: Tree) -> String {
    String(decoding: tree.innerHTML(.document), as: UTF8.self)
  }

  private func chain(from first: NodeID?, _ following: (NodeID) -> NodeID?) -> [NodeID] {
    var nodes: [NodeID] = []
    var next = first
    while let node = next, nodes.count < 100 {
      nodes.append(node)
      next = following(node)
    }
    return nodes
  }

  @Test func `a tree built by hand serialises`() {
    let (tree, div, _, _) = sample()

    #expect(html(tree) == "<div><p>one</p><p>two</p></div>")
    #expect(tree.textContent(div) == "onetwo")
  }

  @Test func `edits keep the links whole`() {
    var (tree, div, first, second) = sample()

    tree.insert(second, before: first)
    #expect(html(tree) == "<div><p>two</p><p>one</p></div>")

    tree.unwrap(second)
    #expect(html(tree) == "<div>two<p>one</p></div>")

    tree.rename(first, to: .h2)
    tree.setAttribute(first, .class, to: "a\"b".utf8)
    #expect(html(tree) == "<div>two<h2 class=\"a&quot;b\">one</h2></div>")

    tree.setAttribute(first, .id, to: "x".utf8)
    tree.setAttribute(first, .class, to: "c".utf8)
    tree.removeAttribute(first, .id)
    #expect(html(tree) == "<div>two<h2 class=\"c\">one</h2></div>")

    tree.detach(first)
    #expect(html(tree) == "<div>two</div>")
    #expect(tree.lastChild(div).map(tree.kind) == .text)
  }

  @Test
  func `thousands of moves leave the same children, forwards and backwards, as lists of them have`()
  {
    var tree = Tree()
    let nodes = (0..<12).map { _ in tree.makeElement(.div) }
    let parents = [NodeID.document, tree.append(element: .p, to: .document)]
    // Children of each parent as they should be.
    var children: [[NodeID]] = [[parents[1]], []]
    var generator = SplitMix(state: 9)
    for _ in 0..<5_000 {
      let node = nodes.randomElement(using: &generator) ?? nodes[0]
      let parent = Int.random(in: 0...1, using: &generator)
      let siblings = children[parent].filter { $0 != node }
      for index in children.indices { children[index].removeAll { $0 == node } }
      switch Int.random(in: 0...2, using: &generator) {
      case 0: tree.detach(node)
      case 1:
        tree.append(node, to: parents[parent])
        children[parent].append(node)
      default:
        guard let sibling = siblings.randomElement(using: &generator) else {
          tree.detach(node)
          continue
        }
        tree.insert(node, before: sibling)
        children[parent].insert(node, at: siblings.firstIndex(of: sibling) ?? 0)
      }
      for (parent, expected) in zip(parents, children) {
        #expect(chain(from: tree.firstChild(parent), tree.next) == expected)
        #expect(chain(from: tree.lastChild(parent), tree.previous) == expected.reversed())
      }
      #expect(
        nodes.allSatisfy { each in
          (tree.parent(each) != nil) == children.contains { $0.contains(each) }
        })
    }
  }

  @Test func `a tree that lets go holds nothing but its limits`() {
    var options = ParseOptions()
    options.maximumNodes = 5
    var tree = Tree(parsing: Array("<p>one<p>two".utf8), options: options)
    let exceeded = tree.exceeded

    tree.letGo()
    #expect(exceeded.contains(.nodes))
    #expect(tree.exceeded == exceeded)
    #expect(tree.nodeCount == 1)
    #expect(tree.bytes.isEmpty)
  }

  @Test func `walking in document order visits each node once and stays within its root`() {
    let (tree, div, first, second) = sample()

    var visited: [NodeID] = []
    var next = tree.nextInOrder(div, within: div)
    while let each = next {
      visited.append(each)
      next = tree.nextInOrder(each, within: div)
    }

    #expect(visited.count == 4)
    #expect(tree.nextAfterSubtree(first, within: div) == second)
    #expect(tree.nextAfterSubtree(second, within: div) == nil)
    #expect(tree.nextInOrder(visited[1], within: first) == nil)
  }

  @Test func `names are known by number and unknown ones are numbered by the tree`() {
    var tree = Tree()

    #expect(Tag("div") == .div)
    #expect(AttributeName("data-src") == .dataSrc)
    let odd = tree.intern(tag: "X-Odd")
    #expect(tree.name(odd) == "x-odd")
    #expect(tree.tag(named: "x-odd") == odd)
    #expect(tree.intern(tag: "x-odd") == odd)
    #expect(Tag("x-odd") == nil)
  }

  @Test func `bytes that are not UTF-8 become replacement characters`() {
    var tree = Tree()

    let node = tree.makeText([0x61, 0xFF, 0xE4, 0xB8, 0x62])

    #expect(tree.string(tree.text(node)) == "a\u{FFFD}\u{FFFD}b")
  }
}
