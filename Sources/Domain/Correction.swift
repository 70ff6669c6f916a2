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
    "canonical_url": address(\.canonicalURL),
    "direction": text(\.direction, "\"ltr\" or \"rtl\"") { ["ltr", "rtl"].contains($0) },
    "excerpt": text(\.excerpt),
    "keywords": texts(\.keywords),
    // BCP 47 §2.2.1: the primary subtag of a language that has a code in ISO 639.
    "language": text(\.language, "a language of two or three small letters, such as zh or en") {
      (2...3).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    },
    "lead_image": address(\.leadImage),
    "license": text(\.license),
    "modified_at": time(\.modifiedAt),
    "published_at": time(\.publishedAt),
    "script": text(\.script, "a script as ISO 15924 names it, such as Hans or Latn") { name in
      name.utf8.count == 4 && name.utf8.first.map { (0x41...0x5A).contains($0) } == true
        && name.utf8.dropFirst().allSatisfy { (0x61...0x7A).contains($0) }
    },
    "site_name": text(\.siteName),
    "source": text(\.source),
    "title": text(\.title),
  ]

  private static func text(
    _ member: WritableKeyPath<Article, String?> & Sendable, _ takes: String = "a string",
    where isOne: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> Field {
    Field(takes: takes) { value, article in
      guard case .string(let text) = value, isOne(text) else { return false }
      article[keyPath: member] = text
      return true
    }
  }

  /// What a reader may follow: no address that runs anything.
  private static func address(
    _ member: WritableKeyPath<Article, String?> & Sendable
  ) -> Field {
    text(member, "an absolute http or https address") { text in
      let address = text.lowercased()
      guard let scheme = ["http://", "https://"].first(where: address.hasPrefix) else {
        return false
      }
      let host = address.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
      return !host.isEmpty && !address.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
    }
  }

  private static func texts(
    _ member: WritableKeyPath<Article, [String]> & Sendable
  ) -> Field {
    Field(takes: "a list of strings, none of them blank") { value, article in
      guard case .array(let values) = value else { return false }
      let texts = values.compactMap { value -> String? in
        if case .string(let text) = value, !text.allSatisfy(\.isWhitespace) { text } else { nil }
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
