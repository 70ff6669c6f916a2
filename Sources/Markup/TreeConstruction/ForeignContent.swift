extension TreeConstruction {
  /// Whether the rules for foreign content hold for the current token.
  ///
  /// Source: HTML standard, "tree construction dispatcher".
  var isForeign: Bool {
    guard let current = open.last else { return false }
    var namespace = current.namespace
    var properties = current.properties
    var tag = current.tag
    if open.count == 1, let context {
      (tag, namespace) = (context.tag, context.namespace)
      properties = ElementProperties.of(tag, namespace)
    }
    guard namespace != .html else { return false }
    switch tokenizer.token.kind {
    case .endOfFile: return false
    case .startTag:
      let start = tokenizer.token.tag
      if properties.contains(.mathMLTextIntegrationPoint), start != .mglyph, start != .malignmark {
        return false
      }
      if namespace == .mathML, tag == .annotationXml, start == .svg { return false }
      return !properties.contains(.htmlIntegrationPoint)
    case .characters, .null:
      return properties.isDisjoint(with: [.mathMLTextIntegrationPoint, .htmlIntegrationPoint])
    default: return true
    }
  }

  /// "The rules for parsing tokens in foreign content".
  mutating func foreignContent() {
    switch token.kind {
    case .null:
      let start = tokenizer.decoded.count
      tokenizer.appendUTF8(0xFFFD)
      insertCharacters(
        ByteRange(
          tokenizer.source.count + start..<tokenizer.source.count + tokenizer.decoded.count))
    case .characters:
      if isFramesetOK, !isWhitespace(token.text) { isFramesetOK = false }
      insertCharacters(token.text)
    case .comment: insertComment()
    case .doctype, .endOfFile: return
    case .startTag:
      if leavesForeignContent {
        leaveForeignContent()
      } else if !insertedFlat() {
        let namespace = open.count == 1 ? context?.namespace : open.last?.namespace
        insertForeign(namespace ?? .html)
      }
    case .endTag:
      if token.tag == .br || token.tag == .p {
        leaveForeignContent()
      } else if !closedFlat() {
        closeForeign()
      }
    }
  }

  /// "Insert a foreign element" for the current start tag, popped at once if it closes itself.
  mutating func insertForeign(_ namespace: Namespace) {
    let token = tokenizer.token
    let adjusted = namespace == .svg ? ForeignNames.shared.svgTag(token.tag) : token.tag
    ForeignNames.shared.adjust(&tokenizer.attributes, token.attributes.indices, namespace)
    let node = makeElement(adjusted, namespace: namespace)
    insert(node, at: appropriatePlace())
    push(node, tag: token.tag, namespace: namespace)
    if token.isSelfClosing { pop() }
  }

  private var leavesForeignContent: Bool {
    switch token.tag {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1,
      .h2, .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p,
      .pre, .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var:
      true
    case .font:
      tokenizer.attributes[token.attributes.indices].contains {
        $0.name == .color || $0.name == .face || $0.name == .size
      }
    default: false
    }
  }

  private mutating func leaveForeignContent() {
    while let element = open.last, element.namespace != .html,
      element.properties.isDisjoint(with: [.mathMLTextIntegrationPoint, .htmlIntegrationPoint])
    {
      // A fragment's root stays; its namespace is HTML's, so that the loop ends there.
      pop()
    }
    process(in: mode)
  }

  private mutating func closeForeign() {
    var i = open.count - 1
    while i > 0 {
      if open[i].tag == token.tag {
        while open.count > i { pop() }
        return
      }
      i -= 1
      if open[i].namespace == .html { return process(in: mode) }
    }
  }

  /// Whether an `annotation-xml` holds HTML.
  func hasHTMLEncoding(_ node: UInt32) -> Bool {
    tokenizer.attributes[nodes[Int(node)].content.indices].contains {
      $0.name == .encoding
        && (tokenizer.equals($0.value, "text/html")
          || tokenizer.equals($0.value, "application/xhtml+xml"))
    }
  }
}

/// "Adjust SVG attributes", "adjust MathML attributes", and SVG's tag names.
struct ForeignNames: Sendable {
  static let shared = ForeignNames()

  private var svgTags: [UInt32: UInt32] = [:]
  private var svgAttributes: [UInt32: UInt32] = [:]

  private init() {
    svgTags = ForeignNames.pairs(svgTagNames)
    svgAttributes = ForeignNames.pairs(svgAttributeNames)
  }

  func svgTag(_ tag: Tag) -> Tag { Tag(rawValue: svgTags[tag.rawValue] ?? tag.rawValue) }

  /// The lower-case name of a tag that SVG writes with capitals.
  func adjust(_ attributes: inout [Attribute], _ range: Range<Int>, _ namespace: Namespace) {
    for i in range {
      let number = attributes[i].name.rawValue
      if namespace == .svg, let cased = svgAttributes[number] {
        attributes[i].name = AttributeName(rawValue: cased)
      } else if namespace == .mathML, attributes[i].name == ForeignNames.definitionURL {
        attributes[i].name = .definitionURL
      }
    }
  }

  private static let definitionURL = AttributeName("definitionurl")

  private static func pairs(_ packed: StaticString) -> [UInt32: UInt32] {
    var result: [UInt32: UInt32] = [:]
    for word in NameTable.words(of: packed) {
      guard let lower = NameTable.known.number(of: word.span),
        let cased = NameTable.known.cased(word)
      else { continue }
      result[lower] = cased
    }
    return result
  }
}
