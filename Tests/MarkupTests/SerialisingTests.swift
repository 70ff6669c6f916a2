import Testing

@testable import Markup

struct SerialisingTests {
  @Test(arguments: [
    ("a &lt; b &gt; c &amp; d&nbsp;\"e\"", "a &lt; b &gt; c &amp; d&nbsp;\"e\""),
    ("<p title='\"<&nbsp;'>x", "<p title=\"&quot;&lt;&nbsp;\">x</p>"),
    ("<script>a < b && c</script>", "<script>a < b && c</script>"),
    ("<style>a > b{}</style>", "<style>a > b{}</style>"),
    ("<textarea>&lt;b></textarea>", "<textarea>&lt;b&gt;</textarea>"),
    ("<br></br><img src=a><hr>", "<br><br><img src=\"a\"><hr>"),
    ("<!-- a > b -->", "<!-- a > b -->"),
    ("<svg><use xlink:href='#a'/></svg>", "<svg><use xlink:href=\"#a\"></use></svg>"),
    ("<template><p>a</template>", "<template><p>a</p></template>"),
    ("<p hidden>a", "<p hidden=\"\">a</p>"),
  ])
  func `what a body holds is written by the standard`(source: String, html: String) throws {
    let tree = Tree(parsing: Array("<body>\(source)".utf8))

    #expect(String(decoding: tree.innerHTML(try #require(tree.body)), as: UTF8.self) == html)
  }

  @Test func `what is written gives the same tree again where nothing was misnested`() {
    let page =
      "<!DOCTYPE html><title>a&amp;b</title><table><tr><td>x</table><ul><li>y<li>z</ul><pre>q</pre>"
    let tree = Tree(parsing: Array(page.utf8))

    let again = Tree(parsing: tree.innerHTML(.document))

    #expect(again.innerHTML(.document) == tree.innerHTML(.document))
    #expect(again.nodeCount == tree.nodeCount)
  }

  @Test func `a deep tree is written without recursion`() {
    var options = ParseOptions()
    options.maximumDepth = 60_000
    let page = String(repeating: "<div>", count: 50_000) + "x"

    let html = Tree(parsing: Array(page.utf8), options: options).innerHTML(.document)

    #expect(html.count > 50_000 * 11)
  }

  @Test func `edits show in what is written`() throws {
    var tree = Tree(parsing: Array("<body><div class=a><p>x</p></div><i>y</i>".utf8))
    let body = try #require(tree.body)
    let div = try #require(tree.firstChild(body))
    let p = try #require(tree.firstChild(div))

    tree.setAttribute(p, .class, to: "b \"c\"".utf8)
    tree.rename(p, to: .section)
    tree.unwrap(div)
    tree.append(text: "<z>", to: p)

    #expect(
      String(decoding: tree.innerHTML(body), as: UTF8.self)
        == "<section class=\"b &quot;c&quot;\">x&lt;z&gt;</section><i>y</i>")
  }
}
