import Testing

@testable import Markup

/// Pages made to be slow or deep: what they may cost is counted, not timed.
struct BoundsTests {
  static let repeated: [(unit: String, limit: Limit?)] = [
    ("<div>", .depth), ("<b>", .depth), ("<a>", nil), ("<dl><dd><dt>", .depth),
    ("<table><tr><td>", .depth), ("<select><option><optgroup>", nil), ("<template>", .depth),
    ("<svg><g>", .depth), ("<frameset>", .depth), ("<ul><li>", .depth), ("<!--", nil),
    ("<b><div></b>", .depth), ("<form><div></form>", .depth), ("<template><tr>", .depth),
    ("<table><template><td>", .depth), ("<p><object></p>", .depth), ("<math><mi>", .depth),
  ]

  @Test(arguments: repeated)
  func `depth and nodes stay bounded`(unit: String, limit: Limit?) {
    let source = String(repeating: unit, count: 5000)

    let tree = Tree(parsing: Array(source.utf8))

    #expect(depth(of: tree) <= ParseOptions().maximumDepth)
    #expect(tree.nodeCount <= 40 * 5000 + 10)
    if let limit { #expect(tree.exceeded.contains(limit)) }
  }

  @Test func `formatting elements that are opened again are bounded`() {
    let source = (0..<5000).map { "<font color=\($0)><p>" }.joined()

    let tree = Tree(parsing: Array(source.utf8))

    #expect(tree.exceeded.contains(.formattingElements))
    #expect(tree.nodeCount < 5000 * 70)
  }

  @Test func `attributes of an element are bounded and the first of a name counts`() throws {
    let many = (0..<2000).map { "a\($0)=\($0)" }.joined(separator: " ")

    let tree = Tree(parsing: Array("<body><p x=1 x=2 \(many)>".utf8))

    let p = try #require(tree.body.flatMap(tree.firstChild))
    #expect(tree.attributeCount(p) == ParseOptions().maximumAttributes)
    #expect(tree.attributeName("x").flatMap { tree.attributeString(p, $0) } == "1")
    #expect(tree.exceeded == [.attributes])
  }

  @Test func `a name is cut at a character`() throws {
    let source = "<a" + String(repeating: "é", count: 5000) + ">"

    let tree = Tree(parsing: Array(source.utf8))

    let odd = try #require(tree.body.flatMap(tree.firstChild))
    #expect(tree.nameBytes(tree.tag(odd)).count == 4095)
    #expect(tree.exceeded == [.nameLength])
  }

  @Test func `nodes are bounded`() {
    var options = ParseOptions()
    options.maximumNodes = 1000

    let source = Array(String(repeating: "<br>", count: 5000).utf8)
    let tree = Tree(parsing: source, options: options)

    #expect(tree.nodeCount <= 1001)
    #expect(tree.exceeded == [.nodes])
  }

  @Test func `formatting that is opened again makes no more nodes than a quarter of the bytes`() {
    var options = ParseOptions()
    options.freeNodes = 1000
    let opened = (0..<1000).map { "<font color=\($0)><p>" }.joined()

    let tree = Tree(parsing: Array(opened.utf8), options: options)

    // One token makes no more than a paragraph and what is opened again in it.
    #expect(tree.nodeCount <= 1000 + opened.utf8.count / 4 + 1 + options.maximumFormattingElements)
    #expect(tree.exceeded.contains(.nodes))
  }

  @Test func `a table of numbers is read to its end`() {
    var options = ParseOptions()
    options.freeNodes = 0

    let table = "<table>" + String(repeating: "<td>12</td>", count: 5000)
    let tree = Tree(parsing: Array(table.utf8), options: options)

    #expect(tree.nodeCount > 10_000)
    #expect(!tree.exceeded.contains(.nodes))
  }

  @Test
  func `past the bound on names every name is spelled and every end tag closes what it names`()
    throws
  {
    var options = ParseOptions()
    options.maximumNames = 100
    let names = (0..<1000).map { "<x\($0) y\($0)=1></x\($0)>" }.joined()
    let source = "<kept><x7>\(names)</x7></kept>text"

    let tree = Tree(parsing: Array(source.utf8), options: options)

    let kept = try #require(tree.body.flatMap(tree.firstChild))
    let inner = try #require(tree.firstChild(kept))
    let last = try #require(tree.lastChild(inner))
    #expect(tree.name(tree.tag(kept)) == "kept" && tree.name(tree.tag(inner)) == "x7")
    #expect(tree.name(tree.tag(last)) == "x999" && tree.attributes(last).count == 1)
    #expect(tree.next(kept).map { tree.string(tree.text($0)) } == "text")
    #expect(tree.exceeded == [.names])
  }

  @Test func `unknown names are numbered however many there are`() throws {
    let source = (0..<100_000).map { "<x\($0)></x\($0)>" }.joined()

    let tree = Tree(parsing: Array(source.utf8))

    let last = try #require(tree.body.flatMap(tree.lastChild))
    #expect(tree.name(tree.tag(last)) == "x99999")
    #expect(tree.parent(last) == tree.body)
  }

  @Test func `text past the depth limit is kept`() {
    let open = String(repeating: "<div>", count: 600)
    let close = String(repeating: "</div>", count: 600)

    let tree = Tree(parsing: Array("\(open)deep\(close)<p>after".utf8))

    #expect(tree.textContent(.document) == "deepafter")
    #expect(tree.body.flatMap(tree.lastChild).map { tree.isElement($0, .p) } == true)
  }

  private func depth(of tree: Tree) -> Int {
    var (depth, deepest) = (0, 0)
    var next = tree.firstChild(.document)
    while let node = next {
      deepest = max(deepest, depth)
      if let child = tree.firstChild(node) {
        depth += 1
        next = child
        continue
      }
      var each = node
      while tree.next(each) == nil, let parent = tree.parent(each) {
        depth -= 1
        each = parent
      }
      next = tree.next(each)
    }
    return deepest
  }
}
