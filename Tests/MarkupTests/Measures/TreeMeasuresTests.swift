import Testing

@testable import Markup

struct TreeMeasuresTests {
  private func measure(_ body: String) throws -> SubtreeMeasure {
    let tree = Tree(parsing: Array("<!doctype html><title>Not counted</title><body>\(body)".utf8))
    return TreeMeasures(tree)[try #require(tree.body)]
  }

  @Test func `text is counted by class of script`() throws {
    let measure = try measure("<p>Abc 12, déf.</p><p>中文かな한글。</p>")

    #expect(measure.letters == 6)
    #expect(measure.digits == 2)
    #expect((measure.han, measure.kana, measure.hangul) == (2, 2, 2))
    #expect(measure.units == 6 + 2 + 12)
    #expect(measure.enders == 2)
    #expect(measure.commas == 1)
    #expect(measure.words == 4)
  }

  @Test func `text in links and links are counted on all levels`() throws {
    let measure = try measure("<div>four<a href=x>five5 <b>six</b></a><a name=y>none</a></div>")

    #expect(measure.units == 4 + 5 + 3 + 4)
    #expect(measure.linkedUnits == 8)
    #expect(measure.links == 1)
    #expect(measure.linkDensity == 0.5)
  }

  @Test func `what shows no text does not count`() throws {
    let measure = try measure(
      "a<script>bb</script><style>c{}</style><template>dd</template><svg><text>e</text></svg><!--f-->"
    )

    #expect(measure.units == 1)
  }

  @Test func `elements, levels and likeness of children are counted`() throws {
    let list = "<ul><li>a<li>b<li>c<li>d</ul>"
    let tree = Tree(parsing: Array("<!doctype html><body><div>\(list)</div><p>e".utf8))
    let measures = TreeMeasures(tree)
    let body = try #require(tree.body)
    let div = try #require(tree.firstChild(body))
    let ul = try #require(tree.firstChild(div))

    #expect(measures[body].elements == 7)
    #expect(measures[body].height == 3)
    #expect(measures[body].listLikeness == 0)
    #expect(measures[ul].children == 4)
    #expect(measures[ul].listLikeness == 1)
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
    #expect(TreeMeasures(tree)[.document].height == 50_002)
  }
}
