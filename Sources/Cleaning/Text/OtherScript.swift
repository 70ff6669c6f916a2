import Markup

/// Scripts of neither Han nor Latin letters, each a bit.
///
/// A page about the `β` of proteins has Greek letters, and is no less a stranger to Cyrillic for it.
struct OtherScript: OptionSet {
  var rawValue: UInt8

  /// The script of a letter from Greek to Khmer, kana and Hangul; empty for any other character.
  init(_ scalar: UInt32) {
    switch scalar {
    case 0x370..<0x400: rawValue = 1
    case 0x400..<0x530: rawValue = 2
    case 0x530..<0x600: rawValue = 4
    case 0x600..<0x900: rawValue = 8
    case 0x900..<0xE00: rawValue = 16
    case 0xE00..<0x1E00: rawValue = 32
    case 0x3041..<0x3100: rawValue = 64
    case 0xAC00..<0xD7A4: rawValue = 128
    default: rawValue = 0
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Calls for each such letter of a text, with its script.
  @inline(__always)
  static func forEach(in text: UnsafeBufferPointer<UInt8>, _ body: (OtherScript) -> Void) {
    var i = 0
    while i < text.count {
      if text[i] < 0xCD {
        i += 1
        continue
      }
      // Han, which most of such text is.
      if text[i] >= 0xE4, text[i] <= 0xE9 {
        i += 3
        continue
      }
      let (scalar, width) = TextMeasure.scalar(text, at: i)
      let script = OtherScript(scalar)
      if !script.isEmpty { body(script) }
      i += width
    }
  }

  /// Letters of each script.
  struct Counts {
    private var letters = SIMD8<UInt32>()

    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
      var letters = letters
      OtherScript.forEach(in: text) { letters[$0.rawValue.trailingZeroBitCount] &+= 1 }
      self.letters = letters
    }

    func scripts(fewest: Int) -> OtherScript {
      var found: OtherScript = []
      for bit in 0..<8 where Int(letters[bit]) >= fewest { found.rawValue |= 1 << UInt8(bit) }
      return found
    }
  }
}
