/// Damages clean articles as hijacked pages are damaged, for tests and for measuring the repair.
public struct Obfuscator: Sendable {
  public var seed: UInt64
  public var layers: Set<DamageLayer>

  public init(seed: UInt64, layers: Set<DamageLayer> = Set(DamageLayer.allCases)) {
    self.seed = seed
    self.layers = layers
  }

  /// The text with the damage done, and the wrapping of such pages around it.
  public func obfuscate(_ article: ArticleSource, asHTML: Bool) -> [UInt8] { [] }
}

/// A kind of damage, by the name that `explain` uses.
public enum DamageLayer: String, Sendable, CaseIterable {
  case annotation = "annotation"
  case byteShift = "byte-shift"
  case controlBytes = "control-bytes"
  case crossBoundary = "cross-boundary"
  case hiddenNoise = "hidden-noise"
  case keywordLine = "keyword-line"
  case linkFarm = "link-farm"
  case scriptConversion = "script-conversion"
}

/// A clean article in simplified script.
public struct ArticleSource: Sendable {
  public var title: String
  public var source: String
  public var author: String
  /// `2024-03-18 09:26`.
  public var published: String
  public var keywords: [String]
  public var paragraphs: [String]

  public init(
    title: String, source: String, author: String, published: String, keywords: [String],
    paragraphs: [String]
  ) {
    self.title = title
    self.source = source
    self.author = author
    self.published = published
    self.keywords = keywords
    self.paragraphs = paragraphs
  }
}
