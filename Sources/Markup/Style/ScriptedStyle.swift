/// What a short script does to the page's style as it is read, without running it.
///
///     document.getElementById("k1").style.display = "none";
///     $("#k1").hide();
///     window.onload = function() { document.all.k1.style.left = "-999px" }
///     document.write("<style>.k1{display:none}</style>");
///
/// Only scripts that do nothing else are looked at: they are short and have no block, or one that is run as the page is read,
/// so that what they say happens.
struct ScriptedStyle {
  /// The id of the element that is hidden, in the script's bytes.
  var id: Range<Int>?

  /// Whether that is the class of several elements.
  var isClass = false

  /// The sheet that is written.
  var sheet: Range<Int>?

  /// Bytes of such a script.
  private static let longest = 600

  /// What names an element, up to the name.
  private static let finders: [StaticString] = [
    "getElementById(\"", "getElementById('", "querySelector(\"#", "querySelector('#", "$(\"#",
    "$('#", "jQuery(\"#", "jQuery('#", "document.all(\"", "document.all('", "document.all[\"",
    "document.all['", "document.all.",
  ]

  private static let classFinders: [StaticString] = [
    "$(\".", "$('.", "jQuery(\".", "jQuery('.",
  ]

  /// What hides: all of one of these stands behind the name.
  private static let effects: [[StaticString]] = [
    [".display", "none"], [".visibility", "hidden"], [".hide()"], [".remove()"],
    [".hidden", "true"], ["'display'", "none"], ["\"display\"", "none"], [".cssText", "none"],
    [".style", "display:none"], ["'style'", "none"], ["\"style\"", "none"],
    ["\"style\"", "hidden"], ["'style'", "hidden"], [".removeChild("], [".style.left", "-9"],
    [".style.top", "-9"],
  ]

  /// What a block may stand behind for its one statement to be run as the page is read.
  private static let wrappers: [StaticString] = [
    "window.onload=function(){", "window.onload=()=>{", "$(function(){",
    "jQuery(function($){", "jQuery(function(){", "$(document).ready(function(){",
    "jQuery(document).ready(function(){", "(function(){", "!function(){", "setTimeout(function(){",
    "document.addEventListener(\"DOMContentLoaded\",function(){",
    "document.addEventListener('DOMContentLoaded',function(){", "setTimeout(()=>{", "(()=>{",
  ]

  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.longest, range.count >= 12 else { return nil }
    if let sheet = Self.writtenSheet(bytes, range) {
      self.sheet = sheet
      return
    }
    guard Self.isRunOnce(bytes, range) else { return nil }
    for (number, finder) in (Self.finders + Self.classFinders).enumerated() {
      guard let start = Self.first(finder, in: bytes, range)?.upperBound else { continue }
      let last = bytes[start - 1] == UInt8(ascii: "#") || bytes[start - 1] == UInt8(ascii: ".")
      let quote = last ? bytes[start - 2] : bytes[start - 1]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      guard
        let end = bytes[start..<range.upperBound].firstIndex(where: {
          isQuoted ? $0 == quote : !StyleCursor.isNameByte($0)
        })
      else { continue }
      let rest = end..<range.upperBound
      // A second element is another's business.
      guard start < end, Self.first(finder, in: bytes, rest) == nil else { return nil }
      for effect in Self.effects
      where effect.allSatisfy({ Self.first($0, in: bytes, rest) != nil }) {
        id = start..<end
        isClass = number >= Self.finders.count
        return
      }
    }
    return nil
  }

  /// Whether a script has no block, or one that is run when the page is there.
  private static func isRunOnce(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard let brace = bytes[range].firstIndex(of: UInt8(ascii: "{")) else { return true }
    guard !bytes[brace + 1..<range.upperBound].contains(UInt8(ascii: "{")) else { return false }
    var head = bytes[range.lowerBound...brace].filter { $0 > 0x20 }
    if head.starts(with: "<!--".utf8) { head.removeFirst(4) }
    return wrappers.contains { wrapper in wrapper.withUTF8Buffer { head.elementsEqual($0) } }
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
