import Domain

/// A date in the path of an address: `/2021/10/12/`, `/2021/oct/12/`, `/2021-10/12/`, `/20211012/`, `t20211012_`.
enum AddressDate {
  static func read(_ path: String) -> PartialTime? {
    let bytes = Array(path.utf8)
    var i = 0
    while i < bytes.count {
      guard bytes[i] &- 0x30 < 10, i == 0 || bytes[i - 1] &- 0x30 >= 10 else {
        i += 1
        continue
      }
      var end = i
      while end < bytes.count, bytes[end] &- 0x30 < 10 { end += 1 }
      if end - i == 8, let time = compact(bytes[i..<end]) { return time }
      if end - i == 4 || end - i == 6, let time = parted(bytes, i, end) { return time }
      i = end
    }
    return nil
  }

  /// The month that a word names: `oct`, `october`.
  private static func month(_ bytes: [UInt8], _ next: inout Int) -> Int? {
    var end = next
    while end < bytes.count, (bytes[end] | 0x20) &- 0x61 < 26 { end += 1 }
    guard end - next >= 3, let month = MonthNames.month(bytes[next..<end].map { $0 | 0x20 }) else {
      return nil
    }
    next = end
    return month
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  private static func compact(_ digits: ArraySlice<UInt8>) -> PartialTime? {
    let value = number(digits)
    guard (1995...2100).contains(value / 10000) else { return nil }
    return PartialTime(year: value / 10000, month: value / 100 % 100, day: value % 100)
  }

  private static func parted(_ bytes: [UInt8], _ start: Int, _ end: Int) -> PartialTime? {
    let first = number(bytes[start..<end])
    let year = end - start == 6 ? first / 100 : first
    guard (1995...2100).contains(year) else { return nil }
    var parts: [Int] = end - start == 6 ? [first % 100] : []
    var i = end
    while parts.count < 2, i < bytes.count, [0x2f, 0x2d, 0x5f].contains(bytes[i]) {
      var next = i + 1
      while next < bytes.count, bytes[next] &- 0x30 < 10, next - i <= 2 { next += 1 }
      if next == i + 1, bytes[i] == 0x2f, parts.isEmpty, let month = month(bytes, &next) {
        parts.append(month)
        i = next
        continue
      }
      guard next > i + 1 else { break }
      parts.append(number(bytes[(i + 1)..<next]))
      i = next
    }
    guard parts.count == 2, i == bytes.count || bytes[i] &- 0x30 >= 10 else { return nil }
    return PartialTime(year: year, month: parts[0], day: parts[1])
  }
}
