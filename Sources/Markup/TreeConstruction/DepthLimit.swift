/// What happens below the depth limit, which the standard lacks.
///
/// Browsers make elements past depth 512 siblings at that depth. Here such an element goes into the
/// tree without being pushed, so that the stack, and with it every walk over it, stays bounded; its
/// tag is remembered for the sake of its end tag.
extension TreeConstruction {
  /// Table structure and what a cell may hold open need some room below the limit for others.
  private static let room = 8

  /// A bounded look back, so that stray end tags stay cheap.
  static let overDeepReach = 32

  var isAtDepthLimit: Bool {
    (open.last?.depth ?? 0) >= options.maximumDepth - TreeConstruction.room
  }

  /// Inserts the element of a start tag flat if the limit is reached; false where it is not.
  mutating func insertedFlat() -> Bool {
    guard isAtDepthLimit else { return false }
    let tag = tokenizer.token.tag
    switch tag {
    // Their content must be tokenized as text; they never nest.
    case .script, .style, .title, .textarea, .xmp, .iframe, .noembed, .noframes, .noscript,
      .plaintext:
      return false
    // These change no depth.
    case .html, .body, .head, .frameset, .caption, .col, .colgroup, .frame, .tbody, .td, .tfoot,
      .th, .thead, .tr:
      return false
    default: break
    }
    tokenizer.note(.depth)
    let current = open.last
    let namespace = isForeign ? current?.namespace ?? .html : .html
    let node = makeElement(tag, namespace: namespace)
    insert(node, at: appropriatePlace())
    if !tokenizer.token.isSelfClosing, !Tree.isVoid(tag, namespace) { overDeep.append(tag) }
    return true
  }

  /// Takes an end tag for an element past the limit; false where none such is open.
  mutating func closedFlat() -> Bool {
    guard !overDeep.isEmpty else { return false }
    guard isAtDepthLimit else {
      overDeep.removeAll()
      return false
    }
    for i in overDeep.indices.suffix(TreeConstruction.overDeepReach).reversed()
    where overDeep[i] == tokenizer.token.tag {
      overDeep.removeSubrange(i...)
      return true
    }
    return false
  }
}
