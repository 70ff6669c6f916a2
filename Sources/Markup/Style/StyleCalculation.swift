extension StyleCursor {
  /// Brackets within each other in a `calc()`.
  private static let deepest = 8

  /// The length that `calc(…)` comes to in pixels, after its bracket; nil for what is no sum of products.
  ///
  /// Source: CSS Values 4 §10; percentages are taken of the window's width.
  mutating func calculation(depth: Int = 0) -> StyleLength? {
    guard depth < Self.deepest, var sum = product(depth) else { return nil }
    while true {
      skipBlanks()
      let sign = current
      if sign == UInt8(ascii: ")") {
        position += 1
        return StyleLength(number: sum, unit: .pixels)
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
    if let length = length() { return length.pixels(of: MediaQuery.width) }
    let word = name()
    guard word.isEmpty || matches(word, "calc"), current == UInt8(ascii: "(") else { return nil }
    position += 1
    return calculation(depth: depth + 1)?.number
  }
}
