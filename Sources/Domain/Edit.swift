/// The kinds of damage known on hijacked pages, and what each is called in `explain` and `restored`.
public enum Layer: String, Sendable, Hashable, Codable, CaseIterable {
  case annotation = "annotation"
  case byteShift = "byte-shift"
  case controlBytes = "control-bytes"
  case crossBoundary = "cross-boundary"
  case hiddenNoise = "hidden-noise"
  case keywordLine = "keyword-line"
  case linkFarm = "link-farm"
  case scriptConversion = "script-conversion"
  case strayMarks = "stray-marks"
  case synonymSpin = "synonym-spin"
}

/// How sure a repair is.
public enum Certainty: String, Sendable, Hashable, Codable {
  /// The restored text, damaged again by the model of the damage, gives exactly the page's bytes, and no other
  /// candidate source does.
  case proved
  /// The best of several sources that the page's bytes allow, or one that the model cannot check.
  case likely
}

/// One repair: a span of the page's text, what stood there and what the author wrote.
public struct Edit: Sendable, Hashable, Codable {
  /// Offset in bytes of the page's text as decoded to UTF-8, before any repair.
  public var offset: Int

  /// Length in bytes of `before` in that text.
  public var length: Int

  public var before: String
  public var after: String
  public var layer: Layer
  public var certainty: Certainty

  /// Other sources that would give the same damaged bytes, best first; empty where proved.
  public var alternatives: [String]

  public init(
    offset: Int, length: Int, before: String, after: String, layer: Layer, certainty: Certainty,
    alternatives: [String] = []
  ) {
    self.offset = offset
    self.length = length
    self.before = before
    self.after = after
    self.layer = layer
    self.certainty = certainty
    self.alternatives = alternatives
  }
}

/// The repairs of one layer, counted.
public struct RestoredCount: Sendable, Hashable, Codable {
  public var layer: Layer
  public var edits: Int
  public var certainty: Certainty

  public init(layer: Layer, edits: Int, certainty: Certainty) {
    self.layer = layer
    self.edits = edits
    self.certainty = certainty
  }
}
