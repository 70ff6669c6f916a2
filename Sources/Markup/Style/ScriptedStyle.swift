/// What a short script does to the page's style as it is read, without running it.
///
///     document.getElementById("k1").style.display = "none";
///     $("#k1").hide();
///     document.write("<style>.k1{display:none}</style>");
///
/// Only scripts that do nothing else are looked at: they are short and have no block, so that what they say happens whenever
/// the page is read.
struct ScriptedStyle {
  /// The id of the element that is hidden, in the script's bytes.
  var id: Range<Int>?

  /// The sheet that is written.
  var sheet: Range<Int>?

  /// Bytes of such a script.
  private static let longest = 600

  private static let finders: [StaticString] = [
    "getElementById(\"", "getElementById('", "querySelector(\"#", "querySelector('#", "$(\"#",
    "$('#",
  ]

  /// What hides: all of one of these stands behind the id.
  private static let effects: [[StaticString]] = [
    [".display", "none"], [".visibility", "hidden"], [".hide()"], [".remove()"],
    [".hidden", "true"], ["'display'", "none"], ["\"display\"", "none"], [".cssText", "none"],
  ]

  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.longest, range.count >= 12 else { return nil }
    if let sheet = Self.writtenSheet(bytes, range) {
      self.sheet = sheet
      return
    }
    guard !bytes[range].contains(UInt8(ascii: "{")) else { return nil }
    for finder in Self.finders {
      guard let start = Self.first(finder, in: bytes, range)?.upperBound else { continue }
      let quote = bytes[start - 1] == UInt8(ascii: "#") ? bytes[start - 2] : bytes[start - 1]
      guard let end = bytes[start..<range.upperBound].firstIndex(of: quote) else { continue }
      let rest = end..<range.upperBound
      // A second element is another's business.
      guard start < end, Self.first(finder, in: bytes, rest) == nil else { return nil }
      for effect in Self.effects
      where effect.allSatisfy({ Self.first($0, in: bytes, rest) != nil }) {
        id = start..<end
        return
      }
    }
    return nil
  }

  private static func writtenSheet(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    guard let write = first("document.write", in: bytes, range),
      let open = first("<style", in: bytes, write.upperBound..<range.upperBound),
      let start = bytes[open.upperBound..<range.upperBound].firstIndex(of: UInt8(ascii: ">")),
      let close = first("</style", in: bytes, start..<range.upperBound)
        ?? first("<\\/style", in: bytes, start..<range.upperBound)
    else { return nil }
    return start + 1..<close.lowerBound
  }

  static func first(
    _ text: StaticString, in bytes: [UInt8], _ range: Range<Int>
  ) -> Range<Int>? {
    let count = text.utf8CodeUnitCount
    guard range.count >= count else { return nil }
    return text.withUTF8Buffer { wanted in
      for start in range.lowerBound...range.upperBound - count
      where bytes[start] == wanted[0] {
        var i = 1
        while i < count, bytes[start + i] == wanted[i] { i += 1 }
        if i == count { return start..<start + count }
      }
      return nil
    }
  }
}
