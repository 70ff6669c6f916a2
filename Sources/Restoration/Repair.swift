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
enum Traces {
  static func any(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      var last: UInt8 = 0
      for index in bytes.indices {
        let byte = bytes[index]
        defer { last = byte }
        if byte < 0x20 {
          if byte != 0x0A, byte != 0x0D, byte != 0x09 { return true }
        } else if byte == 0x3F || byte == 0x28 {
          if last >= 0x80 || last == 0x3B { return true }
        } else if byte >= 0xE2 {
          guard index + 2 < bytes.count else { return false }
          let next = bytes[index + 1]
          // U+200B…U+200D, private use, U+FF08 and U+FEFF.
          if byte == 0xE2, next == 0x80, bytes[index + 2] >= 0x8B, bytes[index + 2] <= 0x8D {
            return true
          }
          if byte == 0xEE || byte == 0xEF && (next <= 0xA3 || next == 0xBB) { return true }
          if byte == 0xEF, next == 0xBC, bytes[index + 2] == 0x88 { return true }
        }
      }
      return false
    }
  }
}
