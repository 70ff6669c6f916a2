import Domain
import HTTPServer

extension ArticleQuery.Filter {
  /// The parameters that choose articles.
  static let parameters = [
    "author", "duplicates", "host", "ingested_from", "ingested_to", "keyword", "language",
    "published_from", "published_to", "q", "source", "url",
  ]

  /// - Parameter address: normalises `url=`, nil where it is none.
  /// - Throws: `Problem` 400.
  init(_ parameters: Parameters, address: (String) -> String?) throws {
    self.init()
    text = try Self.text("q", parameters)
    url = try Self.text("url", parameters).map { text in
      guard let url = address(text) else {
        throw Problem.badParameter(
          "url", text, "Give a page's full address, such as https://example.org/a.")
      }
      return url
    }
    host = try Self.text("host", parameters).map { Self.host($0, address) }
    language = try Self.text("language", parameters)?.lowercased()
    author = try Self.text("author", parameters)
    source = try Self.text("source", parameters)
    keyword = try Self.text("keyword", parameters)
    publishedFrom = try Self.moment("published_from", parameters)
    publishedTo = try Self.moment("published_to", parameters)
    ingestedFrom = try Self.moment("ingested_from", parameters)
    ingestedTo = try Self.moment("ingested_to", parameters)
    let duplicates: Duplicates? = try parameters.choice("duplicates")
    excludesDuplicates = duplicates == .exclude
  }

  /// Reads conditions as a command line has them: names and values of parameters.
  ///
  /// - Throws: `WrongFilter` with what to do.
  public init(
    conditions: [(name: String, value: String)], address: (String) -> String?
  ) throws {
    let query = conditions.map {
      PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value)
    }
    do {
      let request = try Request(method: .get, target: "/?" + query.joined(separator: "&"))
      try self.init(
        Parameters(request, ArticleQuery.Filter.parameters), address: address)
    } catch let problem as Problem {
      throw WrongFilter(detail: problem.detail)
    }
  }

  private enum Duplicates: String, CaseIterable { case include, exclude }

  /// An empty value is a slip, not a filter that lets nothing through.
  private static func text(_ name: String, _ parameters: Parameters) throws -> String? {
    guard let value = parameters[name] else { return nil }
    guard value.utf8.contains(where: { $0 != 0x20 }) else {
      throw Problem.badParameter(name, value, "Give it a value, or leave it out.")
    }
    return value
  }

  /// A host as addresses have it: in lower case, and in ASCII (`例え.jp` is `xn--r8jz45g.jp`).
  private static func host(_ text: String, _ address: (String) -> String?) -> String {
    let scheme = "http://"
    guard let url = address(scheme + text + "/"), url.hasPrefix(scheme), url.hasSuffix("/") else {
      return text.lowercased()
    }
    let host = url.dropFirst(scheme.count).dropLast()
    return (host.utf8.contains(UInt8(ascii: "/")) ? text : String(host)).lowercased()
  }

  private static func moment(_ name: String, _ parameters: Parameters) throws -> Timestamp? {
    guard let value = parameters[name] else { return nil }
    guard let moment = Timestamp(value) else {
      throw Problem.badParameter(
        name, value,
        "Write a time as RFC 3339 has it, such as 2021-10-12 or 2021-10-12T11:03:50Z; a + is %2B.")
    }
    return moment
  }
}

/// Conditions that choose no articles, and what to do.
public struct WrongFilter: Error, Sendable {
  public var detail: String

  public init(detail: String) { self.detail = detail }
}

extension ArticleQuery {
  /// The parameters that order a list and cut it into pages.
  static let paging = ["cursor", "limit", "sort"]

  /// - Throws: `Problem` 400.
  init(_ parameters: Parameters, address: (String) -> String?) throws {
    self.init(filter: try Filter(parameters, address: address))
    try sort(by: parameters["sort"])
    if let number = try parameters.limit { limit = number }
    cursor = parameters["cursor"]
  }

  /// `-published_at` is newest first; a search is by relevance unless told.
  private mutating func sort(by text: String?) throws {
    guard let text else {
      if filter.text != nil { order = .relevance }
      return
    }
    let isDescending = text.hasPrefix("-")
    guard let order = Order(rawValue: String(isDescending ? text.dropFirst() : text[...])) else {
      let names = Order.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem.badParameter(
        "sort", text, "The orders are \(names), with - before them for descending.")
    }
    guard order != .relevance || filter.text != nil else {
      throw Problem.badParameter("sort", text, "Relevance is of a search: give q too.")
    }
    self.order = order
    // The best match comes first, with the sign and without.
    self.isDescending = isDescending || order == .relevance
  }
}
