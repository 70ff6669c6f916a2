/// Compares an attribute's value with a selector's.
///
/// Source: Selectors 4 §6.1 to §6.2; with an empty value `~=`, `^=`, `$=` and `*=` select nothing.
struct AttributeComparison {
  let bytes: [UInt8]
  let value: Range<Int>
  let wanted: [UInt8]
  let part: SimpleSelector

  var holds: Bool {
    let count = part.value.count
    switch part.comparison {
    case .exists: return true
    case .equals: return value.count == count && stands(at: value.lowerBound)
    case .hasLanguage:
      return value.count >= count && stands(at: value.lowerBound)
        && (value.count == count || bytes[value.lowerBound + count] == UInt8(ascii: "-"))
    case .starts: return count > 0 && value.count >= count && stands(at: value.lowerBound)
    case .ends: return count > 0 && value.count >= count && stands(at: value.upperBound - count)
    case .contains: return first { _, _ in true }
    case .hasWord:
      return first { [bytes, value] start, end in
        (start == value.lowerBound || bytes[start - 1] <= 0x20)
          && (end == value.upperBound || bytes[end] <= 0x20)
      }
    }
  }

  /// Longer values are searched up to here, so that a comparison's time has a bound.
  private static let longestSearch = 4096

  private func first(where fits: (Int, Int) -> Bool) -> Bool {
    let count = part.value.count
    guard count > 0, value.count >= count else { return false }
    let last = min(value.upperBound - count, value.lowerBound + AttributeComparison.longestSearch)
    for start in value.lowerBound...last where stands(at: start) && fits(start, start + count) {
      return true
    }
    return false
  }

  private func stands(at start: Int) -> Bool {
    for (i, byte) in wanted[part.value].enumerated() {
      let here = bytes[start + i]
      if here != byte, !part.isCaseless || here.lowered != byte.lowered { return false }
    }
    return true
  }
}
