/// An HTML document: nodes as indices into flat arrays over one array of bytes.
///
///     let tree = Tree(parsing: bytes)
///     var node = tree.firstChild(.document)
///     while let each = node {
///       if tree.tag(each) == .a, let href = tree.attribute(each, .href) {
///         tree.withBytes(href) { … }
///       }
///       node = tree.nextInOrder(each, within: .document)
///     }
///
/// It is a value. Reading allocates nothing; edits are `mutating` and leave the records of removed
/// nodes where they were.
public struct Tree: Sendable {
  /// The source (UTF-8, newlines normalised), then whatever had to be decoded or was added later.
  ///
  /// Always valid UTF-8.
  public internal(set) var bytes: [UInt8]

  /// The bytes of `bytes` that are the source; ranges of `source(_:)` lie within them.
  public internal(set) var sourceCount: Int

  @usableFromInline var nodes: [Node]
  @usableFromInline var allAttributes: [Attribute]
  var names: NameTable

  /// The document's type, where it declares one.
  public internal(set) var doctype: Doctype?

  /// How a browser would lay the page out.
  public internal(set) var quirks: QuirksMode

  /// The limits at which parsing cut something, in the order they were met, each once.
  public internal(set) var exceeded: [Limit]

  /// A tree of a document node alone, to be built by hand.
  public init() {
    bytes = []
    sourceCount = 0
    nodes = [Node(.document)]
    allAttributes = []
    names = NameTable.known
    doctype = nil
    quirks = .none
    exceeded = []
  }

  /// The number of node records; indices of nodes lie below it.
  @inlinable public var nodeCount: Int { nodes.count }
}

/// A document type declaration; ranges lie in the tree's arena, nil where it gives none.
public struct Doctype: Hashable, Sendable {
  public var name: ByteRange?
  public var publicID: ByteRange?
  public var systemID: ByteRange?
}

/// The three layout modes of the standard.
public enum QuirksMode: UInt8, Hashable, Sendable { case none, limited, full }
