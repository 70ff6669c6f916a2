import Testing

@testable import Markup

struct TreeMeasuresTests {
  private func measure(_ body: String) throws -> TreeMeasures.Sum {
    let tree = Tree(parsing: Array("<!doctype html><title>Not counted</title><body>\(body)".utf8))
    return TreeMeasures(tree)[try #require(tree.body)]
  }

  @Test func `text is counted, that in links apart, on all levels`() throws {
    let measure = try measure("<div>four<a href=x>五 <b>six</b></a><a name=y>none</a></div>")

    #expect(measure.units == 4 + 2 + 3 + 4)
    #expect(measure.linkedUnits == 5)
    #expect(measure.unlinkedUnits == 8)
  }

  @Test func `what shows no text does not count`() throws {
    let measure = try measure(
      "a<script>bb</script><style>c{}</style><template>dd</template><svg><text>e</text></svg><!--f-->"
    )

    #expect(measure.units == 1)
  }

  @Test func `sums are those of the parts on misnested pages`() {
    let page = "<b>1<p>2<table>3<tr><td>4<i>5</b>6</table>7</i>8<a href=x>9<div>a</a>b"
    let tree = Tree(parsing: Array(page.utf8))
    let measures = TreeMeasures(tree)

    var next = tree.firstChild(.document)
    while let node = next {
      if tree.kind(node) == .element {
        let text = tree.textContent(node).utf8.count
        #expect(Int(measures[node].units) == text)
      }
      next = tree.nextInOrder(node, within: .document)
    }
    #expect(measures[.document].units == 11)
  }

  @Test func `deep trees are measured without recursion`() {
    var options = ParseOptions()
    options.maximumDepth = 60_000
    let tree = Tree(
      parsing: Array((String(repeating: "<div>", count: 50_000) + "a").utf8), options: options)

    #expect(TreeMeasures(tree)[.document].units == 1)
  }
}
