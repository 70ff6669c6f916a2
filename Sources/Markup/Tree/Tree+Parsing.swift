extension Tree {
  /// Parses a page, whatever its bytes are.
  ///
  /// UTF-8 is expected; what is not UTF-8 becomes U+FFFD. Nothing fails: any bytes give a tree.
  public init(parsing source: [UInt8], options: ParseOptions = ParseOptions()) {
    let (input, isCut) = Tree.preprocess(source)
    var construction = TreeConstruction(input, options: options)
    if isCut { construction.tokenizer.note(.sourceLength) }
    construction.run()
    self.init(construction)
  }

  /// Parses a part of a page, as if it stood in an element of this tag (`innerHTML`).
  ///
  /// What it holds becomes the children of an `html` element, the document's only child.
  /// Source: HTML standard, "Parsing HTML fragments".
  public init(
    parsingFragment source: [UInt8], context: Tag = .body, namespace: Namespace = .html,
    options: ParseOptions = ParseOptions()
  ) {
    let (input, isCut) = Tree.preprocess(source)
    var construction = TreeConstruction(input, options: options)
    if isCut { construction.tokenizer.note(.sourceLength) }
    construction.prepareFragment(in: context, namespace)
    construction.run()
    self.init(construction)
  }

  private init(_ construction: consuming TreeConstruction) {
    construction.joinSplitTexts()
    bytes = construction.tokenizer.source
    sourceCount = bytes.count
    // Adding nothing would copy the page all the same: others hold on to it too.
    if !construction.tokenizer.decoded.isEmpty {
      bytes.append(contentsOf: construction.tokenizer.decoded)
    }
    nodes = construction.nodes
    allAttributes = construction.tokenizer.attributes
    names = construction.tokenizer.names
    doctype = construction.doctype
    quirks = construction.quirks
    exceeded = construction.tokenizer.exceeded
  }

  /// Half of what 32-bit offsets reach: the other half is for what gets decoded.
  private static let maximumSource = Int(UInt32.max / 2)

  /// "Preprocessing the input stream": valid UTF-8, CR and CR LF made LF.
  private static func preprocess(_ source: [UInt8]) -> (bytes: [UInt8], isCut: Bool) {
    var bytes = source
    let isCut = bytes.count > maximumSource
    if isCut { bytes.removeLast(bytes.count - maximumSource) }
    if let repaired = UTF8Repair.repair(bytes) { bytes = repaired }
    normaliseNewlines(&bytes)
    return (bytes, isCut)
  }

  static func normaliseNewlines(_ bytes: inout [UInt8]) {
    var next = bytes.span.firstFar(0x0D, from: 0)
    guard next < bytes.count else { return }
    var normal: [UInt8] = []
    normal.reserveCapacity(bytes.count)
    var start = 0
    while next < bytes.count {
      normal.append(contentsOf: bytes[start..<next])
      normal.append(0x0A)
      start = next + 1
      if start < bytes.count, bytes[start] == 0x0A { start += 1 }
      next = bytes.span.first(0x0D, from: start)
    }
    normal.append(contentsOf: bytes[start...])
    bytes = normal
  }
}

extension TreeConstruction {
  /// Sets up what the context element brings: its root, its modes, the tokenizer's content.
  mutating func prepareFragment(in tag: Tag, _ namespace: Namespace) {
    context = (tag, namespace)
    if namespace == .html { tokenizer.content = fragmentContent(tag) }
    var root = Node(.element)
    root.tag = .html
    let node = make(root)
    insert(node, at: Place(parent: 0))
    push(node, tag: .html)
    if namespace == .html, tag == .template { templateModes.append(.inTemplate) }
    if namespace == .html, tag == .form { form = TreeConstruction.contextForm }
    resetInsertionMode()
  }

  private func fragmentContent(_ tag: Tag) -> Tokenizer.Content {
    switch tag {
    case .title, .textarea: .rcdata
    case .style, .xmp, .iframe, .noembed, .noframes: .rawtext
    case .script: .scriptData
    case .noscript where options.isScriptingOn: .rawtext
    case .plaintext: .plaintext
    default: .data
    }
  }
}
