/// A sanitised HTML fragment as XHTML whose content model always holds, for books.
///
/// What the fragment is made of is known (the cleaner wrote it): quoted attributes, five entities, void
/// elements without a slash. Here each element goes only where it may stand: blocks in blocks, text in
/// paragraphs, items in lists; a table becomes a paragraph a row, an image its description, since a book
/// has no pictures from elsewhere.
struct XHTMLBody {
  private var out = ""
  private var blocks: [String] = []

  /// Open inside the paragraph, heading or `pre` that is last of `blocks`.
  private var inline: [String] = []

  private static let containers: Set = ["blockquote", "ul", "ol", "li"]
  private static let leaves: Set = ["p", "h2", "h3", "h4", "h5", "h6", "pre"]
  private static let phrases: Set = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "strong", "sub", "sup", "u", "var",
  ]

  /// Elements whose borders end a line of text, and nothing else is kept of them.
  private static let borders: Set = [
    "address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "header", "main", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr",
  ]

  static func convert(_ html: String) -> String {
    var body = XHTMLBody()
    var rest = html[...]
    while !rest.isEmpty {
      guard rest.first == "<", let end = rest.firstIndex(of: ">") else {
        let text = rest.dropFirst().prefix { $0 != "<" }
        body.text(rest[..<text.endIndex])
        rest = rest[text.endIndex...]
        continue
      }
      let tag = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.first == "/" {
        body.close(String(tag.dropFirst()))
      } else {
        body.open(Tag(tag))
      }
    }
    body.closeAll()
    return body.out
  }

  private struct Tag {
    var name: String
    private let attributes: Substring

    init(_ text: Substring) {
      let name = text.prefix { !$0.isWhitespace && $0 != "/" }
      self.name = name.lowercased()
      attributes = text[name.endIndex...]
    }

    /// The value as it is escaped in the fragment.
    func value(_ name: String) -> Substring? {
      guard let start = attributes.firstRange(of: " \(name)=\"")?.upperBound else { return nil }
      return attributes[start...].prefix { $0 != "\"" }
    }
  }

  private mutating func open(_ tag: Tag) {
    switch tag.name {
    case "h1": block("h2")
    case "br": if isInLeaf { out += "<br/>" }
    case "hr":
      toFlow()
      out += "<hr/>"
    case "td", "th": if isInLeaf { text(" | ") }
    case "img":
      if let description = tag.value("alt"), !description.isEmpty { text("[\(description)]") }
    case let name where XHTMLBody.leaves.contains(name) || XHTMLBody.containers.contains(name):
      block(name)
    case let name where XHTMLBody.phrases.contains(name): phrase(tag)
    case let name where XHTMLBody.borders.contains(name): toFlow()
    default: break
    }
  }

  private mutating func close(_ name: String) {
    let name = name == "h1" ? "h2" : name
    if XHTMLBody.phrases.contains(name) {
      guard let place = inline.lastIndex(of: name) else { return }
      while inline.count > place { out += "</\(inline.removeLast())>" }
    } else if XHTMLBody.leaves.contains(name) || XHTMLBody.containers.contains(name) {
      guard let place = blocks.lastIndex(of: name) else { return }
      while blocks.count > place { closeBlock() }
    } else if XHTMLBody.borders.contains(name) {
      toFlow()
    }
  }

  private var isInLeaf: Bool { blocks.last.map { XHTMLBody.leaves.contains($0) } ?? false }

  private var isInList: Bool { blocks.last == "ul" || blocks.last == "ol" }

  private mutating func block(_ name: String) {
    toFlow()
    if name == "li" {
      // An item ends the one before it, and needs a list around it.
      if blocks.last == "li" { closeBlock() }
      if !isInList { push("ul") }
    } else if isInList {
      push("li")
    }
    push(name)
  }

  private mutating func phrase(_ tag: Tag) {
    guard !inline.contains(tag.name) else { return }
    var start = "<\(tag.name)>"
    if tag.name == "a" {
      guard let address = tag.value("href"),
        address.hasPrefix("http://") || address.hasPrefix("https://"),
        !address.contains(where: { $0.isWhitespace || "\\^`{|}".contains($0) })
      else { return }
      start = "<a href=\"\(address)\">"
    }
    toLeaf()
    out += start
    inline.append(tag.name)
  }

  private mutating func text(_ text: Substring) { self.text(String(text)) }

  private mutating func text(_ text: String) {
    guard isInLeaf || text.contains(where: { !$0.isWhitespace }) else { return }
    toLeaf()
    let plain = text.replacing("&nbsp;", with: "\u{a0}")
    out.unicodeScalars.append(contentsOf: plain.unicodeScalars.filter(XML.isAllowed))
  }

  private mutating func push(_ name: String) {
    out += "<\(name)>"
    blocks.append(name)
  }

  /// To where text may stand.
  private mutating func toLeaf() {
    guard !isInLeaf else { return }
    if isInList { push("li") }
    push("p")
  }

  /// To where a block may stand.
  private mutating func toFlow() {
    if isInLeaf { closeBlock() }
  }

  private mutating func closeBlock() {
    while let name = inline.popLast() { out += "</\(name)>" }
    guard let name = blocks.popLast() else { return }
    out += "</\(name)>\n"
  }

  private mutating func closeAll() {
    while !blocks.isEmpty { closeBlock() }
  }
}
