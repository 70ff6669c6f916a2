import Testing

@testable import Markup

/// Which elements of a page are hidden, each named by its id.
///
/// A long text that is seen keeps the hidden ones from being taken for the page's content.
private func hidden(
  _ style: String, _ body: String, head: String = "", doctype: String = "<!doctype html>",
  limits: StyleLimits = StyleLimits()
) -> [String: Visibility.Cause] {
  let seen = String(repeating: "What everybody reads. ", count: 20)
  let page = "\(doctype)\(head)<style>\(style)</style><body>\(body)<p id=seen>\(seen)</p>"
  let tree = Tree(parsing: Array(page.utf8))
  return causes(tree, Visibility(tree, limits: limits))
}

private func causes(_ tree: Tree, _ visibility: Visibility) -> [String: Visibility.Cause] {
  var result: [String: Visibility.Cause] = [:]
  var next = tree.firstChild(.document)
  while let node = next {
    if let id = tree.attributeString(node, .id), let hiding = visibility.hiding(node) {
      result[id] = hiding.cause
    }
    next = tree.nextInOrder(node, within: .document)
  }
  return result
}

struct VisibilityTests {
  static let declarations: [(String, Visibility.Cause?)] = [
    ("display:none", .display), ("DISPLAY : NONE", .display), ("display:none!important", .display),
    ("display:/* no */none", .display), ("display:block;display:none", .display),
    ("display:none;display:block", nil), ("display:none !important;display:block", .display),
    ("content-visibility:hidden", .display), ("visibility:hidden", .visibility),
    ("visibility:collapse", .visibility), ("visibility:visible", nil), ("opacity:0", .opacity),
    ("opacity:0.0", .opacity), ("opacity:0%", .opacity), ("opacity:.5", nil), ("opacity:0.5", nil),
    ("font-size:0", .fontSize), ("font-size:0px", .fontSize), ("font-size:1px", .fontSize),
    ("font-size:0.8em", nil), ("font:0/0 a", .fontSize), ("font:700 12px/1.5 serif", nil),
    ("text-indent:-9999px", .textIndent), ("text-indent:-100em", .textIndent),
    ("text-indent:-2em", nil), ("position:absolute;left:-9999px", .offScreen),
    ("left:-100%", .offScreen), ("top:-9999em", .offScreen), ("margin-left:-99999px", .offScreen),
    ("left:-20px", nil), ("clip:rect(0,0,0,0)", .clip), ("clip:rect(1px 1px 1px 1px)", .clip),
    ("clip:rect(0 0 auto 0)", nil), ("clip:auto", nil), ("clip-path:inset(50%)", .clip),
    ("clip-path:inset(5%)", nil), ("clip-path:circle(0)", .clip),
    ("width:0;height:0;overflow:hidden", .size), ("width:1px;overflow:hidden", .size),
    ("max-height:0;overflow:hidden", .size), ("height:0", nil),
    ("height:0;overflow:hidden;padding-bottom:56.25%", nil),
    ("height:0;padding:0;overflow:hidden", .size), ("height:10px;overflow:hidden", nil),
    ("color:#fff;background:#FFFFFF", .color),
    ("color:white;background-color:rgb(255,255,255)", .color),
    ("color:#fff;background:#fff url(a.png)", nil), ("color:#fff;background:#000", nil),
    ("color:transparent;background:transparent", nil), ("background:url(data:x;display:none)", nil),
    ("content:';display:none'", nil), ("color:red;;; display : none ;", .display),
    ("-display:none", nil), ("display", nil), ("display:", nil), ("", nil),
    ("dis\\70lay:none", .display), ("font-size:1%", .fontSize), ("font-size:.01em", .fontSize),
    ("font-size:62.5%", nil), ("text-indent:100%", .textIndent), ("text-indent:10%", nil),
    ("position:absolute;right:-9999px", .offScreen), ("bottom:9999px", .offScreen),
    ("left:99999px", .offScreen), ("left:1200px", nil), ("left:600%", nil),
    ("left:calc(-1 * 9999px)", .offScreen), ("top:calc(-100vh - 5000px)", .offScreen),
    ("left:calc(100% - 20px)", nil), ("left:calc((2px + 3px) * -1000)", .offScreen),
    ("left:calc(", nil),
    ("letter-spacing:-9999px", .offScreen), ("letter-spacing:-1px", nil),
    ("--h:none;display:var(--h)", .display), ("display:var(--none, none)", .display),
    ("display:var(--none)", nil),
    ("inset:-9999px auto auto -9999px", .offScreen), ("inset:0", nil),
    ("margin:0 0 0 -9999px", .offScreen), ("margin:-5000px", .offScreen),
    ("margin:0 auto -9999px", nil), ("margin:0 auto", nil),
    ("transform:scale(0)", .transform), ("transform:scale(0, 0)", .transform),
    ("transform:scale(.9)", nil), ("-webkit-transform: rotate(3deg) scaleY(0)", .transform),
    ("transform:matrix(0,0,0,0,0,0)", .transform), ("transform:rotateX(90deg)", .transform),
    ("transform:translate(-9999px, 0)", .transform), ("transform:translateX(-200vw)", .transform),
    ("transform:translateX(-300%)", nil), ("transform:translateY(-50%)", nil),
    ("translate:-9999px 0", .offScreen), ("scale:0", .transform), ("scale:1", nil),
    ("filter:opacity(0)", .opacity), ("filter:blur(1px) opacity(0%)", .opacity),
    ("filter:opacity(.8)", nil), ("filter:none", nil),
    ("position:absolute;z-index:-999", .stacking),
    ("z-index:-1", nil), ("z-index:9", nil), ("clip-path:polygon(0 0,0 0,0 0)", .clip),
    ("clip-path:polygon(0 0,100% 0,100% 90%)", nil), ("clip-path:circle(0 at 50% 50%)", .clip),
    ("-webkit-clip-path:ellipse(0 0)", .clip), ("max-block-size:0;overflow:clip", .size),
    ("color:hsl(0, 0%, 100%);background:#fff", .color),
    ("color:hsl(120deg 100% 25%);background:#008000", .color),
    ("color:hsl(120deg 100% 25%);background:#fff", nil),
    ("color:rgba(0,0,0,0)", .color), ("color:#0000", .color), ("color:#00000080", nil),
    ("-webkit-text-fill-color:transparent", .color),
    ("color:transparent;background:linear-gradient(red,blue)", nil),
    ("color:rgba(255,255,255,.5);background:#fff", nil),
    ("opacity:.05", .opacity), ("opacity:.1", nil), ("filter:opacity(.05)", .opacity),
    ("zoom:.01", .transform), ("zoom:1", nil), ("zoom:90%", nil), ("scale:1%", .transform),
    ("transform:scale(.01)", .transform), ("transform:scale(1, 0)", .transform),
    ("transform:matrix(0,1,-1,0,0,0)", nil), ("transform:matrix(1,0,0,1,-20,0)", nil),
    ("clip-path:inset(0 0 100% 0)", .clip), ("clip-path:inset(0 60% 0 40%)", .clip),
    ("clip-path:inset(10% 40%)", nil), ("clip-path:inset(9999px)", .clip),
    ("clip-path:inset(50% round 4px)", .clip), ("clip-path:rect(0 0 0 0)", .clip),
    ("clip-path:rect(0 100px 80px 0)", nil), ("clip-path:xywh(0 0 0 0)", .clip),
    ("clip-path:xywh(0 0 100% 100%)", nil), ("clip-path:polygon(100% 0, 100% 0, 100% 0)", .clip),
    ("clip-path:ellipse(50% 40%)", nil), ("clip-path:url(#a)", nil),
    ("mask:linear-gradient(transparent,transparent)", .clip),
    ("-webkit-mask-image:linear-gradient(to right, rgba(0,0,0,0), transparent)", .clip),
    ("mask-image:linear-gradient(black, transparent)", nil), ("mask:url(a.svg)", nil),
    ("mask:none", nil), ("line-height:0;overflow:hidden", .size), ("line-height:0", nil),
    ("line-height:1.5;overflow:hidden", nil),
    ("color:hwb(0 100% 0%);background:#fff", .color),
    ("color:hwb(9 20% 80%);background:#333", .color),
    ("color:lab(100% 0 0);background:white", .color),
    ("color:oklch(1 0 0);background:#fff", .color),
    ("color:oklch(.4 .1 20);background:#fff", nil),
    ("color:light-dark(#fff, #000);background:#fff", .color),
    ("color:#fff;background-color:#fff;background-image:none", .color),
    ("color:#fff;background-color:#fff;background-image:url(a.png)", nil),
  ]

  @Test(arguments: [
    ("color:#fefefe;background:#ffffff", true),
    ("background:rgb(238,238,238);color:rgb(240,240,240)", true),
    ("color:#f6f6f6;background:#fff", true), ("background:currentColor", true),
    ("color:#eee;background:#fff", false), ("color:var(--a);background:var(--a)", true),
    ("color:var(--a);background:var(--b)", false),
  ])
  func `an element's own colours hide where nobody tells them apart`(style: String, hides: Bool) {
    let found = hidden("", "<div id=x style=\"\(style)\">a</div>")["x"]

    #expect(found == (hides ? .color : nil))
  }

  @Test(arguments: [
    ("<dialog id=x>a</dialog>", Visibility.Cause.display), ("<dialog id=x open>a</dialog>", nil),
    ("<p id=x inert>a</p>", .ariaHidden),
  ])
  func `what is out of reach is not seen`(html: String, cause: Visibility.Cause?) {
    #expect(hidden("", html)["x"] == cause)
  }

  @Test(arguments: declarations)
  func `a style attribute hides by what it declares`(style: String, cause: Visibility.Cause?) {
    #expect(hidden("", "<div id=x style=\"\(style)\">a</div>")["x"] == cause)
  }

  @Test(arguments: declarations)
  func `a rule hides by what it declares`(style: String, cause: Visibility.Cause?) {
    #expect(hidden("#x{\(style)}", "<div id=x>a</div>")["x"] == cause)
  }

  @Test func `attributes hide and templates are not asked`() {
    let found = hidden(
      "",
      "<p id=a hidden>a<p id=b aria-hidden=true>b<p id=c aria-hidden=false>c<template><p id=d hidden></template>"
    )

    #expect(found == ["a": .hiddenAttribute, "b": .ariaHidden])
  }

  @Test func `what is below a hidden element is hidden unless it takes the property back`() {
    let found = hidden(
      "",
      """
      <div id=a style="display:none"><p id=b style="display:block">b</p></div>
      <div id=c style="visibility:hidden"><p id=d style="visibility:visible">d</p><p id=e>e</p></div>
      <div id=f style="font-size:0"><p id=g style="font-size:14px">g</p><p id=h style="font-size:2em">h</p></div>
      <div id=i style="text-indent:-9999px"><p id=j style="text-indent:0">j</p></div>
      """)

    #expect(
      found == [
        "a": .display, "b": .display, "c": .visibility, "e": .visibility, "f": .fontSize,
        "h": .fontSize, "i": .textIndent,
      ])
  }

  @Test func `text of the colour behind it is hidden where no sheet outside may say otherwise`() {
    let body =
      "<body bgcolor=white><font color=#ffffff id=a>a<b id=b style='color:red'>b</b></font>"
    let table = "<table bgcolor=#000><tr><td id=c style='color:#000'>c <a href=x id=d>d</a></table>"

    #expect(hidden("", body + table) == ["a": .color, "c": .color])
    #expect(hidden("", body + table, head: "<link rel=stylesheet href=a.css>") == [:])
  }

  @Test(arguments: [
    ("", "<p id=x style='color:#fff'>a", true), ("", "<font color=white id=x>a</font>", true),
    ("#x{color:#fffffe}", "<p id=x>a", true),
    ("body{background:#fff}", "<p id=x style='color:#fff'>a", true),
    ("", "<p id=x style='color:#ccc'>a", false),
    ("body{background:#333}", "<p id=x style='color:#fff'>a", false),
    ("#x{background-image:url(a.png)}", "<p id=x style='color:#fff'>a", false),
    ("", "<div style='background:navy'><p id=x style='color:#fff'>a</div>", false),
    ("", "<table background=a.gif><tr><td id=x style='color:#fff'>a</table>", false),
    ("", "<link rel=stylesheet href=a.css><p id=x style='color:#fff'>a", false),
  ])
  func `white text is hidden on a page that has no background`(
    sheet: String, body: String, hides: Bool
  ) {
    #expect(hidden(sheet, body)["x"] == (hides ? .color : nil))
  }

  @Test func `lines without a height hide what does not take it back`() {
    let found = hidden(
      "",
      "<div id=a style='line-height:0;overflow:hidden'>a<p id=b style='line-height:1.4'>b</p></div>"
    )

    #expect(found == ["a": .size])
  }

  @Test func `the rule that hides is named`() throws {
    let tree = Tree(
      parsing: Array(
        "<!doctype html><style>.menu > .drop, .x{display:none}</style><div class=menu><p class=drop>a</p></div><p>Text that is seen by all</p>"
          .utf8))
    let visibility = Visibility(tree)

    let root = try #require(visibility.roots.first)
    let rule = try #require(visibility.hiding(root)?.rule)
    #expect(tree.string(rule) == ".menu > .drop, .x")
    #expect(visibility.roots.count == 1)
  }
}

struct ContentHiddenUntilScriptsRunTests {
  private let text = String(repeating: "The article itself, sentence by sentence. ", count: 30)

  private func visibility(_ page: String) -> (Tree, Visibility) {
    let tree = Tree(parsing: Array(page.utf8))
    return (tree, Visibility(tree))
  }

  @Test(arguments: [
    "body{visibility:hidden}", "body{opacity:0}", "body{display:none}", "html{visibility:hidden}",
  ])
  func `a page that is hidden whole stays`(style: String) {
    let (tree, visibility) = visibility("<!doctype html><style>\(style)</style><p id=x>\(text)")

    #expect(causes(tree, visibility) == [:])
    #expect(!visibility.voided.isEmpty)
  }

  @Test func `content below two frames that hide stays, and what is hidden in it does not`() {
    let (tree, visibility) = visibility(
      """
      <!doctype html><style>body{opacity:0}#main{visibility:hidden}</style><body><div id=main>
      <p id=x>\(text)</p><p id=y style="display:none">an advertisement</p></div>
      """)

    #expect(causes(tree, visibility) == ["y": .display])
  }

  @Test func `the greater part of a page that waits for a script stays beside a menu`() {
    let menu = (0..<40).map { "<a href=/\($0)>channel \($0)</a>" }.joined()
    let (tree, visibility) = visibility(
      """
      <!doctype html><style>#js_content{visibility:hidden}</style><div>\(menu)</div>
      <p>Some words of the frame around the text</p><div id=js_content>\(text)</div>
      """)

    #expect(causes(tree, visibility) == [:])
  }

  @Test func `a hidden part as long as the page stays hidden if it is gone from the layout`() {
    let (tree, visibility) = visibility(
      "<!doctype html><p id=a>\(text)<div id=b style='display:none'>\(text)\(text)</div>")

    #expect(causes(tree, visibility) == ["b": .display])
  }
}
