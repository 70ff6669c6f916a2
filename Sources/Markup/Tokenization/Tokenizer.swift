/// The tokenizer of the HTML standard over one array of UTF-8, one token at a time.
///
/// States are places in the code: as the whole input is there, each construct is read in one go.
/// Parse errors are not reported, since nobody here asks for them. Texts, values and names are
/// ranges of the source, or of `decoded` (which follows it in the tree's arena) where something had
/// to be decoded.
///
/// Source: HTML standard, section 13.2.5.
struct Tokenizer {
  /// The tokenizer's states between two tokens.
  enum Content: UInt8 { case data, rcdata, rawtext, scriptData, plaintext, cdataSection }

  let source: [UInt8]
  var position = 0
  var token = Token()
  var content = Content.data
  /// The tag whose end tag closes raw text.
  var lastStartTag = Tag(rawValue: 0)
  /// Whether the adjusted current node is a foreign element.
  var allowsCDATA = false

  var decoded: [UInt8] = []
  var attributes: [Attribute] = []
  /// Attributes that elements keep; those beyond belong to the current token.
  var keptAttributes = 0
  var names = NameTable.known
  var exceeded: [Limit] = []

  let maximumAttributes: Int
  let maximumNameLength: Int

  /// - Parameter source: valid UTF-8 with its newlines normalised.
  init(_ source: [UInt8], options: ParseOptions) {
    self.source = source
    maximumAttributes = options.maximumAttributes
    maximumNameLength = options.maximumNameLength
  }

  /// Reads the next token into `token`.
  mutating func next() {
    if attributes.count > keptAttributes {
      attributes.removeLast(attributes.count - keptAttributes)
    }
    repeat { token.start = position } while !step()
    token.end = position
  }

  /// Goes on by one construct; false where no token came of it.
  private mutating func step() -> Bool {
    guard position < source.count else {
      token.kind = .endOfFile
      return true
    }
    switch content {
    case .data: return nextInData()
    case .rcdata, .rawtext, .scriptData: nextInRawText()
    case .plaintext: rawText(to: source.count)
    case .cdataSection: return nextInCDATASection()
    }
    return true
  }

  mutating func note(_ limit: Limit) {
    if !exceeded.contains(limit) { exceeded.append(limit) }
  }

  private mutating func nextInData() -> Bool {
    switch source[position] {
    case UInt8(ascii: "<") where opensMarkup(position): return markup()
    case 0:
      token.kind = .null
      position += 1
    default: characters()
    }
    return true
  }

  /// Whether the `<` at an index begins something else than text.
  private func opensMarkup(_ index: Int) -> Bool {
    guard index + 1 < source.count else { return false }
    switch source[index + 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: "/"): return index + 2 < source.count
    case let byte: return byte.isASCIILetter
    }
  }

  /// "Tag open state", where the `<` opens something; false for `</>` and where CDATA begins.
  private mutating func markup() -> Bool {
    switch source[position + 1] {
    case UInt8(ascii: "!"): return markupDeclaration()
    case UInt8(ascii: "?"): bogusComment(from: position + 1)
    case UInt8(ascii: "/"):
      let byte = source[position + 2]
      if byte == UInt8(ascii: ">") {
        position += 3
        return false
      }
      if byte.isASCIILetter {
        tag(.endTag, at: position + 2)
      } else {
        bogusComment(from: position + 2)
      }
    default: tag(.startTag, at: position + 1)
    }
    return true
  }

  /// A run of text in the data state, its character references decoded.
  private mutating func characters() {
    token.kind = .characters
    var copied = Decoding(from: position)
    var i = position
    while true {
      i = source.span.firstTextStop(from: i)
      guard i < source.count else { break }
      if source[i] == UInt8(ascii: "&") {
        i = decodeReference(at: i, inAttribute: false, into: &copied)
      } else if source[i] == 0 || opensMarkup(i) {
        break
      } else {
        i += 1
      }
    }
    token.text = finish(copied, at: i)
    position = i
  }

  private mutating func nextInCDATASection() -> Bool {
    var i = position
    while i < source.count, source[i] != 0, !isAt(i, "]]>") { i += 1 }
    if i > position {
      token.kind = .characters
      token.text = ByteRange(position..<i)
      position = i
    } else if source[i] == 0 {
      token.kind = .null
      position += 1
    } else {
      position += 3
      content = .data
      return false
    }
    return true
  }

  func isAt(_ index: Int, _ text: StaticString) -> Bool {
    guard index + text.utf8CodeUnitCount <= source.count else { return false }
    return text.withUTF8Buffer { wanted in
      for i in wanted.indices where source[index + i].lowered != wanted[i].lowered { return false }
      return true
    }
  }
}
