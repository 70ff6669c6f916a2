/// A node of a tree: an index into its arrays, with no meaning in another tree.
@frozen
public struct NodeID: Hashable, Sendable {
  public let index: UInt32

  @inlinable
  init(_ index: UInt32) { self.index = index }

  /// The document, the root of every tree.
  public static let document = NodeID(0)

  @usableFromInline static let absent: UInt32 = .max

  /// The node of a link, where `absent` stands for none.
  @inlinable
  init?(link: UInt32) {
    guard link != NodeID.absent else { return nil }
    index = link
  }
}

/// What a node is.
///
/// `templateContents` is the one child of a `template` element; what the template holds is below
/// it, so that a reader who skips this kind sees what a browser shows.
@frozen
public enum NodeKind: UInt8, Hashable, Sendable {
  case document, doctype, element, text, comment, templateContents
}

/// One node's record, 40 bytes.
@usableFromInline
struct Node: Sendable {
  @usableFromInline var kind: NodeKind
  @usableFromInline var namespace: Namespace = .html
  /// Whether another element's record names the same attributes, as clones of the parser do.
  @usableFromInline var sharesAttributes = false
  /// Whether it is in the stack of open elements, while the page is parsed.
  @usableFromInline var isOpen = false
  @usableFromInline var tag = Tag(rawValue: 0)
  @usableFromInline var parent = NodeID.absent
  @usableFromInline var firstChild = NodeID.absent
  @usableFromInline var next = NodeID.absent
  /// The sibling before the node; of a first child, which has none, the last child of its parent.
  ///
  /// So parents need no link to their last child.
  @usableFromInline var before = NodeID.absent
  /// The text of a text or comment; of an element the range of its attributes in `attributes`.
  @usableFromInline var content = ByteRange(start: 0, count: 0)
  @usableFromInline var source = ByteRange(start: 0, count: 0)

  @inlinable
  init(_ kind: NodeKind) { self.kind = kind }
}

/// An attribute of an element: a name, and where its value stands in the tree's arena.
@frozen
public struct Attribute: Hashable, Sendable {
  public var name: AttributeName
  public var value: ByteRange

  @inlinable
  public init(name: AttributeName, value: ByteRange) {
    self.name = name
    self.value = value
  }
}
