/// The writing systems Winnow tells apart, by their ISO 15924 codes.
public enum Script: String, Sendable, CaseIterable {
  case arabic = "Arab"
  case cyrillic = "Cyrl"
  case devanagari = "Deva"
  case greek = "Grek"
  case hebrew = "Hebr"
  case japanese = "Jpan"
  case korean = "Kore"
  case latin = "Latn"
  case simplifiedHan = "Hans"
  case thai = "Thai"
  case traditionalHan = "Hant"
  case unknown = "Zzzz"
}

/// Which way a script runs.
public enum Direction: String, Sendable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"
}
