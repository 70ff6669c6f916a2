import HTTPServer

/// A request's query, held to the parameters that its endpoint has.
struct Parameters {
  private let query: Query

  /// - Throws: `Problem` 400 for a parameter that is not among `names`, or is there twice.
  init(_ request: Request, _ names: [String]) throws {
    query = request.query
    var seen: Set<String> = []
    for parameter in query.parameters {
      guard names.contains(parameter.name) else {
        throw Parameters.unknown(parameter.name, among: names, in: query)
      }
      guard seen.insert(parameter.name).inserted else {
        throw Problem(
          .badRequest, "bad-parameter",
          "\(parameter.name) is given twice. Give it once." + Parameters.hint(query))
      }
    }
  }

  subscript(name: String) -> String? { query[name] }

  /// `true` or `false`; `standard` where it is not there.
  func flag(_ name: String, standard: Bool) throws -> Bool {
    switch query[name] {
    case nil: standard
    case "true": true
    case "false": false
    case let value?: throw Problem.badParameter(name, value, "Say true or false.")
    }
  }

  /// How many articles a page of a list has at most; nil where it is not there.
  var limit: Int? {
    get throws {
      guard let text = query["limit"] else { return nil }
      guard let number = Int(text), (1...200).contains(number) else {
        throw Problem.badParameter("limit", text, "Give a number from 1 to 200.")
      }
      return number
    }
  }

  /// One of the values of an enumeration.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type = Choice.self
  ) throws -> Choice? {
    guard let value = query[name] else { return nil }
    guard let choice = Choice(rawValue: value) else {
      let values = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem.badParameter(name, value, "The values are \(values).")
    }
    return choice
  }

  private static func unknown(_ name: String, among names: [String], in query: Query) -> Problem {
    let list =
      names.isEmpty
      ? "This address takes none." : "The parameters are \(names.sorted().joined(separator: ", "))."
    return Problem(
      .badRequest, "unknown-parameter",
      "There is no parameter \(name.prefix(100)). \(list)"
        + hint(query))
  }

  /// What to do where `url=` came unencoded and brought parameters of its own.
  private static func hint(_ query: Query) -> String {
    guard let place = query.parameters.firstIndex(where: { $0.name == "url" }),
      place + 1 < query.parameters.count,
      let start = query.raw.start(of: "url=http", at: place)
    else { return "" }
    let address = query.raw[start...].dropFirst("url=".count)
    guard address.contains("?") else { return "" }
    return " It seems to belong to the page's address, which came unencoded: send it with"
      + " curl --url-query 'url=\(address.prefix(300))'."
  }
}

extension String {
  /// Where the parameter at `place` begins, if it begins with `text`.
  fileprivate func start(of text: String, at place: Int) -> Index? {
    let pieces = split(separator: "&", omittingEmptySubsequences: true)
    guard place < pieces.count, pieces[place].hasPrefix(text) else { return nil }
    return pieces[place].startIndex
  }
}
