extension ContentBuilder {
  /// Writes an image that belongs to what is kept, where it is no icon and has an address.
  mutating func image(_ node: NodeID) {
    guard options.keepsImages, mode != .pre, !isIcon(node), isAmongKept(node) else { return }
    guard let address = ImageSource(tree: source, base: options.base).address(of: node) else {
      return
    }
    // A noscript fallback shows the image that a script has loaded before it.
    if address == lastImage, !isTextSinceImage { return }
    lastImage = address
    isTextSinceImage = false
    beginInline()
    let image = out.append(element: .img, to: open.last?.node ?? leaf ?? .document)
    out.setAttribute(image, .src, to: address)
    let alt = source.attribute(node, .alt).map { bytes[$0.indices].collapsed() } ?? []
    out.setAttribute(image, .alt, to: alt.prefixOfCharacters(Self.longestAlternative))
    for name in [AttributeName.width, .height] {
      if let size = declared(name, of: node) {
        out.setAttribute(image, name, to: String(size).utf8)
      }
    }
  }

  private static let longestAlternative = 1_000

  private func declared(_ name: AttributeName, of node: NodeID) -> Int? {
    guard let range = source.attribute(node, name) else { return nil }
    let text = bytes[range.indices].trimmed()
    guard let value = Digits.value(in: text, atMost: 20_000), text.last != UInt8(ascii: "%")
    else { return nil }
    return value
  }

  /// Widths and heights up to this are those of bullets, avatars and share buttons.
  private static let largestIcon = 32

  private func isIcon(_ node: NodeID) -> Bool {
    for name in [AttributeName.width, .height] {
      if let size = declared(name, of: node), size <= Self.largestIcon { return true }
    }
    guard let style = source.attribute(node, .style) else { return false }
    return bytes[style.indices].declaresLength(of: ["width", "height"], atMost: Self.largestIcon)
  }

  /// Whether an image stands between kept blocks, and in none that was dropped.
  private func isAmongKept(_ node: NodeID) -> Bool {
    // Where everything is kept, so is every image.
    guard region[root].contains(.dropped) else { return true }
    var top = node
    var isInFigure = false
    while let up = source.parent(top), up != root, !region[up].contains(.kept) {
      top = up
      if source.isElement(top, .figure) { isInFigure = true }
    }
    if region[top].contains(.dropped), !isInFigure { return false }
    if keptMet > 0, keptMet < region.keptCount { return true }
    // Before the first and after the last kept text stand logos and teasers, unless the element
    // around them is one of content.
    guard let around = source.parent(top) else { return false }
    return !source.isElement(around, .body) && !source.isElement(around, .html)
      && around != .document
  }
}
