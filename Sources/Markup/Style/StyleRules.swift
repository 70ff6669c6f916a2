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

    /// The rule around this one, -1 for none.
    var parent: Int32 = -1

    /// Whether it holds for whatever its parent does: the block of an at-rule within a rule.
    var isParents = false
  }

  var rules: [Rule] = []
  var declarations: [Declaration] = []
  var selectors: [ComplexSelector] = []
  var compounds: [CompoundSelector] = []
  var parts: [SimpleSelector] = []

  /// Values that attribute selectors compare with.
  var values: [UInt8] = []

  /// Conditions of `:is`, `:where`, `:not` and `:has`, and which of them make up one alternative.
  var inner: [SimpleSelector] = []
  var alternatives: [Range<Int>] = []

  /// How often the selectors of a rule were put within one of a rule around it.
  var nestings = 0

  /// Open-addressed: keys, and the first selector of each.
  private var keys = [UInt64](repeating: 0, count: 64)
  private var heads = [Int32](repeating: -1, count: 64)
  private var keyCount = 0

  /// The first selector without a key, -1 for none.
  private(set) var unkeyed: Int32 = -1

  var isEmpty: Bool { selectors.isEmpty }

  /// Makes one selector of that of a rule and that of a rule around it, whose compounds stand in a range.
  ///
  /// `&` is replaced; without one, the outer selector holds for an element above.
  mutating func nest(_ chain: [CompoundSelector], in parent: Range<Int>) -> Range<Int> {
    let start = compounds.count
    let place = chain.firstIndex(where: \.isNesting)
    if let place { compounds += chain[..<place] }
    let outer = Array(compounds[parent])
    compounds += outer
    if let place {
      compounds[start + place].combinator = chain[place].combinator
      if !chain[place].parts.isEmpty {
        let first = parts.count
        parts += parts[outer[outer.count - 1].parts]
        parts += parts[chain[place].parts]
        compounds[compounds.count - 1].parts = first..<parts.count
      }
    }
    for var compound in chain[(place.map { $0 + 1 } ?? 0)...] {
      compound.isNesting = false
      compounds.append(compound)
    }
    return start..<compounds.count
  }

  /// Adds a selector under an id of its last compound, else a class, else its type.
  mutating func add(_ selector: ComplexSelector) {
    var selector = selector
    let last = compounds[selector.compounds.upperBound - 1].parts
    selector.hasSiblings = selector.compounds.contains { compounds[$0].isBySibling }
    // A sibling is not above.
    for compound in selector.compounds.dropLast() where !selector.hasSiblings {
      for part in compounds[compound].parts where !parts[part].isNegated {
        switch parts[part].kind {
        case .tag, .id, .className: selector.ancestors.insert(parts[part].key)
        case .attribute, .root, .empty, .place, .anyOf, .has: break
        }
      }
    }
    guard let keys = alternativeKeys(of: last) else { return hang(selector, at: key(of: last)) }
    for key in keys { hang(selector, at: key) }
  }

  private mutating func hang(_ selector: ComplexSelector, at key: UInt64?) {
    var selector = selector
    let number = Int32(selectors.count)
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

  /// Keys of the alternatives of a compound that has no key of its own: `:is(.a, .b)` hangs at both.
  private func alternativeKeys(of compound: Range<Int>) -> [UInt64]? {
    guard key(of: compound) == nil,
      let part = compound.first(where: { parts[$0].kind == .anyOf && !parts[$0].isNegated })
    else { return nil }
    var found: [UInt64] = []
    for alternative in alternatives[parts[part].value] {
      guard
        let key = inner[alternative].first(where: {
          [.id, .className, .tag].contains($0.kind) && !$0.isNegated
        })?.key
      else { return nil }
      if !found.contains(key) { found.append(key) }
    }
    return found
  }

  /// The first selector that hangs at a key, -1 for none.
  @inline(__always)
  func first(at key: UInt64) -> Int32 { heads[slot(of: key)] }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    // By the upper half, so that names chosen to share a slot do not share the next ones.
    let step = Int(truncatingIfNeeded: key >> 32) | 1
    while keys[slot] != 0, keys[slot] != key { slot = (slot &+ step) & mask }
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
