import Domain
import TextAnalysis

/// Undoes the damage done to the source text of hijacked pages, layer by layer.
///
/// A value without memory: the same text and tables give the same repair, on any thread. Works on source text, plain or HTML,
/// before any parsing. Script is left as it is: see `ScriptRestorer`.
public struct Repair: Sendable {
  let tables: RepairTables

  public init(tables: RepairTables) {
    self.tables = tables
  }

  /// Repairs a page's text: valid UTF-8 in, valid UTF-8 out, in time linear in its length.
  ///
  /// - Parameter isMarkup: the text is HTML source; character references are then read where they matter, and a `<` that
  ///   damage ate is put back.
  public func repair(_ text: [UInt8], isMarkup: Bool) -> Repaired {
    guard Traces.any(in: text) else { return Repaired(text: text) }
    let page = SourceScalars(text, isMarkup: isMarkup)
    let census = AnnotationCensus(page, tables)
    var damage = PageDamage(hanCount: census.han)
    (damage.kind, damage.reason) = census.decision()
    var walk = RepairWalk(text, page, census, tables, isMarkup: isMarkup, damage: damage)
    walk.run()
    return walk.edits.isEmpty
      ? Repaired(text: text, damage: walk.damage)
      : Repaired(text: walk.output, edits: walk.edits, damage: walk.damage)
  }
}

/// The bytes without which a page needs no repair.
///
/// Most pages end here, so it is one pass that looks up from a byte only where damage can begin.
enum Traces {
  static func any(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if isTrace(bytes, index) { return true }
        index += 1
      }
      return false
    }
  }

  @inline(__always)
  private static func isTrace(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    guard byte < 0xE2 else { return isMarked(bytes, index) }
    if byte > 0x3F || byte >= 0x20 && byte != 0x28 && byte != 0x3F { return false }
    if byte < 0x20 { return byte != 0x0A && byte != 0x0D && byte != 0x09 }
    guard index > 0, index + 1 < bytes.count, followsCharacter(bytes, index) else { return false }
    let next = bytes[index + 1]
    return opensReading(next) || byte == 0x3F && (next == 0x3F || next >= 0xE2)
  }

  /// Whether a byte can begin a reading: a small letter, or the lead byte of a toned one.
  @inline(__always)
  private static func opensReading(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte >= 0xC3 && byte <= 0xC7
  }

  /// Whether what stands before is no ASCII text: a character, or a numeric reference to one.
  private static func followsCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    if bytes[index - 1] >= 0x80 { return true }
    return bytes[index - 1] == 0x3B && index > 4 && bytes[index - 2] &- 0x30 < 10
  }

  /// U+200B to U+200D, private use, U+FEFF, and U+FF08 before a reading.
  private static func isMarked(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    let (byte, next, last) = (bytes[index], bytes[index + 1], bytes[index + 2])
    if byte == 0xE2 { return next == 0x80 && last >= 0x8B && last <= 0x8D }
    if byte == 0xEE { return true }
    guard byte == 0xEF else { return false }
    if next <= 0xA3 || next == 0xBB { return true }
    return next == 0xBC && last == 0x88 && index + 3 < bytes.count && opensReading(bytes[index + 3])
  }
}
