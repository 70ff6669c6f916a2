/// An entry of the stack of open elements.
struct OpenElement {
  var node: UInt32
  /// The tag as the token spelled it, before SVG's capitals.
  var tag: Tag
  var namespace: Namespace
  var properties: ElementProperties
  /// At most so deep does the node stand in the tree: more than its place in the stack where
  /// elements left the stack before what they hold (`form`), or templates are open.
  var depth: Int

  func isHTML(_ wanted: Tag) -> Bool { tag == wanted && namespace == .html }
}

/// The stack of open elements, the root first.
///
/// It counts the open HTML elements of each known tag, so that most questions of scope, whose
/// answer is no, cost no walk. The walks that remain are bounded by the depth limit.
struct StackOfOpenElements {
  private(set) var items: [OpenElement] = []
  private var counts = [UInt32](repeating: 0, count: Int(NameTable.knownEnd))

  var count: Int { items.count }
  var isEmpty: Bool { items.isEmpty }
  var last: OpenElement? { items.last }

  subscript(index: Int) -> OpenElement { items[index] }

  mutating func push(_ element: OpenElement) {
    items.append(element)
    tally(element, 1)
  }

  mutating func pop() -> OpenElement? {
    guard let element = items.popLast() else { return nil }
    tally(element, -1)
    return element
  }

  mutating func remove(at index: Int) {
    tally(items[index], -1)
    items.remove(at: index)
  }

  mutating func insert(_ element: OpenElement, at index: Int) {
    tally(element, 1)
    items.insert(element, at: index)
  }

  mutating func replace(at index: Int, with node: UInt32) { items[index].node = node }

  private mutating func tally(_ element: OpenElement, _ change: Int32) {
    let number = Int(element.tag.rawValue)
    guard element.namespace == .html, number < counts.count else { return }
    counts[number] = UInt32(truncatingIfNeeded: Int32(truncatingIfNeeded: counts[number]) &+ change)
  }

  /// Whether an HTML element of this tag may be open; surely not where it says no.
  func mayHold(_ tag: Tag) -> Bool {
    let number = Int(tag.rawValue)
    return number >= counts.count || counts[number] > 0
  }

  func index(of node: UInt32) -> Int? { items.lastIndex { $0.node == node } }

  func lastIndex(of tag: Tag) -> Int? {
    mayHold(tag) ? items.lastIndex { $0.isHTML(tag) } : nil
  }

  /// "Has an element in scope", the scope being named by the property that ends it.
  func hasInScope(_ tag: Tag, endedBy end: ElementProperties = .scopeEnd) -> Bool {
    guard mayHold(tag) else { return false }
    for element in items.reversed() {
      if element.isHTML(tag) { return true }
      if element.properties.contains(end) { return false }
    }
    return false
  }

  func hasInScope(node: UInt32) -> Bool {
    for element in items.reversed() {
      if element.node == node { return true }
      if element.properties.contains(.scopeEnd) { return false }
    }
    return false
  }

  func hasHeadingInScope() -> Bool {
    for element in items.reversed() {
      if element.namespace == .html, element.tag.isHeading { return true }
      if element.properties.contains(.scopeEnd) { return false }
    }
    return false
  }
}

extension Tag {
  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }
}
