/// A path pattern: literal segments and `{name}` for one segment of any content.
struct PathPattern: Sendable {
  enum Segment: Sendable, Equatable {
    case literal(String)
    case parameter(String)
  }

  let segments: [Segment]

  init(_ pattern: String) {
    let parts = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    segments = (pattern.utf8.count > 1 ? parts : []).map { part in
      part.hasPrefix("{") && part.hasSuffix("}")
        ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
    }
  }

  /// The parameters where the path fits the pattern, else nil.
  ///
  /// A parameter is never empty.
  func match(_ path: [String]) -> [(name: String, value: String)]? {
    guard path.count == segments.count else { return nil }
    var parameters: [(name: String, value: String)] = []
    for (segment, part) in zip(segments, path) {
      switch segment {
      case .literal(let text):
        guard text == part else { return nil }
      case .parameter(let name):
        guard !part.isEmpty else { return nil }
        parameters.append((name, part))
      }
    }
    return parameters
  }

  /// The order in which patterns are tried: a literal before a parameter at the first place where
  /// two differ in kind, so `/articles/batch` wins over `/articles/{id}` wherever it stands.
  func comesBefore(_ other: PathPattern) -> Bool {
    segments.lexicographicallyPrecedes(other.segments) { !$0.isParameter && $1.isParameter }
  }
}

extension PathPattern.Segment {
  fileprivate var isParameter: Bool {
    if case .parameter = self { true } else { false }
  }
}
