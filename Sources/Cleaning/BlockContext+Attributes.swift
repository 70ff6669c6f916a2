import Markup

extension BlockContext {
  /// Notes what an element's tag says.
  mutating func take(tag: Tag) {
    switch tag {
    case .article: ancestors.insert(.article)
    case .main: ancestors.insert(.main)
    case .nav, .menu: ancestors.insert(.nav)
    case .header: ancestors.insert(.header)
    case .footer: ancestors.insert(.footer)
    case .aside: ancestors.insert(.aside)
    case .form: ancestors.insert(.form)
    case .table: ancestors.insert(.table)
    case .ul, .ol: ancestors.insert(.list)
    case .blockquote, .q: ancestors.insert(.quote)
    case .figure: ancestors.insert(.figure)
    case .figcaption, .caption: ancestors.insert(.caption)
    case .noscript: ancestors.insert(.noscript)
    case .section: ancestors.insert(.section)
    case .button, .label, .option: ancestors.insert(.button)
    case .dl: ancestors.insert(.definitions)
    case .pre, .code: ancestors.insert(.preformatted)
    case .dialog: ancestors.insert(.dialog)
    case .p: ancestors.insert(.paragraph)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      ancestors.insert(.heading)
      headingLevel = Int(tag.rawValue - Tag.h1.rawValue) + 1
    default: break
    }
  }

  /// Notes what an element's attributes say: class and id words by their weights, ARIA roles, microdata.
  ///
  /// - Returns: what the words come to.
  mutating func take(attributesOf node: NodeID, in tree: Tree, words: WordWeights) -> NameSum {
    var sum = NameSum()
    var (names, id): (ByteRange?, ByteRange?) = (nil, nil)
    var (property, role): (ByteRange?, ByteRange?) = (nil, nil)
    tree.forEachAttribute(node) { attribute in
      switch attribute.name {
      case .class: names = names ?? attribute.value
      case .id: id = id ?? attribute.value
      case .itemprop: property = property ?? attribute.value
      case .role: role = role ?? attribute.value
      default: break
      }
    }
    if let slice = names {
      tree.withBytes(slice) { AttributeWords.weigh($0, words, &sum) }
    }
    if let slice = id {
      tree.withBytes(slice) { AttributeWords.weigh($0, words, &sum) }
    }
    if let slice = property {
      tree.withBytes(slice) { bytes in
        AttributeWords.weigh(bytes, words, &sum, prefix: "i=")
        if AttributeWords.contains("articlebody", in: bytes) { ancestors.insert(.articleBody) }
      }
    }
    if let slice = role {
      tree.withBytes(slice) { bytes in
        AttributeWords.weigh(bytes, words, &sum, prefix: "r=")
        if AttributeWords.contains("navigation", in: bytes) { ancestors.insert(.nav) }
        if AttributeWords.contains("main", in: bytes) { ancestors.insert(.main) }
        if AttributeWords.contains("article", in: bytes) { ancestors.insert(.article) }
        if AttributeWords.contains("complementary", in: bytes) { ancestors.insert(.aside) }
        if AttributeWords.contains("contentinfo", in: bytes) { ancestors.insert(.footer) }
        if AttributeWords.contains("dialog", in: bytes) { ancestors.insert(.dialog) }
      }
    }
    if sum.isWeighed {
      outerWords = nearestWords
      nearestWords = sum.weight
      leastWords = min(leastWords, sum.weight)
      greatestWords = max(greatestWords, sum.weight)
      allWords += sum.weight
      wordsDistance = 0
    }
    return sum
  }
}

extension BlockContext {
  /// Notes whether the page hides an element; one may be seen within one that is not.
  mutating func take(hidingOf node: NodeID, _ visibility: Visibility) {
    if visibility.isHidden(node) {
      ancestors.insert(.hidden)
      hiddenElement = node
    } else {
      ancestors.remove(.hidden)
      hiddenElement = nil
    }
  }
}

/// What the words of an element's names come to.
struct NameSum {
  /// The sum of the weights of those that have one, and whether any has.
  var weight: Float = 0
  var isWeighed = false

  /// A sum of the words' hashes, whatever their order.
  var signature: UInt64 = 0

  /// The hash of the first word.
  var first: UInt32 = 0
}

/// The words of class, id and role values.
enum AttributeWords {
  /// Longer values are data, not names.
  static let longestValue = 300

  /// Calls `body` with each word's hash: runs of letters, cut at capitals, lower-cased; digits and marks part words.
  @inline(__always)
  static func forEach(
    _ value: UnsafeBufferPointer<UInt8>, prefix: StaticString = "",
    _ body: (UInt32, Range<Int>) -> Void
  ) {
    var seed = WordHash()
    prefix.withUTF8Buffer { for byte in $0 { seed.add(byte) } }
    var hash = seed
    var start = 0
    var previousIsLower = false
    let count = min(value.count, longestValue)
    for i in 0..<count {
      let byte = value[i]
      let isLetter = (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
      let isCapital = byte &- 0x41 < 26
      if !isLetter || isCapital && previousIsLower {
        if i - start >= 2 { body(hash.key, start..<i) }
        hash = seed
        start = isLetter ? i : i + 1
      }
      if isLetter { hash.add(isCapital ? byte | 0x20 : byte) }
      previousIsLower = isLetter && !isCapital
    }
    if count - start >= 2 { body(hash.key, start..<count) }
  }

  static func weigh(
    _ value: UnsafeBufferPointer<UInt8>, _ words: WordWeights, _ sum: inout NameSum,
    prefix: StaticString = ""
  ) {
    forEach(value, prefix: prefix) { key, _ in
      sum.signature &+= RepeatedStructure.spread(UInt64(key))
      if sum.first == 0 { sum.first = key }
      guard let weight = words.weight(key) else { return }
      sum.weight += weight
      sum.isWeighed = true
    }
  }

  /// The pairs of neighbouring bytes of a value, whatever their case, each as one of 64 bits.
  static func pairs(of value: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var pairs: UInt64 = 0
    var previous: UInt8 = 0
    for index in value.indices {
      let byte = value[index] | 0x20
      if index > 0 { pairs |= 1 << UInt64((previous &* 37 ^ byte) & 63) }
      previous = byte
    }
    return pairs
  }

  /// Whether the value begins with `word` (lower-case ASCII), whatever its case.
  static func begins(_ value: Slice<UnsafeBufferPointer<UInt8>>, with word: StaticString) -> Bool {
    value.count >= word.utf8CodeUnitCount
      && word.withUTF8Buffer { wanted in
        wanted.indices.allSatisfy { value[value.startIndex + $0] | 0x20 == wanted[$0] | 0x20 }
      }
  }

  /// Whether the value holds `word` (lower-case ASCII), whatever its case.
  static func contains(_ word: StaticString, in value: UnsafeBufferPointer<UInt8>) -> Bool {
    let size = word.utf8CodeUnitCount
    guard value.count >= size else { return false }
    return word.withUTF8Buffer { wanted in
      let first = wanted[0] | 0x20
      for start in 0...(value.count - size) where value[start] | 0x20 == first {
        var i = 1
        while i < size, value[start + i] | 0x20 == wanted[i] | 0x20 { i += 1 }
        if i == size { return true }
      }
      return false
    }
  }
}
