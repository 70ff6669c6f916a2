import Markup

/// A set of characters that is asked for each character of a text: one bit for each of the basic plane.
struct ScalarSet: Sendable, ExpressibleByStringLiteral {
  private var words = [UInt64](repeating: 0, count: 0x10000 / 64)
  /// Those beyond the basic plane, which are few.
  private var others: [UInt32] = []

  init(stringLiteral characters: String) { self.init(characters.unicodeScalars.map(\.value)) }

  init(_ scalars: some Sequence<UInt32>) {
    for scalar in scalars {
      if scalar < 0x10000 {
        words[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63)
      } else {
        others.append(scalar)
      }
    }
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    scalar < 0x10000
      ? words[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 : others.contains(scalar)
  }

  /// What stands between these characters in a line of UTF-8, none of it empty.
  func pieces(of line: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var (start, i) = (0, 0)
    while i < line.count {
      let (scalar, width) =
        line[i] < 0x80 ? (UInt32(line[i]), 1) : TextMeasure.scalar(line, at: i)
      if contains(scalar) {
        if start < i { pieces.append(start..<i) }
        start = i + width
      }
      i += width
    }
    if start < line.count { pieces.append(start..<line.count) }
    return pieces
  }
}
