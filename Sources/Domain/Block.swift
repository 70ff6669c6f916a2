/// What a block of a page is for.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
  case title = "title"
  case dateline = "dateline"
  case byline = "byline"
  case source = "source"
  case body = "body"
  case heading = "heading"
  case caption = "caption"
  case keywords = "keywords"
  case breadcrumb = "breadcrumb"
  case navigation = "navigation"
  case related = "related"
  case share = "share"
  case comment = "comment"
  case legal = "legal"
  case promotion = "promotion"
  case spam = "spam"
  case hidden = "hidden"
  case strayMark = "stray-mark"
  case boilerplate = "boilerplate"
}

/// One block of a page in document order: its text and what was decided about it.
public struct Block: Sendable, Hashable, Codable {
  public var text: String
  public var isKept: Bool
  public var role: Role

  /// The rule or the score that decided, in words a person can follow.
  public var reason: String

  /// The damage layer, where the block is part of one.
  public var layer: Layer?

  /// Where it stands: the byte offset in the page's decoded text.
  public var offset: Int

  /// The path of element names from the body (`div.main > p`), empty for plain text.
  public var path: String

  public init(
    text: String, isKept: Bool, role: Role, reason: String, layer: Layer? = nil, offset: Int = 0,
    path: String = ""
  ) {
    self.text = text
    self.isKept = isKept
    self.role = role
    self.reason = reason
    self.layer = layer
    self.offset = offset
    self.path = path
  }
}

/// What one witness says of a field, and whether it was believed.
public struct Witness: Sendable, Hashable, Codable {
  public var field: String
  public var value: String

  /// Where it was read: `meta property=og:title`, `JSON-LD headline`, `text near the title`.
  public var origin: String
  public var isBelieved: Bool

  public init(field: String, value: String, origin: String, isBelieved: Bool) {
    self.field = field
    self.value = value
    self.origin = origin
    self.isBelieved = isBelieved
  }
}

/// One thing a stage did and why.
public struct Finding: Sendable, Hashable, Codable {
  public var stage: String
  public var rule: String
  public var subject: String

  public init(stage: String, rule: String, subject: String) {
    self.stage = stage
    self.rule = rule
    self.subject = subject
  }
}
