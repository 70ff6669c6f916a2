import Domain

/// What the script of a page's body is, and whether it is the author's.
public enum ScriptVerdict: String, Sendable {
  /// Simplified text that was converted to traditional: to be converted back.
  case converted
  /// Traditional as its author wrote it.
  case traditional
  case simplified
  /// Both scripts, neither of them a conversion.
  case mixed
  case notChinese = "not-chinese"
}

/// The verdict on a page's script, and what speaks for it.
public struct ScriptDecision: Sendable, Equatable {
  public var verdict: ScriptVerdict
  /// A phrase for `explain`.
  public var reason: String

  public init(verdict: ScriptVerdict, reason: String) {
    self.verdict = verdict
    self.reason = reason
  }
}

/// Converts Chinese text between scripts, and decides whether a page's traditional script is its author's own.
public struct ScriptRestorer: Sendable {
  let tables: RepairTables

  public init(tables: RepairTables) {
    self.tables = tables
  }

  /// Decides from the text of the body and what repair found on the page.
  public func decide(_ body: [UInt8], damage: PageDamage) -> ScriptDecision {
    ScriptDecision(verdict: .notChinese, reason: "no Han characters")
  }

  /// The text in simplified script, as OpenCC's `tw2s` converts it but for the documented exceptions.
  public func simplified(_ text: [UInt8]) -> [UInt8] { text }

  /// As above, and the conversions as edits whose offsets are those of `text`.
  public func simplified(_ text: [UInt8], noting edits: inout [Edit]) -> [UInt8] { text }

  /// The text in traditional script, as OpenCC's `s2t` converts it.
  public func traditional(_ text: [UInt8]) -> [UInt8] { text }
}
