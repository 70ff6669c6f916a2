import Domain

/// A page's source text after repair, and the record of it.
public struct Repaired: Sendable, Equatable {
  /// UTF-8; the very array that went in where nothing was repaired.
  public var text: [UInt8]

  /// In the order of the page; offsets are those of the text that went in.
  public var edits: [Edit]

  /// Removals of control bytes that are counted alone, where nobody asked for a record: a page of noise has one for each
  /// eight of its bytes, and an edit takes 64.
  public var unrecorded = 0

  /// What was found on the page, repaired or not.
  public var damage: PageDamage

  public init(text: [UInt8], edits: [Edit] = [], damage: PageDamage = PageDamage()) {
    self.text = text
    self.edits = edits
    self.damage = damage
  }
}
