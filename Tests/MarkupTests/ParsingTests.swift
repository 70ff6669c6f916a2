import Testing

@testable import Markup

struct ParsingTests {
  @Test(arguments: [
    ("", "<html><head></head><body></body></html>"),
    ("<p>a<p>b", "<html><head></head><body><p>a</p><p>b</p></body></html>"),
    (
      "<table>x<tr><td>y",
      "<html><head></head><body>x<table><tbody><tr><td>y</td></tr></tbody></table></body></html>"
    ),
    (
      "<b>1<p>2</b>3",
      "<html><head></head><body><b>1</b><p><b>2</b>3</p></body></html>"
    ),
    (
      "<select><div>x</div><option>a<option>b</select>",
      "<html><head></head><body><select><div>x</div><option>a</option><option>b</option></select>"
        + "</body></html>"
    ),
    (
      "a&amp;b &notit; &#x80; &nosuch;",
      "<html><head></head><body>a&amp;b ¬it; € &amp;nosuch;</body></html>"
    ),
    (
      "<a href=\"?a=1&copy=2&amp;c\">x",
      "<html><head></head><body><a href=\"?a=1&amp;copy=2&amp;c\">x</a></body></html>"
    ),
    (
      "<noscript><p>x</noscript>",
      "<html><head><noscript></noscript></head><body><p>x</p></body></html>"
    ),
    ("a\r\nb\rc", "<html><head></head><body>a\nb\nc</body></html>"),
    (
      "<svg viewbox='0'><foreignobject><p>x",
      "<html><head></head><body><svg viewBox=\"0\"><foreignObject><p>x</p></foreignObject></svg>"
        + "</body></html>"
    ),
    (
      "<script><!--<script></script>--></script>x",
      "<html><head><script><!--<script></script>--></script></head><body>x</body></html>"
    ),
    (
      "<template><td>x</template>",
      "<html><head><template><td>x</td></template></head><body></body></html>"
    ),
  ])
  func `a page becomes the tree a browser builds`(source: String, html: String) {
    let tree = Tree(parsing: Array(source.utf8))

    #expect(String(decoding: tree.innerHTML(.document), as: UTF8.self) == html)
    #expect(tree.exceeded.isEmpty)
  }

  @Test func `nodes know the bytes they came from`() throws {
    let source = "<div><p>one</p>two</div>"
    let tree = Tree(parsing: Array(source.utf8))

    let div = try #require(tree.body.flatMap(tree.firstChild))
    let p = try #require(tree.firstChild(div))
    let two = try #require(tree.next(p))

    #expect(tree.string(tree.source(div)) == source)
    #expect(tree.string(tree.source(p)) == "<p>one</p>")
    #expect(tree.string(tree.source(two)) == "two")
  }

  @Test func `a fragment is parsed as if it stood in its context`() throws {
    let tree = Tree(parsingFragment: Array("<td>x<td>y".utf8), context: .tr)

    let root = try #require(tree.documentElement)

    #expect(String(decoding: tree.innerHTML(root), as: UTF8.self) == "<td>x</td><td>y</td>")
  }

  @Test func `scripting on keeps noscript as text`() throws {
    var options = ParseOptions()
    options.isScriptingOn = true

    let tree = Tree(parsing: Array("<body><noscript><p>x</noscript>".utf8), options: options)
    let noscript = try #require(tree.body.flatMap(tree.firstChild))

    #expect(tree.firstChild(noscript).map(tree.kind) == .text)
  }

  @Test func `a long text in many parts is one text`() throws {
    let part = String(repeating: "x", count: 3000)
    let source = "<table>" + String(repeating: part + "&amp;<tr a='&amp;'>", count: 20)

    let tree = Tree(parsing: Array(source.utf8))

    let text = try #require(tree.body.flatMap(tree.firstChild))
    #expect(tree.text(text).count == 20 * 3001)
    #expect(tree.next(text).map { tree.isElement($0, .table) } == true)
  }
}
