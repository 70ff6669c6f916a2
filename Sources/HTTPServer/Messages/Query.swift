/// The parameters of a query string in the order sent, decoded (`+` is a space, as forms and
/// `URLSearchParams` have it).
public struct Query: Sendable, Equatable {
  public struct Parameter: Sendable, Equatable {
    public let name: String
    public let value: String
  }

  /// The query as it stood in the target, without its `?`.
  public let raw: String
  public let parameters: [Parameter]

  /// - Throws: `HTTPError` 400 `bad-query` where a percent-triplet is broken or does not decode to
  ///   UTF-8.
  public init(_ raw: String) throws {
    self.raw = raw
    parameters = try raw.utf8.split(separator: UInt8(ascii: "&")).map { pair in
      let equals = pair.firstIndex(of: UInt8(ascii: "="))
      let name = pair[..<(equals ?? pair.endIndex)]
      let value = equals.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
      guard let name = PercentCoding.decode(name, plusIsSpace: true),
        let value = PercentCoding.decode(value, plusIsSpace: true)
      else {
        throw HTTPError(
          .badRequest,
          "In the query, \(Substring(pair).prefix(200)) holds \(PercentCoding.fault(of: pair))",
          type: "bad-query")
      }
      return Parameter(name: name, value: value)
    }
  }

  private init() {
    raw = ""
    parameters = []
  }

  public static let empty = Query()

  public var isEmpty: Bool { parameters.isEmpty }

  /// The first value of the parameter; "" where it stands without `=`.
  public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

  public func all(_ name: String) -> [String] {
    parameters.filter { $0.name == name }.map(\.value)
  }
}
