import TestSupport
import Testing
import WebURL

@testable import Markup

/// What hostile pages hold, by the classes of attack that sanitisers have fallen to.
///
/// Sources of the classes: OWASP's XSS Filter Evasion Cheat Sheet; the mutations that DOMPurify's changelog describes
/// (foreign content, raw text in other namespaces, nested forms, tables, templates). Each payload is written anew.
@Suite struct SanitisingTests {
  static let payloads: [String] = [
    // Scripts and what loads them.
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script\u{0}>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>", "<svg><script href=data:,alert(1) />",
    "<link rel=stylesheet href=//evil.example/x.css>", "<link rel=import href=//evil.example>",
    "<base href=javascript:/a/-alert(1)//>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>", "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<frameset onload=alert(1)><frame></frameset>",
    "<portal src=javascript:alert(1)>", "<noembed><img src=x onerror=alert(1)></noembed>",
    // Handlers.
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<img src=x OnErRoR =alert(1)>",
    "<img src='x' onerror\u{0C}=alert(1)>", "<body onload=alert(1)>",
    "<p onmouseover=alert(1)>x</p>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video onerror=alert(1)><source></video>",
    "<audio src onloadstart=alert(1)>", "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<svg onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math onclick=alert(1)>x</math>",
    "<a href=x id=x tabindex=1 onfocusin=alert(1)>x</a>", "<b/alt='1'onmouseover=alert(1)>x</b>",
    "<img \"\"\"><script>alert(1)</script>\">", "<x contenteditable onblur=alert(1)>x</x>",
    // Addresses.
    "<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>", "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>", "<a href='\u{1}javascript:alert(1)'>x</a>",
    "<a href='javascript&#58alert(1)'>x</a>", "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>", "<a href='feed:javascript:alert(1)'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>", "<a href='blob:https://e.example/1'>x</a>",
    "<a href='file:///etc/passwd'>x</a>", "<a xlink:href=javascript:alert(1)>x</a>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=image>",
    "<img src='data:text/html,<script>alert(1)</script>'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img srcset='javascript:alert(1) 1x'>", "<img src=javascript:alert(1)>",
    "<image src=javascript:alert(1)>",
    "<img lowsrc=javascript:alert(1)>", "<input type=image src=javascript:alert(1)>",
    "<table background=javascript:alert(1)><tr><td>x</table>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    // Styles.
    "<style>@import'//evil.example/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<style>img{background:url(//evil.example)}</style><img>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><style><img src=x onerror=alert(1)></style></math>",
    // Mutations: what is text in one reading is markup in the next.
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<p title='</p><img src=x onerror=alert(1)>'>x</p>",
    "<textarea></p><img src=x onerror=alert(1)></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<noframes><p title='</noframes><img src=x onerror=alert(1)>'></noframes>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<pre>\n\n&lt;img src=x onerror=alert(1)&gt;</pre>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "<math></br><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<svg><foreignObject><p><style><img src=x onerror=alert(1)></style></p></foreignObject></svg>",
    "<svg><desc><title><img src=x onerror=alert(1)></title></desc></svg>",
    "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<template><img src=x onerror=alert(1)></template>",
    "<table><td><table><td><svg><p><style><g title='</style><img src=x onerror=alert(1)>'>",
    "<a><a href='x'><a>deep</a>", "<b><p><b><p><b><p>x",
    "<table><a href=javascript:alert(1)>x</table>",
    "<!--><img src=x onerror=alert(1)>-->", "<!--!><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<?xml version='1.0'?><img src=x onerror=alert(1)>",
    "<!DOCTYPE x [<!ENTITY y '<img src=x onerror=alert(1)>'>]>&y;",
    "&lt;img src=x onerror=alert(1)&gt;", "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<p>\u{FFFE}\u{0}<\u{0}script>alert(1)</script>", "<img alt='`onerror=alert(1)' src=x>",
    "<p title='\" onmouseover=alert(1) x=\"'>x</p>",
    "<abbr title='\"><img src=x onerror=alert(1)>'>x</abbr>",
    "<time datetime='\"><script>alert(1)</script>'>x</time>",
    "<td colspan='2\" onclick=\"alert(1)'>x",
    "<ol start='1\" onclick=\"alert(1)'><li>x</ol>", "<img width='1\" onload=\"alert(1)' src=x>",
    // Clobbering.
    "<img name=getElementById src=x>", "<form id=document><input name=cookie></form>",
    "<a id=x name=y href=z>x</a>",
    "<p id=__proto__>x</p>", "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<slot name=x>y</slot>", "<p is=x-y>z</p>", "<math href=javascript:alert(1)>x</math>",
  ]

  private static let elements: Set<String> = [
    "a", "abbr", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "dl", "dt",
    "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd", "li",
    "mark",
    "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup",
    "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
  ]
  private static let attributes: Set<String> = [
    "alt", "colspan", "datetime", "height", "href", "rel", "rowspan", "scope", "src", "start",
    "title",
    "width",
  ]

  private func content(_ html: String) -> Content {
    let tree = Tree(parsing: Array(html.utf8))
    return tree.content(
      below: tree.body ?? .document, keeping: [Bool](repeating: true, count: tree.nodeCount),
      options: ContentOptions(base: WebURL("https://example.org/a/b")))
  }

  /// Every way in which a fragment steps out of what is allowed, as a browser would parse it.
  private func offences(in fragment: [UInt8]) -> [String] {
    var offences: [String] = []
    let tree = Tree(parsing: fragment)
    var node = tree.body.flatMap { tree.firstChild($0) }
    while let each = node, let body = tree.body {
      switch tree.kind(each) {
      case .element:
        let name = tree.name(tree.tag(each))
        if tree.namespace(each) != .html || !Self.elements.contains(name) {
          offences.append("<\(name)>")
        }
        for attribute in tree.attributes(each) {
          let value = tree.string(attribute.value)
          let attribute = tree.name(attribute.name)
          if !Self.attributes.contains(attribute) { offences.append("\(name)[\(attribute)]") }
          guard attribute == "href" || attribute == "src" else { continue }
          let schemes =
            attribute == "href"
            ? ["https:", "http:", "mailto:", "tel:"] : ["https:", "http:", "data:image/"]
          if !schemes.contains(where: { value.hasPrefix($0) }) {
            offences.append("\(attribute)=\(value)")
          }
        }
      case .text: break
      default: offences.append("\(tree.kind(each))")
      }
      node = tree.nextInOrder(each, within: body)
    }
    let hasHead = tree.head.map { tree.firstChild($0) != nil } ?? false
    return hasHead ? offences + ["head"] : offences
  }

  @Test(arguments: payloads)
  func `nothing that runs comes through`(payload: String) {
    #expect(offences(in: content(payload).html()).isEmpty)
    #expect(offences(in: content("<div><p>before</p>\(payload)<p>after</p></div>").html()).isEmpty)
  }

  @Test(arguments: payloads)
  func `what came through stays what it is when parsed again`(payload: String) {
    let once = content("<p>a</p>" + payload + "<p>b</p>").html()

    let again = content(String(decoding: once, as: UTF8.self)).html()

    #expect(String(decoding: again, as: UTF8.self) == String(decoding: once, as: UTF8.self))
  }

  @Test func `pairs of payloads, one inside or behind the other, give no way through either`() {
    var generator = SplitMix(state: 7)
    for _ in 0..<400 {
      guard let a = Self.payloads.randomElement(using: &generator),
        let b = Self.payloads.randomElement(using: &generator)
      else { continue }
      let cut = Int.random(in: 0...a.count, using: &generator)
      let page = String(a.prefix(cut)) + b + String(a.dropFirst(cut))

      let once = content(page).html()

      #expect(offences(in: once).isEmpty, "\(page)")
      #expect(content(String(decoding: once, as: UTF8.self)).html() == once, "\(page)")
    }
  }

  @Test func `links carry rel, and no id or name survives`() {
    let html = String(
      decoding: content("<a id=a name=b class=c href=/x>y</a>").html(), as: UTF8.self)

    #expect(html == "<p><a href=\"https://example.org/x\" rel=\"noopener nofollow\">y</a></p>")
  }
}
