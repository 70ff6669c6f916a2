import Domain

/// A page's source text after repair, and the record of it.
public struct Repaired: Sendable, Equatable {
  /// UTF-8; the very array that went in where nothing was repaired.
  public var text: [UInt8]

  /// In the order of the page; offsets are those of the text that went in.
  public var edits: [Edit]

  /// What was found on the page, repaired or not.
  public var damage: PageDamage

  public init(text: [UInt8], edits: [Edit] = [], damage: PageDamage = PageDamage()) {
    self.text = text
    self.edits = edits
    self.damage = damage
  }
}
