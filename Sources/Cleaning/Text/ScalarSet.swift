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
}
