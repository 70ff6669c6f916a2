import WebURL

/// Where an image's bytes are, which late loading hides in many attributes.
struct ImageSource {
  let tree: Tree
  let base: WebURL?

  /// The names that lazy loading uses, in the order of belief.
  ///
  /// They are those of lazysizes, jQuery's plug-ins, WeChat and WordPress. What such an attribute
  /// holds is the image; `src` beside it is a placeholder.
  private static let lazy: [AttributeName] = [
    .dataOriginal, .dataOriginalSrc, .dataSrc, .dataLazySrc, .dataLazyload, .dataLazy,
  ]

  /// The image's absolute address, nil where it has none or only a placeholder's.
  func address(of image: NodeID) -> [UInt8]? {
    for name in Self.lazy {
      if let address = address(in: image, name), !Self.isPlaceholder(address) { return address }
    }
    for name in [AttributeName.dataSrcset, .srcset] {
      if let address = largest(in: image, name), !Self.isPlaceholder(address) { return address }
    }
    if let range = tree.attribute(image, .src) {
      let value = tree.bytes[range.indices]
      if let data = ContentAddress.imageData(value) { return data }
      if let address = ContentAddress.image(value, base: base), !Self.isPlaceholder(address) {
        return address
      }
    }
    return addressOfPicture(around: image)
  }

  private func address(in image: NodeID, _ name: AttributeName) -> [UInt8]? {
    guard let range = tree.attribute(image, name) else { return nil }
    let value = tree.bytes[range.indices]
    // A flag, a number or a script's state is no address.
    guard value.contains(UInt8(ascii: "/")) || value.contains(UInt8(ascii: ".")),
      value.first != UInt8(ascii: "{"), value.first != UInt8(ascii: "[")
    else { return nil }
    return ContentAddress.image(value, base: base)
  }

  private func largest(in element: NodeID, _ name: AttributeName) -> [UInt8]? {
    guard let range = tree.attribute(element, name) else { return nil }
    return ImageCandidates.largest(in: tree.bytes[range.indices]).flatMap {
      ContentAddress.image($0, base: base)
    }
  }

  private func addressOfPicture(around image: NodeID) -> [UInt8]? {
    guard let picture = tree.parent(image), tree.isElement(picture, .picture) else { return nil }
    var next = tree.firstChild(picture)
    while let node = next {
      next = tree.next(node)
      guard tree.isElement(node, .source) else { continue }
      if let address = largest(in: node, .srcset) ?? largest(in: node, .dataSrcset) {
        return address
      }
    }
    return nil
  }

  private static func isPlaceholder(_ address: [UInt8]) -> Bool {
    ImageAddress(address).isPlaceholder
  }

  /// Whether an image is to be loaded late: what hides it until then says nothing.
  func isLate(_ image: NodeID) -> Bool {
    Self.lazy.contains { tree.attribute(image, $0) != nil }
      || tree.attribute(image, .dataSrcset) != nil
  }
}

/// The candidates of `srcset`.
///
/// Source: HTML standard, "Parsing a srcset attribute".
enum ImageCandidates {
  /// The address with the largest descriptor: the widest, else the densest, else the first.
  static func largest(in value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var best: ArraySlice<UInt8>?
    var bestSize = -1.0
    var i = value.startIndex
    let end = value.endIndex
    while i < end {
      while i < end, value[i].isBlank || value[i] == UInt8(ascii: ",") { i += 1 }
      let start = i
      while i < end, !value[i].isBlank { i += 1 }
      var address = value[start..<i]
      var size = 1.0
      if address.last == UInt8(ascii: ",") {
        while address.last == UInt8(ascii: ",") { address.removeLast() }
      } else {
        let descriptor = i
        while i < end, value[i] != UInt8(ascii: ",") { i += 1 }
        size = number(in: value[descriptor..<i].trimmed())
      }
      if !address.isEmpty, size > bestSize {
        best = address
        bestSize = size
      }
    }
    return best
  }

  /// The number of `640w`, `2x` or `1.5x`; a density counts as its multiple of one.
  private static func number(in descriptor: ArraySlice<UInt8>) -> Double {
    var value = 0.0
    var scale = 0.0
    for byte in descriptor {
      switch byte {
      case 0x30...0x39:
        value = value * 10 + Double(byte - 0x30)
        scale *= 10
      case UInt8(ascii: "."): scale = 1
      default: return scale > 1 ? value / scale : value
      }
    }
    return 1
  }
}
