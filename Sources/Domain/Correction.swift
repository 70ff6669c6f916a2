/// The fields of an article that a client may correct, and how a value of JSON becomes one.
public enum Correction {
  /// Puts a value in place; false where the field does not take it.
  public typealias Apply = @Sendable (JSONValue, inout Article) -> Bool

  /// What a field takes, for the client.
  public struct Field: Sendable {
    public var takes: String
    public var apply: Apply
  }

  public static let fields: [String: Field] = [
    "authors": texts(\.authors),
    "canonical_url": text(\.canonicalURL),
    "direction": text(\.direction),
    "excerpt": text(\.excerpt),
    "keywords": texts(\.keywords),
    "language": text(\.language),
    "lead_image": text(\.leadImage),
    "license": text(\.license),
    "modified_at": time(\.modifiedAt),
    "published_at": time(\.publishedAt),
    "script": text(\.script),
    "site_name": text(\.siteName),
    "source": text(\.source),
    "title": text(\.title),
  ]

  private static func text(
    _ member: WritableKeyPath<Article, String?> & Sendable
  ) -> Field {
    Field(takes: "a string") { value, article in
      guard case .string(let text) = value else { return false }
      article[keyPath: member] = text
      return true
    }
  }

  private static func texts(
    _ member: WritableKeyPath<Article, [String]> & Sendable
  ) -> Field {
    Field(takes: "a list of strings") { value, article in
      guard case .array(let values) = value else { return false }
      let texts = values.compactMap { value -> String? in
        if case .string(let text) = value { text } else { nil }
      }
      guard texts.count == values.count else { return false }
      article[keyPath: member] = texts
      return true
    }
  }

  private static func time(
    _ member: WritableKeyPath<Article, PartialTime?> & Sendable
  ) -> Field {
    Field(takes: "a time such as 2021-10-12T11:03:50+08:00 or 2021-10-12") { value, article in
      guard case .string(let text) = value, let time = PartialTime(text) else { return false }
      article[keyPath: member] = time
      return true
    }
  }
}

extension Article {
  /// The article with a client's corrections in place of what was found.
  public func corrected(by corrections: [String: JSONValue]) -> Article {
    guard !corrections.isEmpty else { return self }
    var article = self
    // What a store holds was checked when it came in; what no field takes any more is passed over.
    for (name, value) in corrections { _ = Correction.fields[name]?.apply(value, &article) }
    return article
  }
}
