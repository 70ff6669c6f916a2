import TextAnalysis

/// A client's search, read: words, `"phrases"`, `prefix*`, `title:` before any of them, `AND`, `OR`,
/// `NOT` (or `-` before a word) and parentheses; words beside each other must all be there.
///
/// What does not read as that is read as plain words. The words come out folded and quoted, so that
/// FTS5 never sees what the client wrote.
struct SearchQuery {
  /// FTS5's expression; nil where there is nothing to search for.
  let match: String?

  /// What must or may be there, for marking it: all terms but those after `NOT`.
  let wanted: [Term]

  init(_ text: String, folding: Folding) {
    let lexemes = Lexeme.all(in: text)
    var parser = Parser(lexemes: lexemes[...])
    let words = lexemes.compactMap { lexeme -> Expression? in
      guard case .term(let term) = lexeme else { return nil }
      return .term(term)
    }
    let expression = parser.expression() ?? .all(words)
    match = expression.fts5(folding)
    wanted = expression.wanted
  }

  /// Words beyond this are not looked for.
  fileprivate static let mostTerms = 100

  /// FTS5 refuses expressions nested deeper than 256.
  fileprivate static let deepest = 20

  /// A prefix shorter than this would match so many words that collecting them takes seconds; it is
  /// looked for as a word.
  fileprivate static let shortestPrefix = 2
}

/// A word or phrase to look for.
struct Term {
  var text: String
  var isPrefix = false
  var isInTitle = false

  fileprivate func fts5(_ folding: Folding) -> String? {
    let tokens = SearchTokens.phrase(text, folding)
    guard let last = tokens.last else { return nil }
    // Pairs make a prefix of several characters; one alone stands for itself already.
    let isLong = last.unicodeScalars.count >= SearchQuery.shortestPrefix
    let star = isPrefix && isLong ? " *" : ""
    let column = isInTitle ? "title" : "{title text}"
    let quoted = tokens.joined(separator: " ").replacing("\"", with: "\"\"")
    return "\(column) : \"\(quoted)\"\(star)"
  }
}

/// A query as a tree.
private indirect enum Expression {
  case term(Term)
  case all([Expression])
  case any([Expression])
  case but(Expression, not: Expression)

  /// Nil where nothing in it can be looked for.
  func fts5(_ folding: Folding) -> String? {
    switch self {
    case .term(let term): return term.fts5(folding)
    case .all(let parts): return joined(parts, " AND ", folding)
    case .any(let parts): return joined(parts, " OR ", folding)
    case .but(let wanted, let unwanted):
      guard let wanted = wanted.fts5(folding) else { return nil }
      guard let unwanted = unwanted.fts5(folding) else { return wanted }
      return "(\(wanted) NOT \(unwanted))"
    }
  }

  var wanted: [Term] {
    switch self {
    case .term(let term): [term]
    case .all(let parts), .any(let parts): parts.flatMap(\.wanted)
    case .but(let wanted, _): wanted.wanted
    }
  }

  private func joined(_ parts: [Expression], _ mark: String, _ folding: Folding) -> String? {
    let parts = parts.compactMap { $0.fts5(folding) }
    guard parts.count > 1 else { return parts.first }
    return "(" + parts.joined(separator: mark) + ")"
  }
}

private enum Lexeme: Equatable {
  case term(Term)
  case and, or, not, open, close

  static func == (a: Lexeme, b: Lexeme) -> Bool {
    switch (a, b) {
    case (.and, .and), (.or, .or), (.not, .not), (.open, .open), (.close, .close): true
    default: false
    }
  }

  static func all(in text: String) -> [Lexeme] {
    var lexemes: [Lexeme] = []
    var rest = Array(text.unicodeScalars)[...]
    var terms = 0
    while let next = rest.first, terms < SearchQuery.mostTerms {
      switch next {
      case "(": lexemes.append(.open)
      case ")": lexemes.append(.close)
      case "-" where rest.count > 1 && !rest[rest.startIndex + 1].properties.isWhitespace:
        lexemes.append(.not)
      case _ where next.properties.isWhitespace: break
      default:
        lexemes.append(word(&rest))
        terms += 1
        continue
      }
      rest.removeFirst()
    }
    return lexemes
  }

  private static func word(_ rest: inout ArraySlice<Unicode.Scalar>) -> Lexeme {
    var term = Term(text: "")
    if rest.starts(with: "title:".unicodeScalars) {
      term.isInTitle = true
      rest.removeFirst(6)
    }
    if rest.first == "\"" {
      rest.removeFirst()
      let phrase = rest.prefix { $0 != "\"" }
      rest.removeFirst(min(phrase.count + 1, rest.count))
      term.text = text(phrase)
    } else {
      let word = rest.prefix {
        !$0.properties.isWhitespace && $0 != "(" && $0 != ")" && $0 != "\"" && $0 != "*"
      }
      rest.removeFirst(word.count)
      term.text = text(word)
    }
    while rest.first == "*" {
      term.isPrefix = true
      rest.removeFirst()
    }
    guard !term.isInTitle, !term.isPrefix else { return .term(term) }
    switch term.text {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    default: return .term(term)
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

/// Reads lexemes by recursive descent; nil where they are no query.
private struct Parser {
  var lexemes: ArraySlice<Lexeme>
  private var depth = 0

  init(lexemes: ArraySlice<Lexeme>) {
    self.lexemes = lexemes
  }

  mutating func expression() -> Expression? {
    guard let expression = alternatives(), lexemes.isEmpty else { return nil }
    return expression
  }

  private mutating func alternatives() -> Expression? {
    guard let first = conjunction() else { return nil }
    var parts = [first]
    while lexemes.first == .or {
      lexemes.removeFirst()
      guard let next = conjunction() else { return nil }
      parts.append(next)
    }
    return parts.count == 1 ? first : .any(parts)
  }

  /// What must be there, less what must not.
  ///
  /// Something must: `NOT a` alone is no query.
  private mutating func conjunction() -> Expression? {
    var wanted: [Expression] = []
    var unwanted: [Expression] = []
    while let next = lexemes.first, next != .or, next != .close {
      if next == .and {
        guard !wanted.isEmpty || !unwanted.isEmpty else { return nil }
        lexemes.removeFirst()
        guard let after = lexemes.first, after != .and, after != .or, after != .close else {
          return nil
        }
        continue
      }
      let isUnwanted = next == .not
      if isUnwanted { lexemes.removeFirst() }
      guard let operand = operand() else { return nil }
      if isUnwanted { unwanted.append(operand) } else { wanted.append(operand) }
    }
    guard !wanted.isEmpty else { return nil }
    let all = wanted.count == 1 ? wanted[0] : .all(wanted)
    return unwanted.isEmpty ? all : .but(all, not: .any(unwanted))
  }

  private mutating func operand() -> Expression? {
    switch lexemes.popFirst() {
    case .term(let term): return .term(term)
    case .open:
      depth += 1
      defer { depth -= 1 }
      guard depth <= SearchQuery.deepest, let inner = alternatives(),
        lexemes.popFirst() == .close
      else { return nil }
      return inner
    default: return nil
    }
  }
}
