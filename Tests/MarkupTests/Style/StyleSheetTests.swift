import Testing

@testable import Markup

/// Whether a rule with the selector hides the element `#x` of a page.
private func selects(_ selector: String, in body: String, doctype: String = "<!doctype html>")
  -> Bool
{
  isHidden("\(selector){display:none}", in: body, doctype: doctype)
}

private func isHidden(
  _ sheet: String, in body: String, doctype: String = "<!doctype html>", style: String = ""
) -> Bool {
  let seen = String(repeating: "What everybody reads. ", count: 20)
  let tree = Tree(
    parsing: Array("\(doctype)<style\(style)>\(sheet)</style><body>\(body)<p>\(seen)".utf8))
  let visibility = Visibility(tree)
  var next = tree.firstChild(.document)
  while let node = next {
    if tree.attributeString(node, .id) == "x" { return visibility.isHidden(node) }
    next = tree.nextInOrder(node, within: .document)
  }
  return false
}

struct SelectorTests {
  private static let body = """
    <div class="menu wide" data-state="is-closed" lang=en-GB><ul><li class=a><span id=x class="b c:d"
    title="One Two">t</span></li></ul></div>
    """

  static let matching = [
    "#x", "span", "SPAN", ".b", "span.b", "span#x.b", "*", ".menu span", ".menu.wide .b",
    ".menu > ul > li > span", "div li > .b", ".menu ul .a span", "[title]", "[title='One Two']",
    "[title~=Two]", "[title^=One]", "[title$=\"Two\"]", "[title*='e T']", "[title='one two' i]",
    "[lang|=en] span", "[data-state=is-closed] span", ".c\\:d", ".c\\3a d", "p, .b", ".q,.b",
    ":root span", "html .b", "span:not(.q)", "span:not([hidden])", "body div *", "a:hover, .b",
    ".menu /* of the page */ span", "\n.menu\t>\nul span",
    ":is(.q, .b)", ":where(#y, span)", ":is(.q .r, .b)", "li :is(.b)", ".menu :is(ul, ol) .b",
    "span:is(.b:not(.q))", "span:not(.q, .r)", "span:first-child", "span:only-child",
    "span:last-of-type", "span:nth-child(1)", "span:nth-child(odd)", "span:nth-child(2n + 1)",
    "span:nth-last-of-type(-n+3)", "span:nth-child(n)", "span:not(:empty)", ":not(i, b)#x",
    "li:has(span)", "li:has(> .b)", "div:has(.q, #x)", "span:not(:has(*))", ".menu:has(li) .b",
  ]

  @Test(arguments: matching)
  func `a selector selects what it says`(selector: String) {
    #expect(selects(selector, in: SelectorTests.body))
  }

  static let others = [
    "#X", "#y", ".B", ".bb", "span.q", ".menu > span", "ul > .b", "li.b", ".a .menu span",
    "[title=One]", "[title~=Tw]", "[title^=Two]", "[title|=One]", "[title='']", "[title~='']",
    "[href]", "span:not(.b)", "span:hover", "span::before", ".b + .b", "li ~ span", "& span",
    "svg|span", ".menu >", "> span", "", ",", ".", "#", "[", "[title", "span:not(", ".b)", "..b",
    ".menu .menu span", "li > ul span", "body > .b", ".wide > li .b",
    ":is(.q, .r)", ":is(.menu .b)", "span:not(.q, .b)", "span:not(.q .r)", "span:nth-child(2)",
    "span:nth-child(even)", "span:nth-child(2n+3)", "span:nth-child(x)", "span:nth-child(1 of .b)",
    "span:empty", "span:has(b)", "span:has(> b)", "ul:has(> span)", "li:has(+ li)", "span:has(*)",
    "span:has(i b)", "span:has(", ":is()", ":is(",
    "span:not()", "* + .b", "* ~ .b",
    "span:nth-child(",
    "+ .b", "~ .b", ":where(.b", ":is(:is(:is(:is(:is(:is(.b))))))",
  ]

  @Test(arguments: others)
  func `a selector selects nothing else`(selector: String) {
    #expect(!selects(selector, in: SelectorTests.body))
  }

  @Test(arguments: [
    ("p + p", true), ("i + #x", false), ("i ~ #x", true), ("i ~ p", true), (".a + .b + #x", true),
    ("div > i ~ p", true), ("div i + .a ~ p", true), ("i + p", false), ("p + i ~ p", false),
    (":is(i, b) ~ .a ~ #x", true), ("p:nth-of-type(3)", true), ("p:nth-child(3)", false),
    ("p:last-child", true), ("p:first-child", false), ("u ~ p", false), ("div ~ p", false),
  ])
  func `siblings count`(selector: String, isSelected: Bool) {
    let body = "<div><i>1</i>two<p class=a>3</p><p class=b>4</p> <p id=x>5</p></div>"

    #expect(selects(selector, in: body) == isSelected)
  }

  @Test func `in quirks mode the case of classes and ids does not count`() {
    #expect(selects(".B", in: SelectorTests.body, doctype: ""))
    #expect(selects("#X", in: SelectorTests.body, doctype: ""))
  }

  @Test func `an ancestor farther up is tried where the nearest does not fit`() {
    let body =
      "<div class=a><p class=q><section class=b><i class=b><u id=x>t</u></i></section></p></div>"

    #expect(selects(".a > .b u", in: body))
    #expect(!selects(".q > .b > u", in: body))
  }
}

struct CascadeTests {
  private let body = "<div class=a><p id=x class=b>t</p></div>"

  @Test(arguments: [
    ("p{display:none}p{display:block}", false), ("p{display:block}p{display:none}", true),
    (".b{display:none}p{display:block}", true), ("#x{display:none}.a .b{display:block}", true),
    ("p{display:none!important}#x{display:block}", true),
    ("#x{display:none!important}p{display:block!important}", true),
    (".a .b{display:none}.b{display:block}", true), ("[id]{display:none}#x{display:block}", false),
  ])
  func `specificity, order and importance decide`(sheet: String, isHidden expected: Bool) {
    #expect(isHidden(sheet, in: body) == expected)
  }

  @Test func `an element's own style beats rules that are not important`() {
    let shown = "<p id=x style='display:block'>t"

    #expect(!isHidden("#x{display:none}", in: shown))
    #expect(isHidden("p{display:none!important}", in: shown))
    #expect(isHidden("p{display:block}", in: "<p id=x style='display:none'>t"))
    #expect(!isHidden("p{display:block}", in: "<p id=x hidden>t"))
  }
}

struct StyleSheetTests {
  private let body = "<p id=x class=b>t</p>"

  static let taken = [
    "@media screen{.b{display:none}}", "@media all{.b{display:none}}",
    "@media only screen and (min-width:768px){.b{display:none}}",
    "@media print, screen{.b{display:none}}", "@media (max-width:90em){.b{display:none}}",
    "@media screen{@media (min-width:1px){.b{display:none}}}",
    "@supports (display:grid){.b{display:none}}", "@layer base{.b{display:none}}",
    "@charset 'utf-8';@import 'a.css';.b{display:none}", "@font-face{src:url(x)} .b{display:none}",
    "<!-- .b{display:none} -->", "/* } { */.b{display:none}", ".b{display:none",
    "}.b{display:none}", ".q{content:'}'}.b{display:none}",
    ".q{&:hover{color:red}}.b{display:none}",
    ".b{&:hover{color:red} display:none}", "@page{margin:0}.b{display:none}",
    "@keyframes k{from{opacity:0}to{opacity:1}}.b{display:none}", ";;.q{} .b{display:none}",
    "@media screen{.q{color:red}}.b{display:none}",
  ]

  static let nested = [
    "body{.b{display:none}}", "body{& .b{display:none}}", "p{&.b{display:none}}",
    "html{body{> p{display:none}}}", ".q, body{color:red; p{display:none}}",
    ".b{@media screen{display:none}}",
    ".q{& + .c{color:red}}.b{display:none}", "body{@supports (top:0){.b{display:none}}}",
    ".q{a:hover{color:red}}.b{display:none}", "p{body &{display:none}}",
    "@scope (body){.b{display:none}}",
    "body{.q{display:none}; .b{display:none}}", ":root{--a:{x:y};}.b{display:none}",
  ]

  /// A page may be cut anywhere in its sheet, which then ends in the middle of a block in a block.
  @Test(arguments: [
    #".a{b{c"#, #".a{.b{x\"#, #".a{.b{""#, #".a{x{y;\"#, #".a{.b{display:none;"x"#, ".a{x:y;.b{c\\",
  ])
  func `a sheet that ends within nested blocks hides nothing else`(cut: String) {
    #expect(!isHidden(cut, in: "<p id=x>t"))
    #expect(isHidden("#x{display:none}\(cut)", in: "<p id=x>t"))
  }

  @Test(arguments: nested)
  func `a rule within another holds where both do`(sheet: String) {
    #expect(isHidden(sheet, in: body))
  }

  static let nestedElsewhere = [
    ".q{.b{display:none}}", ".q{&.b{display:none}}", "html{> p{display:none}}",
    "body{&.b{display:none}}",
    ".b{@media print{display:none}}", ".q{@media screen{display:none}}",
    "@scope (.q){.b{display:none}}",
    "@scope (body) to (.q){.b{display:none}}", "body{.b:hover{display:none}}",
    "p{& + &{display:none}}",
  ]

  @Test(arguments: nestedElsewhere)
  func `a rule within another holds nowhere else`(sheet: String) {
    #expect(!isHidden(sheet, in: body))
  }

  @Test func `rules within rules stop at a depth and a number`() {
    let deep = String(repeating: "body{", count: 40) + ".b{display:none}"
    let list = (0..<60).map { ".c\($0)" }.joined(separator: ",") + ",.b"
    let wide = String(repeating: "\(list){", count: 8) + "display:none}"

    #expect(!isHidden(deep, in: body))
    #expect(!isHidden(wide, in: body))
  }

  @Test(arguments: [
    (":root{--h:none}.b{display:var(--h)}", true), (".b{display:var( --h )}html{--h: none}", true),
    (":root{--a:var(--h);--h:none}.b{display:var(--a)}", true),
    (".b{display:var(--no, none)}", true),
    (".b{visibility:var(--no,var(--v))}:root{--v:hidden}", true),
    (":root{--o:0}.b{opacity:var(--o)}", true),
    (":root{--h:none}.dark{--h:block}.b{display:var(--h)}", false),
    (".b{display:var(--no)}", false),
    (":root{--a:var(--a)}.b{display:var(--a)}", false), (".b{display:var(}", false),
  ])
  func `a variable stands for its one value`(sheet: String, isHidden expected: Bool) {
    #expect(isHidden(sheet, in: body) == expected)
  }

  @Test(arguments: [
    ("document.getElementById(\"x\").style.display = \"none\";", true),
    ("var e=document.getElementById('x');e.style.visibility='hidden';", true),
    ("$('#x').hide()", true),
    ("document.querySelector('#x').remove()", true),
    ("document.write('<style>.b{display:none}<\\/style>')", true),
    ("document.getElementById('x').style.display='block'", false),
    ("function f() { document.getElementById('x').style.display='none' }", false),
    ("$('#x').show();$('#y').hide()", false), ("$('#y').hide()", false),
    ("document.all.x.style.display='none'", true),
    ("document.all['x'].style.left = '-999px'", true), ("$('.b').remove()", true),
    ("var e=document.getElementById('x');e.parentNode.removeChild(e)", true),
    ("document.getElementById('x').setAttribute('style','display:none')", true),
    ("window.onload = function() { document.getElementById('x').style.display='none' }", true),
    ("$(function(){ $('#x').hide() })", true),
    ("$('#y').click(function(){ $('#x').hide() })", false),
    ("$(function(){ if (a) { $('#x').hide() } })", false),
  ])
  func `what a short script hides is hidden`(script: String, isHidden expected: Bool) {
    #expect(isHidden("", in: body + "<script>\(script)</script>") == expected)
  }

  @Test(arguments: taken)
  func `a rule for the screen is taken`(sheet: String) { #expect(isHidden(sheet, in: body)) }

  static let passed = [
    "@media print{.b{display:none}}", "@media (max-width:600px){.b{display:none}}",
    "@media screen and (max-width: 40em){.b{display:none}}", "@media not all{.b{display:none}}",
    "@media (prefers-reduced-motion){.b{display:none}}", "@media speech{.b{display:none}}",
    "@keyframes k{.b{display:none}}", "@container (min-width:1px){.b{display:none}}",
    "/* .b{display:none} */", ".b{/*display:none*/}", ".q{content:'.b{display:none}'}",
    "@media print{.q{}.b{display:none}}", ".b:hover{display:none}",
  ]

  @Test(arguments: passed)
  func `a rule for others is passed over`(sheet: String) { #expect(!isHidden(sheet, in: body)) }

  @Test func `type and media of the element count`() {
    #expect(isHidden(".b{display:none}", in: body, style: " type=text/css media=all"))
    #expect(!isHidden(".b{display:none}", in: body, style: " media=print"))
    #expect(!isHidden(".b{display:none}", in: body, style: " type=text/x-template"))
  }
}

struct StyleLimitTests {
  private func exceeded(_ sheet: String, _ body: String, _ limits: StyleLimits) -> [Limit] {
    let tree = Tree(parsing: Array("<!doctype html><style>\(sheet)</style><body>\(body)".utf8))
    return Visibility(tree, limits: limits).exceeded
  }

  @Test func `bytes, selectors, their length and the comparisons are bounded`() {
    var limits = StyleLimits()
    limits.maximumBytes = 1000
    limits.maximumSelectors = 20
    limits.maximumSelectorLength = 40
    limits.matchesPerElement = 4
    let many = (0..<30).map { ".a\($0){top:-999px}" }.joined()
    let long = String(repeating: ".a", count: 30) + "{top:-999px}"
    let deep = String(repeating: "<div>", count: 200)

    #expect(exceeded(".a{top:-999px}", "", limits) == [])
    #expect(exceeded(String(repeating: " ", count: 1001), "", limits) == [.styleBytes])
    #expect(exceeded(many, "", limits) == [.styleSelectors])
    #expect(
      exceeded(String(repeating: "a,", count: 99) + "a{top:-999px}", "", limits) == [
        .styleSelectors
      ])
    #expect(exceeded(long, "", limits) == [.selectorLength])
    #expect(exceeded("[lang] div{top:-999px}", deep, limits) == [.styleMatches])
  }

  /// Sheets made to be slow: what they may cost is counted, not timed.
  @Test(arguments: [
    String(repeating: "{", count: 50_000), String(repeating: "}", count: 50_000),
    String(repeating: "@media screen{", count: 10_000),
    String(repeating: "a{b:c}", count: 20_000),
    String(repeating: "/*", count: 50_000), String(repeating: "\"", count: 50_000),
    String(repeating: "\\", count: 50_001), String(repeating: "a(", count: 50_000),
    String(repeating: "[", count: 50_000), String(repeating: ":not(", count: 30_000),
    String(repeating: "div ", count: 30_000) + "{top:-999px}", "@", "@media", "@media{", "a{",
    "a{top",
    "a{top:", "a{top:0!", "a{clip:rect(", "a{color:rgb(", "a{color:#", "a{font:", "a\\", "<", "-",
    "a{color:rgb(1e9,99999999999999999999999999999999999999,0)}",
    "a{top:" + String(repeating: "9", count: 5000) + "px}",
    "a{left:" + String(repeating: "calc(", count: 5000), "a{left:calc((((((((((1px))))))))))}",
    "a{color:rgb(calc(\(huge) - \(huge)),0,0)}", "a{color:hsl(calc(\(huge) - \(huge)),9%,9%)}",
    "a{color:hsl(1,calc(\(huge)),calc(\(huge)))}", "a{top:calc(\(huge))}",
  ])
  func `hostile sheets end`(sheet: String) {
    let tree = Tree(
      parsing: Array("<!doctype html><style>\(sheet)</style><div style='\(sheet)'><a>t</a>".utf8))

    #expect(!Visibility(tree).isHidden(.document))
  }

  /// More than a `Double` can hold, as a product.
  private static let huge = Array(repeating: "1000000000", count: 40).joined(separator: "*")

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static func numbered(_ count: Int, _ before: String, _ after: String) -> String {
    (0..<count).map { "\(before)\($0)\(after)" }.joined()
  }

  static let slow: [String: (sheet: String, body: String)] = [
    "brackets that close blocks of another kind": (
      "a{\(times(1200, "b:c{d:] 0}#k{"))", ""
    ),
    "@scope that opens nothing": (times(20_000, "@scope(];"), ""),
    "variables without an end": (times(20_000, "a{display:var(--q,]}"), ""),
    "variables without an end in attributes": ("", times(10_000, "<p style='display:var(--q,'>x")),
    "a long value": (
      "a{--v:\(times(50_000, "x "))}\(times(10_000, "a{transform:var(--v)}"))", ""
    ),
    "at-rules within a rule of many selectors": (
      "\(times(40_000, ".a,")).b{\(times(1000, "@media all{top:-999px}"))", ""
    ),
    "a rule of many declarations": (
      ".a{\(times(20_000, "top:-999px;"))}", times(5000, "<p class=a>x")
    ),
    "values that nearly fit": (
      numbered(500, "[x*=\(times(480, "a"))", "]{top:-999px}"),
      times(2000, "<p>") + times(2, "<p x=\(times(4000, "a"))>x")
    ),
    "a sibling of long names": (
      numbered(100, "h1 ~ .a", "{top:-999px}") + "h1 ~ p{top:-999px}",
      "<h1 class=\(times(500_000, "a"))>x</h1>" + times(2000, "<p>x")
    ),
    "conditions of rules within each other": (
      numbered(300, times(240, ".a") + ".b", ",") + ".a{&\(times(240, ".a")){"
        + numbered(100, "&\(times(240, ".b")).c", "{top:-999px}"), ""
    ),
    "selectors too long to be put together": (
      numbered(4000, times(12, "a ") + ".b", ",") + ".a{\(times(5000, "b b{top:-999px}"))", ""
    ),
  ]

  /// What is read again for each rule or element has a bound: each of these took minutes, or all memory.
  @Test(.timeLimit(.minutes(5)), arguments: slow.keys.sorted())
  func `hostile pages end`(name: String) throws {
    let (sheet, body) = try #require(Self.slow[name])
    let tree = Tree(parsing: Array("<!doctype html><style>\(sheet)</style>\(body)<a>t".utf8))

    #expect(!Visibility(tree).isHidden(.document))
  }

  @Test func `comparisons stay within their budget on deep trees and long chains`() {
    let sheet = (0..<2000).map { ".a .b .c\($0 % 7) div{top:-999px}" }.joined()
    let body = String(repeating: "<div class='a b'>", count: 400)
    let tree = Tree(parsing: Array("<!doctype html><style>\(sheet)</style>\(body)".utf8))

    let visibility = Visibility(tree)

    #expect(visibility.exceeded.allSatisfy { $0 == .styleMatches })
  }
}
