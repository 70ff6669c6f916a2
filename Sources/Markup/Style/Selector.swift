/// A condition on one element: its type, its id, a class, an attribute, its place among others, one of several conditions, or
/// one of several on an element that stands to it as a combinator says.
struct SimpleSelector: Sendable {
  enum Kind: UInt8 { case tag, id, className, attribute, root, empty, place, anyOf, has }

  /// How an attribute's value is compared.
  enum Comparison: UInt8 { case exists, equals, hasWord, hasLanguage, starts, ends, contains }

  var kind: Kind
  var isNegated = false
  var comparison = Comparison.exists
  var isCaseless = false

  /// The hash of an id or a class, the number of a tag or an attribute, the bits of a `SiblingPlace`, a `Combinator` of `:has`.
  var key: UInt64

  /// Where an attribute's value stands in `StyleRules.values`, or the alternatives of `:is` and `:has` in
  /// `StyleRules.alternatives`.
  var value: Range<Int> = 0..<0
}

/// How a compound stands to the one before it.
///
/// Source: Selectors 4 §15.
enum Combinator: UInt8, Sendable { case descendant, child, next, subsequent }

/// Conditions on one element together, and how it stands to the one before it.
struct CompoundSelector: Sendable {
  var parts: Range<Int>

  /// Where the element must be for which the compound before it holds.
  var combinator = Combinator.descendant

  /// Whether `&` is in it, the element of the rule around.
  var isNesting = false

  var isBySibling: Bool { combinator == .next || combinator == .subsequent }
}

/// A selector and what it brings: compounds from left to right.
struct ComplexSelector: Sendable {
  var compounds: Range<Int>
  var rule: Int32
  var specificity: UInt32

  /// The next selector that hangs at the same key, -1 for none.
  var next: Int32 = -1

  /// Bits of the ids, classes and types that ancestors must have (`AncestorFilter`).
  var ancestors = AncestorFilter()

  /// Whether a sibling is asked for anywhere in it.
  var hasSiblings = false
}

/// A set of keys that answers "surely not" or "perhaps" (Bloom 1970, one hash, 128 bits).
///
/// Most selectors fail at an ancestor that is nowhere above; this says so without a walk.
struct AncestorFilter: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  @inline(__always)
  mutating func insert(_ key: UInt64) {
    let bit = UInt64(1) << (key & 63)
    if key & 64 == 0 { low |= bit } else { high |= bit }
  }

  @inline(__always)
  func mayContain(_ other: AncestorFilter) -> Bool {
    low & other.low == other.low && high & other.high == other.high
  }
}

/// Hashes of names in style sheets and of classes and ids in attributes.
enum StyleHash {
  /// FNV-1a of 64 bits (Fowler, Noll, Vo); two names that share one are matched alike.
  static let empty: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// - Parameter isCaseless: in quirks mode ASCII capitals of ids and classes count as small.
  static func of(_ name: some Sequence<UInt8>, isCaseless: Bool) -> UInt64 {
    name.reduce(empty) { adding(isCaseless ? $1.lowered : $1, to: $0) }
  }

  /// Keeps ids, classes and types apart in one table.
  @inline(__always) static func id(_ hash: UInt64) -> UInt64 { mixed(hash ^ 0x1D) }
  @inline(__always) static func className(_ hash: UInt64) -> UInt64 { mixed(hash ^ 0xC1A55) }
  @inline(__always)
  static func tag(_ number: UInt32) -> UInt64 { mixed(UInt64(number) ^ 0x7A6_0000_0000) }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014), shortened: low bits that depend on all.
  @inline(__always)
  private static func mixed(_ x: UInt64) -> UInt64 {
    let y = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return (y ^ (y >> 27)) | 1 << 63
  }
}
