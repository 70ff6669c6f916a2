import Domain
import Markup
import Testing

@testable import Cleaning

/// Pages whose parts a server sends late.
@Suite struct StreamedPartsTests {
  private func body(_ page: String) -> String {
    let tree = PageTree.parse(Array(page.utf8))
    return tree.body.map { String(decoding: tree.innerHTML($0), as: UTF8.self) } ?? ""
  }

  @Test func `a late part takes the place of what says that it is loading`() {
    let page = """
      <body><main><!--$?--><template id="B:0"></template><i>Loading</i><!--/$--></main><footer>End</footer>\
      <div hidden id="S:0"><p>The article.</p></div><script>$RC("B:0","S:0")</script></body>
      """

    #expect(body(page).contains("<main><!--$?--><p>The article.</p><!--/$--></main><footer>"))
    #expect(!body(page).contains("Loading"))
  }

  @Test func `parts of parts and boundaries inside of others are put together`() {
    let page = """
      <body><!--$?--><template id="pB:1"></template><!--$-->old<!--/$-->old<!--/$--><b>after</b>\
      <div hidden id="pS:1">one <template id="pP:a2"></template> three</div><div hidden id="pS:a2">two</div></body>
      """

    #expect(body(page).contains("one two three<!--/$--><b>after</b>"))
    #expect(!body(page).contains("old"))
  }

  @Test func `where comments were stripped what waits stays beside the part`() {
    let page = """
      <body><main><template id="B:0"></template><i>Loading</i></main><div hidden id="S:0">The article.</div></body>
      """

    #expect(body(page).contains("<main>The article.<i>Loading</i></main>"))
  }

  @Test(arguments: [
    // No place, one inside the part itself, one that is no template, another number.
    #"<div hidden id="S:0">x</div>"#,
    #"<div hidden id="S:0">x<template id="B:0"></template><!--/$--></div>"#,
    #"<div id="B:0"></div><div hidden id="S:0">x</div>"#,
    #"<template id="B:1"></template><div hidden id="S:0">x</div>"#,
  ])
  func `a part without a place stays where it is`(page: String) {
    #expect(body("<body>" + page + "</body>").contains(#"<div hidden="" id="S:0">x"#))
  }

  @Test func `an article that was streamed is cleaned as any other`() throws {
    let text =
      "The kettle was on, and the rain kept falling over the old harbour while the keeper spoke. "
    let page = """
      <html><head><title>Tea in the rain</title></head><body><header><a href="/">Home</a></header>\
      <article><h1>Tea in the rain</h1><!--$?--><template id="B:0"></template><p>Loading</p><!--/$--></article>\
      <footer>Copyright 2021 Example Times. <a href="/legal">Legal</a></footer>\
      <div hidden id="S:0"><p>\(text)\(text)</p><p>\(text)It ended well.</p></div>\
      <script>$RC("B:0","S:0")</script></body></html>
      """

    let cleaned = Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html"))

    #expect(
      try #require(cleaned.article).text
        == [text + text, text + "It ended well."].map { $0.trimmed }.joined(separator: "\n"))
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
