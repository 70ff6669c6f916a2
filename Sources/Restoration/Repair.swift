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
  /// - Parameters:
  ///   - isMarkup: the text is HTML source; character references are then read where they matter, and a `<` that damage ate
  ///     is put back.
  ///   - isRecording: whether every edit is wanted; else those of pages without other damage than noise are counted alone.
  public func repair(_ text: [UInt8], isMarkup: Bool, isRecording: Bool = true) -> Repaired {
    let traces = Traces(text)
    guard traces.mayBeDamaged else {
      return traces.hasNoise
        ? NoiseRemoval.repair(text, isRecording: isRecording) : Repaired(text: text)
    }
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
