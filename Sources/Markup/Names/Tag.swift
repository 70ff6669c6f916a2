/// The name of an element, as a number.
///
/// Known names have members (`Tag.div`); others are numbered by the tree that met them, and mean
/// something in that tree alone. The namespace stands beside it, on the node.
@frozen
public struct Tag: Hashable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The known tag of this lower-case name.
  public init?(_ name: String) {
    guard let number = NameTable.known.number(of: Array(name.utf8).span) else { return nil }
    self.init(rawValue: number)
  }
}

/// The name of an attribute, as a number; see `Tag`.
@frozen
public struct AttributeName: Hashable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The known attribute of this lower-case name.
  public init?(_ name: String) {
    guard let number = NameTable.known.number(of: Array(name.utf8).span) else { return nil }
    self.init(rawValue: number)
  }
}

/// The namespace of an element.
@frozen
public enum Namespace: UInt8, Hashable, Sendable { case html, svg, mathML }
