/// Blanks where markup parts what reads as two words, though no blank stands between.
extension ContentBuilder {
  /// How a text ended: its last two bytes, and the link that it stands in.
  struct Ending {
    var last: UInt8 = 0
    var beforeLast: UInt8 = 0
    var link: NodeID?

    init() {}

    /// The end of what was written with this text behind it.
    init(_ text: ArraySlice<UInt8>, after previous: Ending, link: NodeID?) {
      last = text.last ?? previous.last
      beforeLast = text.dropLast().last ?? (text.isEmpty ? previous.beforeLast : previous.last)
      self.link = link
    }
  }

  /// Parts what comes from what was, as the edges of a button do.
  mutating func partWords() {
    if gap == .none, mode != .pre { gap = .space }
  }

  /// Whether a text that follows another without a blank, an element's edge between them, begins a word of its own.
  ///
  ///     <b>It ends.</b><span>Another begins.</span>
  ///     <a href="/a">Alpha</a><a href="/b">Beta</a>
  func isNewWord(_ text: ArraySlice<UInt8>) -> Bool {
    guard leaf != nil, ending.last > 0x20, let first = text.first,
      let second = text.dropFirst().first
    else { return false }
    switch ending.last {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      return Self.isSmall(ending.beforeLast) && !Self.isSmall(first) && Self.isLetter(first)
        && Self.isSmall(second) && !isInCode
    default:
      guard let link = ending.link, let next = chain.last(where: { $0.tag == .a })?.source,
        link != next, Self.isLetter(ending.last), Self.isLetter(ending.beforeLast),
        Self.isLetter(first), Self.isLetter(second)
      else { return false }
      // A link that is cut in two in a word has one address.
      return address(of: link) != address(of: next)
    }
  }

  private var isInCode: Bool {
    chain.contains { $0.tag == .code || $0.tag == .kbd || $0.tag == .samp || $0.tag == .var }
  }

  private func address(of link: NodeID) -> ArraySlice<UInt8> {
    source.attribute(link, .href).map { bytes[$0.indices] } ?? []
  }

  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// Characters that are pictures.
enum Emoji {
  /// Longer texts are no one's: a family of four with tones of skin has 41 bytes.
  private static let longest = 48

  /// Whether a text is made of such characters alone.
  static func isAll(_ text: [UInt8]) -> Bool {
    // Below U+2600 arrows and triangles, which are signs of buttons, have emoji variants too.
    guard let first = text.first, first >= 0xE2, text.count <= longest else { return false }
    return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isEmojiPresentation || $0.properties.isEmojiModifier || $0.value == 0x200D
        || $0.value == 0xFE0F || $0.value >= 0x2600 && $0.properties.isEmoji
    }
  }
}
