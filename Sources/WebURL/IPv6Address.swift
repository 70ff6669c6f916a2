/// The address of an IPv6 host: eight 16-bit pieces.
struct IPv6Address {
  private var pieces = [UInt16](repeating: 0, count: 8)

  /// The "IPv6 parser" of the standard, for what stands between the brackets.
  init?(_ input: ArraySlice<UInt8>) {
    let bytes = Array(input)
    var place = 0
    var compress: Int?
    var i = 0
    if bytes.first == UInt8(ascii: ":") {
      guard bytes.count > 1, bytes[1] == UInt8(ascii: ":") else { return nil }
      i = 2
      place = 1
      compress = 1
    }
    while i < bytes.count {
      guard place < 8 else { return nil }
      if bytes[i] == UInt8(ascii: ":") {
        guard compress == nil else { return nil }
        i += 1
        place += 1
        compress = place
        continue
      }
      let start = i
      var value: UInt16 = 0
      while i < bytes.count, i - start < 4, let digit = hexValue(bytes[i]) {
        value = value << 4 | UInt16(digit)
        i += 1
      }
      if i < bytes.count, bytes[i] == UInt8(ascii: ".") {
        guard i > start, place <= 6, takeIPv4(bytes[start...], at: place) else { return nil }
        place += 2
        break
      }
      if i < bytes.count {
        guard bytes[i] == UInt8(ascii: ":"), i + 1 < bytes.count else { return nil }
        i += 1
      }
      pieces[place] = value
      place += 1
    }
    if let compress {
      let tail = place - compress
      for n in 0..<min(tail, 8 - compress) where place < 8 {
        pieces.swapAt(7 - n, compress + tail - 1 - n)
      }
    } else if place != 8 {
      return nil
    }
  }

  /// Four decimal numbers without leading zeros, to the end of input.
  private mutating func takeIPv4(_ bytes: ArraySlice<UInt8>, at place: Int) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return false }
    for (n, part) in parts.enumerated() {
      guard !part.isEmpty, part.count <= 3, part.count == 1 || part.first != 0x30,
        part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
      else { return false }
      let value = part.reduce(0 as UInt16) { $0 * 10 + UInt16($1 - 0x30) }
      guard value <= 255 else { return false }
      pieces[place + n / 2] = pieces[place + n / 2] << 8 | value
    }
    return true
  }

  /// The "IPv6 serializer", with its brackets; the first longest run of zeros is `::`.
  var serialised: [UInt8] {
    var best = 0..<0
    var i = 0
    while i < 8 {
      var end = i
      while end < 8, pieces[end] == 0 { end += 1 }
      if end - i > max(1, best.count) { best = i..<end }
      i = max(end, i + 1)
    }
    var text = "["
    i = 0
    while i < 8 {
      if !best.isEmpty, i == best.lowerBound {
        text += i == 0 ? "::" : ":"
        i = best.upperBound
        continue
      }
      text += String(pieces[i], radix: 16)
      if i < 7 { text += ":" }
      i += 1
    }
    return Array((text + "]").utf8)
  }
}
