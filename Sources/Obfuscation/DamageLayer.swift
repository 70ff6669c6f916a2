/// A kind of damage, by the name that `explain` uses.
public enum DamageLayer: String, Sendable, CaseIterable {
  case annotation = "annotation"
  case byteShift = "byte-shift"
  case controlBytes = "control-bytes"
  case crossBoundary = "cross-boundary"
  case hiddenNoise = "hidden-noise"
  /// Words put before commas, on pages with untoned readings.
  case junkWords = "junk-words"
  case keywordLine = "keyword-line"
  case linkFarm = "link-farm"
  case scriptConversion = "script-conversion"
  case strayMarks = "stray-marks"
}

/// How readings are written behind characters.
public enum AnnotationStyle: String, Sendable, CaseIterable {
  /// `經(jīng)濟(jì)`.
  case toned
  /// `經(jīng )濟(jì )`.
  case spaced
  /// `經(jing)濟(ji)`, behind characters of every kind.
  case untoned
  /// `经济(jngj)`: behind words of text that stays simplified, without the vowels that bear a tone.
  case dropped
}
