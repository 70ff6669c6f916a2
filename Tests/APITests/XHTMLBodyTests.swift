import Testing

@testable import API

struct XHTMLBodyTests {
  @Test(arguments: [
    ("<p>a<br>b</p>", "<p>a<br/>b</p>\n"),
    ("loose <b>text</b>", "<p>loose <b>text</b></p>\n"),
    ("<h1>T</h1><p>x</p>", "<h2>T</h2>\n<p>x</p>\n"),
    (
      "<ul>x<li>a</li><li>b</ul>",
      "<ul><li><p>x</p>\n</li>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"
    ),
    ("<li>a</li>", "<ul><li><p>a</p>\n</li>\n</ul>\n"),
    ("<ul><ul><li>a</li></ul></ul>", "<ul><li><ul><li><p>a</p>\n</li>\n</ul>\n</li>\n</ul>\n"),
    ("<blockquote>q<p>r</p></blockquote>", "<blockquote><p>q</p>\n<p>r</p>\n</blockquote>\n"),
    ("<p><b>a<p>b</b></p>", "<p><b>a</b></p>\n<p>b</p>\n"),
    (
      "<a href=\"https://a.b/?x=1&amp;y\">t</a>",
      "<p><a href=\"https://a.b/?x=1&amp;y\">t</a></p>\n"
    ),
    ("<a href=\"mailto:a@b\">t</a>", "<p>t</p>\n"),
    (
      "<a href=\"https://a/\"><a href=\"https://b/\">t</a></a>",
      "<p><a href=\"https://a/\">t</a></p>\n"
    ),
    (
      "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
      "<p>1 | 2</p>\n<p>3</p>\n"
    ),
    (
      "<figure><img src=\"https://a/i\" alt=\"A cup\"><figcaption>c</figcaption></figure>",
      "<p>[A cup]</p>\n<p>c</p>\n"
    ),
    ("<p>a&nbsp;b\u{0}</p>", "<p>a\u{a0}b</p>\n"),
    ("<hr>", "<hr/>"),
    ("", ""),
  ])
  func `puts each element where XHTML has it`(html: String, xhtml: String) {
    #expect(XHTMLBody.convert(html) == xhtml)
  }
}
