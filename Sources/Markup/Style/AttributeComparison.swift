/// Compares an attribute's value with a selector's.
///
/// Source: Selectors 4 §6.1 to §6.2; with an empty value `~=`, `^=`, `$=` and `*=` select nothing.
struct AttributeComparison {
  private let bytes: [UInt8]
  private let value: Range<Int>
  private let wanted: ArraySlice<UInt8>
  private let part: SimpleSelector

  /// Bytes that were looked at again and again: a value may begin as what is wanted at each of its bytes.
  private(set) var repeats = 0

  init(_ bytes: [UInt8], _ value: Range<Int>, _ part: SimpleSelector, values: [UInt8]) {
    (self.bytes, self.value, self.part) = (bytes, value, part)
    wanted = values[part.value]
  }

  mutating func holds() -> Bool {
    let count = wanted.count
    switch part.comparison {
    case .exists: return true
    case .equals: return value.count == count && stands(at: value.lowerBound)
    case .hasLanguage:
      return value.count >= count && stands(at: value.lowerBound)
        && (value.count == count || bytes[value.lowerBound + count] == UInt8(ascii: "-"))
    case .starts: return count > 0 && value.count >= count && stands(at: value.lowerBound)
    case .ends: return count > 0 && value.count >= count && stands(at: value.upperBound - count)
    case .contains, .hasWord: return isWithin()
    }
  }

  /// Longer values are searched up to here, so that a comparison's time has a bound.
  private static let longestSearch = 4096

  private mutating func isWithin() -> Bool {
    let count = wanted.count
    guard count > 0, value.count >= count else { return false }
    let last = min(value.upperBound - count, value.lowerBound + AttributeComparison.longestSearch)
    for start in value.lowerBound...last where stands(at: start) {
      if part.comparison == .contains || isWord(start..<start + count) { return true }
    }
    return false
  }

  private func isWord(_ range: Range<Int>) -> Bool {
    (range.lowerBound == value.lowerBound || bytes[range.lowerBound - 1] <= 0x20)
      && (range.upperBound == value.upperBound || bytes[range.upperBound] <= 0x20)
  }

  private mutating func stands(at start: Int) -> Bool {
    for (i, byte) in wanted.enumerated() {
      let here = bytes[start + i]
      if here != byte, !part.isCaseless || here.lowered != byte.lowered {
        repeats += i
        return false
      }
    }
    repeats += wanted.count
    return true
  }
}
