extension StyleCursor {
  /// Brackets within each other in a `calc()`.
  private static let deepest = 8

  /// The length that `calc(…)` comes to in pixels, after its bracket; nil for what is no sum of products.
  ///
  /// Source: CSS Values 4 §10; percentages are taken of the window's width.
  mutating func calculation(depth: Int) -> StyleLength? {
    guard depth < Self.deepest, var sum = product(depth) else { return nil }
    while true {
      skipBlanks()
      let sign = current
      if sign == UInt8(ascii: ")") {
        position += 1
        // Sums of products of great numbers may be none.
        guard sum.isFinite else { return nil }
        let number = min(max(sum, -Self.greatestLength), Self.greatestLength)
        return StyleLength(number: number, unit: .pixels)
      }
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
      position += 1
      guard let next = product(depth) else { return nil }
      sum += sign == UInt8(ascii: "+") ? next : -next
    }
  }

  private mutating func product(_ depth: Int) -> Double? {
    guard var result = factor(depth) else { return nil }
    while true {
      skipBlanks()
      let mark = current
      guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "/") else { return result }
      position += 1
      guard let next = factor(depth) else { return nil }
      if mark == UInt8(ascii: "*") { result *= next } else if next != 0 { result /= next }
    }
  }

  private mutating func factor(_ depth: Int) -> Double? {
    skipBlanks()
    guard current == UInt8(ascii: "(") else {
      return length(depth: depth + 1)?.pixels(of: MediaQuery.width)
    }
    position += 1
    return calculation(depth: depth + 1)?.number
  }
}
