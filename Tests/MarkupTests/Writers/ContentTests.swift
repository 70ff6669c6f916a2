import Testing
import WebURL

@testable import Markup

struct ContentTests {
  private func content(_ html: String) -> Content {
    let tree = Tree(parsing: Array(html.utf8))
    var options = ContentOptions(base: WebURL("http://example.org/a/b"))
    options.visibility = Visibility(tree)
    return tree.content(
      below: tree.body ?? .document, keeping: [Bool](repeating: true, count: tree.nodeCount),
      options: options)
  }

  private func html(_ page: String) -> String {
    String(decoding: content(page).html(), as: UTF8.self)
  }

  @Test(arguments: [
    ("<blockquote>", "<p>a</p>"), ("<blockquote>", ""), ("<ul><li>", "<p>a</p>"), ("<ul><li>", ""),
  ])
  func `Markdown of deep containers is some times the page, and code stays code`(
    container: String, before: String
  ) {
    let code = String(repeating: "&lt;i>\n", count: 20_000)
    let page = String(repeating: container, count: 40) + before + "<pre>\(code)</pre>"

    let markdown = content(page).markdown()
    let lines = markdown.split(separator: 0x0A, omittingEmptySubsequences: false)
    let fences = lines.indices.filter { lines[$0].ends(with: "```") }

    #expect(markdown.count < 4 * page.utf8.count + 65_536)
    #expect(fences.count == 2)
    guard fences.count == 2 else { return }
    // Each line has what the closing fence stands behind.
    let prefix = lines[fences[1]].dropLast(3)
    #expect(lines[fences[0]...fences[1]].dropFirst().allSatisfy { $0.starts(with: prefix) })
    #expect(fences[1] - fences[0] > 19_999)
  }

  @Test(arguments: [
    ("<div>one<br><br>two</div>", "<p>one</p><p>two</p>"),
    ("<b>a</b> <b>b</b>", "<p><strong>a b</strong></p>"),
    ("<p>a<b> b </b>c", "<p>a <strong>b</strong> c</p>"),
    ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
    ("<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul><li>a</li><ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul>a</ul>", "<ul><li>a</li></ul>"),
    ("<li>a", "<p>a</p>"),
    ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    ("<h2><b>a</b><br>b</h2>", "<h2>a b</h2>"),
    ("<h2>a<p>b</p><p>c</p></h2>", "<p>a</p><p>b</p><p>c</p>"),
    ("<p>&nbsp;</p><p>a&nbsp;b</p>", "<p>a&nbsp;b</p>"),
    ("<table><tr><td>a<p>long</table>", "<p>a</p><p>long</p>"),
    (
      "<table><tr><th>a<th>b<tr><td>1<td></table>",
      "<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr></tbody></table>"
    ),
    ("<pre>\n\n  a\n b\n</pre>", "<pre>  a\n b</pre>"),
    ("<hr>a<hr><hr>b<hr>", "<p>a</p><hr><p>b</p>"),
    ("<figure><p>a</p></figure>", "<p>a</p>"),
    // The sign of a link to its own heading is none of its words; other signs and links are.
    ("<h2>Tea<a class=headerlink href='#tea'>¶</a></h2>", "<h2>Tea</h2>"),
    ("<h2>Tea <a href='/x#tea'> # </a></h2>", "<h2>Tea</h2>"),
    ("<p>Tea # § 5 ¶</p>", "<p>Tea # § 5 ¶</p>"),
    ("<ruby>漢<rt>kan</rt></ruby>", "<p><ruby>漢<rt>kan</rt></ruby></p>"),
    // What stands apart on the screen is apart in the text.
    ("<p>Choose <button>Yes</button><button>No</button>", "<p>Choose Yes No</p>"),
    ("<p><b>It ends.</b><span>Next one</span>", "<p><strong>It ends.</strong> Next one</p>"),
    ("<p>It ends<i>.</i><b>Next one</b>", "<p>It ends<em>.</em> <strong>Next one</strong></p>"),
    ("<p>use <code>a.b:</code><code>Cd</code></p>", "<p>use <code>a.b:</code><code>Cd</code></p>"),
    (
      "<p>At 5 p.m.<b>UTC</b>, v1.<b>Two</b>",
      "<p>At 5 p.m.<strong>UTC</strong>, v1.<strong>Two</strong></p>"
    ),
    ("<pre>run it<button>Copy</button>\nnow</pre>", "<pre>run it\nnow</pre>"),
    // A heading of an image alone heads nothing.
    (
      "<h3><img src=/p.jpg alt=Tea></h3>a",
      "<p><img src=\"http://example.org/p.jpg\" alt=\"Tea\"></p><p>a</p>"
    ),
    ("<h3></h3>a", "<p>a</p>"),
    ("<ul><ul><li>a<li>b</ul></ul>", "<ul><li>a</li><li>b</li></ul>"),
  ])
  func `a page's markup becomes clean content`(page: String, expected: String) {
    #expect(html(page) == expected)
    #expect(html(expected) == expected)
  }

  @Test(arguments: [
    ("<a href=/a>Alpha</a><a href=/b>Beta</a>", "Alpha Beta"),
    ("<a href=/a>Al</a><a href=/a>pha</a>", "Alpha"),
    ("<a href=/a>中国</a><a href=/b>北京</a>", "中国北京"),
    ("video.mp<a href=/b>4</a>", "video.mp4"),
  ])
  func `links to two places are two words, a link cut in two is one`(page: String, expected: String)
  {
    #expect(String(decoding: content(page).text(), as: UTF8.self) == expected)
    #expect(html(html(page)) == html(page))
  }

  @Test(arguments: [
    "<img src=/img/ajax-loader_big.gif>", "<img src=/1x1.gif alt='a b'>",
    "<img src=/s/loading-trans-ced157046184c3bc7c180ffbfc6825a4.gif>",
    "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>",
    "<img src=https://stats.example.com/o.gif>", "<img src='/pixel?id=4'>",
    "<img src='https://ad.example.net/view/4;sz=1'>", "<img src=/icons/arrow-red.png alt=''>",
    "<noscript><img src='/p?c1=2'></noscript>", "<img src=/a.jpg hidden>",
    "<div style='display:none'><img src=/a.jpg></div>", "<img src=/a.jpg width=1 height=1>",
    "<a href=/s><img src=/s.png alt='Share on a network'></a>",
    "<a href=/><img src=/img/logo.png alt='The Daily'></a>",
  ])
  func `what counts readers, stands for another image or is never shown is no image`(page: String) {
    #expect(html("<p>one</p>\(page)<p>two</p>") == "<p>one</p><p>two</p>")
  }

  @Test(arguments: [
    "<img src=/photo/grey-goose.png>", "<img src=/loading-dock.jpg>", "<img src=/view.php?id=4>",
    "<img src=/stats.png alt=Rain>", "<img src=/arrow.png alt='An arrow of flint'>",
    "<img src=/x.gif data-src=/a.jpg style='display:none'>",
    "<figure><img src=/icon.png></figure>",
  ])
  func `other images are kept`(page: String) {
    #expect(content("<p>one</p>\(page)<p>two</p>").images.count == 1)
  }

  @Test func `an image of an emoji is its character`() {
    let page = "<p>Good <img class=emoji src=/e.png width=20 alt='\u{1F601}'> day</p>"

    #expect(html(page) == "<p>Good \u{1F601} day</p>")
  }

  @Test(arguments: [
    ("<img src=x onerror=alert(1)>", "<p><img src=\"http://example.org/a/x\" alt=\"\"></p>"),
    ("<a href='java\tscript:alert(1)'>a</a>", "<p>a</p>"),
    ("<a href='&#1;javascript&colon;alert(1)'>a</a>", "<p>a</p>"),
    ("<a href='data:text/html,x'>a</a>", "<p>a</p>"),
    ("<a href='vbscript:x'>a</a>", "<p>a</p>"),
    ("<img src='data:image/svg+xml;base64,AAAA'>", ""),
    ("<svg><style>x</style><text>y</text></svg>a", "<p>a</p>"),
    (
      "<svg><style><img src=x onerror=alert(1)></style></svg>",
      "<p><img src=\"http://example.org/a/x\" alt=\"\"></p>"
    ),
    ("<math><mtext><table><mglyph><style><img src=x></style></table></mtext></math>", ""),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</noscript>", "<p>a</p>"),
    ("<template><script>alert(1)</script>x</template>a", "<p>a</p>"),
    ("<form><form><input name=a>b</form></form>", "<p>b</p>"),
    ("<p style='x' id=a class=b onclick=c>a</p>", "<p>a</p>"),
    ("<style>a</style><script>b</script><iframe>c</iframe>d", "<p>d</p>"),
    ("<a href=x>a<a href=y>b</a></a>", nil),
    ("&lt;img src=x onerror=alert(1)&gt;", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
    (
      "<abbr title='\"><img src=x>'>a</abbr>",
      "<p><abbr title=\"&quot;&gt;&lt;img src=x&gt;\">a</abbr></p>"
    ),
  ])
  func `nothing that runs comes through`(page: String, expected: String?) {
    let result = html(page)

    if let expected { #expect(result == expected) }
    #expect(html(result) == result)
  }

  @Test(arguments: [
    ("<p>a<br>b</p>", "a b"),
    ("<p>甲<br>乙</p>", "甲乙"),
    ("<p><img src=/a.jpg> a</p><p>b <img src=/b.jpg></p><pre> c\n d</pre>", "a\nb\n c\n d"),
    ("<p><img src=/a.jpg> <img src=/b.jpg></p><p>a", "a"),
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a b\n1 2"),
    ("<p>a&nbsp;b</p><pre>c\n  d</pre>", "a b\nc\n  d"),
    ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>", "漢字"),
    ("<ul><li>a<ol><li>b</ol></ul>", "a\nb"),
  ])
  func `text has one line per block`(page: String, expected: String) {
    #expect(String(decoding: content(page).text(), as: UTF8.self) == expected)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
