/// What of a page a reader sees, by its `style` attributes, its `<style>` rules and its markup.
public struct Visibility: Sendable {
  public init(of tree: Tree) {}

  /// Whether the element, or one above it, is hidden.
  public func isHidden(_ node: NodeID) -> Bool { false }

  /// What hides the node, nil where nothing does.
  public func reason(_ node: NodeID) -> HidingReason? { nil }
}

/// Why a reader does not see an element.
public enum HidingReason: UInt8, Hashable, Sendable {
  case display, visibility, opacity, fontSize, clipped, offScreen, scaled, sameColor
  case hiddenAttribute, ariaHidden, contentVisibility
}
