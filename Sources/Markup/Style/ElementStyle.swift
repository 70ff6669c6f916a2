/// What the cascade leaves of an element's declarations: for each property the strongest.
///
/// Source: CSS Cascade 4 §6, for the origins that a page brings: its sheets, `style` attributes, and
/// the presentational attributes below both.
struct ElementStyle {
  /// Where a value came from: the number of a rule, or the element's own markup.
  static let ownMarkup: Int32 = -1

  // As many as there are properties.
  private var priorities = [29 of UInt64](repeating: 0)
  private var values = [29 of UInt32](repeating: 0)
  private var rules = [29 of Int32](repeating: 0)

  /// The bits of the properties that are declared.
  private(set) var declared: UInt32 = 0

  mutating func reset() { declared = 0 }

  @inline(__always)
  private mutating func take(_ declaration: Declaration, _ priority: UInt64, _ rule: Int32) {
    let i = Int(declaration.property.rawValue)
    let isNew = declared & declaration.property.bit == 0
    guard isNew || priority >= priorities[i] else { return }
    declared |= declaration.property.bit
    priorities[i] = priority
    values[i] = declaration.value
    rules[i] = rule
  }

  private static let important: UInt64 = 1 << 63
  private static let inline: UInt64 = 1 << 62

  /// A declaration of a sheet's rule; rules are numbered in their order.
  mutating func take(_ declaration: Declaration, specificity: UInt32, rule: Int32) {
    take(
      declaration,
      UInt64(specificity) << 32 | UInt64(rule + 1)
        | (declaration.isImportant ? ElementStyle.important : 0), rule)
  }

  /// A declaration of a `style` attribute.
  mutating func takeInline(_ declaration: Declaration) {
    take(
      declaration,
      ElementStyle.inline | (declaration.isImportant ? ElementStyle.important : 0),
      ElementStyle.ownMarkup)
  }

  /// What an attribute says that any sheet overrules.
  mutating func takeAttribute(_ property: StyleProperty, _ value: UInt32) {
    take(
      Declaration(property: property, isImportant: false, value: value), 0, ElementStyle.ownMarkup)
  }

  /// The value of a property, nil where nothing declares it.
  func value(_ property: StyleProperty) -> UInt32? {
    declared & property.bit == 0 ? nil : values[Int(property.rawValue)]
  }

  func hides(_ property: StyleProperty) -> Bool { value(property) == Declaration.hides }

  /// The rule that a declared value came from.
  func rule(_ property: StyleProperty) -> Int32 { rules[Int(property.rawValue)] }
}
