extension ContentBuilder {
  /// Writes an image that belongs to what is kept, where it is no icon and has an address.
  mutating func image(_ node: NodeID) {
    guard options.keepsImages, mode != .pre else { return }
    let alt = source.attribute(node, .alt).map { bytes[$0.indices].collapsed() } ?? []
    if Emoji.isAll(alt) {
      if isAmongKept(node, nil) { writeEmoji(alt) }
      return
    }
    let images = ImageSource(tree: source, base: options.base)
    guard !isIcon(node), let bytes = images.address(of: node) else { return }
    let address = ImageAddress(bytes)
    guard isAmongKept(node, address), !address.isCounter, !isHidden(node, images),
      !isShare(alt, address),
      !(alt.isEmpty && (address.isSign || !address.isFile && isInNoscript(node)) && !isInFigure)
    else { return }
    place(bytes, alt, of: node)
  }

  private mutating func place(_ address: [UInt8], _ alt: [UInt8], of node: NodeID) {
    // A noscript fallback shows the image that a script has loaded before it.
    if address == lastImage, !isTextSinceImage { return }
    lastImage = address
    isTextSinceImage = false
    beginInline()
    ending = Ending()
    let image = out.append(element: .img, to: open.last?.node ?? leaf ?? .document)
    out.setAttribute(image, .src, to: address)
    out.setAttribute(image, .alt, to: alt.prefixOfCharacters(Self.longestAlternative))
    for name in [AttributeName.width, .height] {
      if let size = declared(name, of: node) {
        out.setAttribute(image, name, to: String(size).utf8)
      }
    }
  }

  private static let longestAlternative = 1_000

  /// Writes the character that an image draws, as WordPress, forums and mail programs set them.
  private mutating func writeEmoji(_ text: [UInt8]) {
    beginInline()
    write(text[...])
    isTextSinceImage = true
  }

  /// Whether an image is the button of a network: linked or an item, and named as one.
  private func isShare(_ alt: [UInt8], _ address: ImageAddress) -> Bool {
    guard isInChain(.a) || frames.contains(where: { $0.kind == .item }), !isInFigure else {
      return false
    }
    let word = alt.prefix { $0 != 0x20 && $0 != UInt8(ascii: ":") }
    return Self.shareWords.contains { word.matches($0) }
      || alt.count < Self.longestLabel && address.isFurniture && isInChain(.a)
  }

  /// The words with which labels of such buttons begin, as portals in English, German, French and Spanish write them.
  private static let shareWords = [
    "compartir", "e-mail", "email", "facebook", "instagram", "linkedin", "partager", "pinterest",
    "print", "reddit", "share", "teilen", "telegram", "tweet", "twitter", "whatsapp", "youtube",
  ]

  /// Longer texts describe a picture.
  private static let longestLabel = 24

  private var isInFigure: Bool { frames[frames.count - 1].kind == .figure }

  private func isInNoscript(_ node: NodeID) -> Bool {
    source.parent(node).map { source.isElement($0, .noscript) } ?? false
  }

  /// Whether the page never shows an image, and nothing that is kept stands with it.
  private func isHidden(_ node: NodeID, _ images: ImageSource) -> Bool {
    guard let hiding = options.visibility.hiding(node), !images.isLate(node) else { return false }
    guard hiding.cause == .display || hiding.cause == .hiddenAttribute else { return false }
    var top = node
    while let up = source.parent(top), options.visibility.isHidden(up) { top = up }
    return !region[top].contains(.kept)
  }

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

  /// Whether the walk is in a link to something else than an image file, as teasers and avatars are.
  private var isLinkedToPage: Bool {
    guard let link = chain.last(where: { $0.tag == .a }) else { return false }
    return !ImageAddress(link.address).isFile
  }

  /// Whether an image stands between kept blocks, and in none that was dropped.
  private func isAmongKept(_ node: NodeID, _ address: ImageAddress?) -> Bool {
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
    if !isInFigure, address?.isFurniture == true || isLinkedToPage { return false }
    guard let around = source.parent(top) else { return false }
    return !source.isElement(around, .body) && !source.isElement(around, .html)
      && around != .document
  }
}
