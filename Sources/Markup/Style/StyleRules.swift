/// What reading style sheets may cost; past a limit the rest is left out, and `Visibility.exceeded` says so.
public struct StyleLimits: Hashable, Sendable {
  /// Bytes of style sheets of one page.
  public var maximumBytes = 2_000_000

  /// Selectors of rules that bear on hiding, of one page.
  public var maximumSelectors = 50_000

  /// Bytes of one selector.
  public var maximumSelectorLength = 512

  /// Comparisons of selectors with elements, for each element of the page; from the one on that uses
  /// them up, elements have their own attributes alone.
  public var matchesPerElement = 200

  public init() {}
}

/// The rules of a page's style sheets that bear on hiding, found by the last part of their selectors.
struct StyleRules: Sendable {
  struct Rule: Sendable {
    var declarations: Range<Int>

    /// The bits of the properties that they declare.
    var properties: UInt32

    /// The selectors as the page has them.
    var source: ByteRange
  }

  var rules: [Rule] = []
  var declarations: [Declaration] = []
  var selectors: [ComplexSelector] = []
  var compounds: [CompoundSelector] = []
  var parts: [SimpleSelector] = []

  /// Values that attribute selectors compare with.
  var values: [UInt8] = []

  /// Open-addressed: keys, and the first selector of each.
  private var keys = [UInt64](repeating: 0, count: 64)
  private var heads = [Int32](repeating: -1, count: 64)
  private var keyCount = 0

  /// The first selector without a key, -1 for none.
  private(set) var unkeyed: Int32 = -1

  var isEmpty: Bool { selectors.isEmpty }

  /// Adds a selector under an id of its last compound, else a class, else its type.
  mutating func add(_ selector: ComplexSelector) {
    var selector = selector
    let last = compounds[selector.compounds.upperBound - 1].parts
    for compound in selector.compounds.dropLast() {
      for part in compounds[compound].parts where !parts[part].isNegated {
        switch parts[part].kind {
        case .tag, .id, .className: selector.ancestors.insert(parts[part].key)
        case .attribute, .root: break
        }
      }
    }
    let number = Int32(selectors.count)
    let key = key(of: last)
    if let key {
      let slot = slot(of: key)
      selector.next = heads[slot]
      heads[slot] = number
      if keys[slot] == 0 {
        keys[slot] = key
        keyCount += 1
      }
    } else {
      selector.next = unkeyed
      unkeyed = number
    }
    selectors.append(selector)
    if keyCount * 2 > keys.count { grow() }
  }

  private func key(of compound: Range<Int>) -> UInt64? {
    for kind in [SimpleSelector.Kind.id, .className, .tag] {
      if let part = compound.first(where: { parts[$0].kind == kind && !parts[$0].isNegated }) {
        return parts[part].key
      }
    }
    return nil
  }

  /// The first selector that hangs at a key, -1 for none.
  @inline(__always)
  func first(at key: UInt64) -> Int32 { heads[slot(of: key)] }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (keys, heads)
    keys = [UInt64](repeating: 0, count: old.0.count * 4)
    heads = [Int32](repeating: -1, count: keys.count)
    for (key, head) in zip(old.0, old.1) where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      heads[slot] = head
    }
  }
}
