/// A member of a list with weights, such as `Accept` and `Accept-Encoding` (RFC 9110 §12.4.2).
public struct Weighted: Sendable, Equatable {
  /// In lower case, with its parameters before `q`.
  public var value: String
  /// 0…1000: the quality in thousandths.
  public var weight: Int

  /// The members in the order sent; one with a broken weight is left out.
  public static func list(_ field: String) -> [Weighted] {
    field.split(separator: ",").compactMap { member in
      var parts = member.split(separator: ";").map { String($0.trimmed).lowercased() }
      guard let name = parts.first, !name.isEmpty else { return nil }
      var weight: Int? = 1000
      if let index = parts.firstIndex(where: { $0.hasPrefix("q=") }) {
        weight = thousandths(parts[index].dropFirst(2))
        parts.removeSubrange(index...)
      }
      return weight.map { Weighted(value: parts.joined(separator: ";"), weight: $0) }
    }
  }

  /// `0[.ddd]` or `1[.000]`.
  private static func thousandths(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= 3, fraction.utf8.allSatisfy(\.isDigit),
      let part = Int(fraction + String(repeating: "0", count: 3 - fraction.utf8.count))
    else { return nil }
    let weight = (whole == "1" ? 1000 : 0) + part
    return weight <= 1000 ? weight : nil
  }
}
