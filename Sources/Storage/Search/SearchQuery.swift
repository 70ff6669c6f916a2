import TextAnalysis

/// A client's search, read: words, `"phrases"`, `prefix*`, `title:` before any of them, `AND`, `OR`,
/// `NOT` (or `-` before a word) and parentheses; words beside each other must all be there.
///
/// Where `NOT` stands alone, all other articles are meant.
///
/// `title:` and the like are read in any case. What does not read as that is read as plain words. The words come out folded and quoted, so that
/// FTS5 never sees what the client wrote.
struct SearchQuery {
  /// What must or may be there, for marking it: all terms but those after `NOT`.
  let wanted: [Term]

  /// How many prefixes it has.
  let prefixes: Int

  private let expression: Expression

  /// What FTS5 can be asked for: an expression says which articles match, never that all others do.
  enum Matches: Equatable {
    case those(String)
    /// All but those: a query of nothing but what must not be there.
    case others(String)
  }

  init(_ text: String) {
    let lexemes = Lexeme.all(in: text)
    var parser = Parser(lexemes: lexemes[...])
    let words = lexemes.compactMap { lexeme -> Expression? in
      guard case .term(let term) = lexeme else { return nil }
      return .term(term)
    }
    expression = parser.expression() ?? .all(words)
    wanted = expression.terms(areWanted: true)
    prefixes = lexemes.count { if case .term(let term) = $0 { term.isPrefix } else { false } }
  }

  /// Nil where there is nothing to search for.
  ///
  /// - Parameter words: The words that stand for all that begin with a prefix; nil: those themselves.
  func matches(
    _ folding: Folding, words: @escaping (_ prefix: String) throws -> [String]?
  ) throws -> Matches? {
    try expression.matches(Reading(folding: folding, words: words))
  }

  /// How terms become FTS5's.
  fileprivate struct Reading {
    var folding: Folding
    var words: (_ prefix: String) throws -> [String]?
  }

  /// Words beyond this are not looked for.
  fileprivate static let mostTerms = 100

  /// FTS5 refuses expressions nested deeper than 256.
  fileprivate static let deepest = 20
}

/// A word or phrase to look for.
struct Term {
  var text: String
  var isPrefix = false
  var isInTitle = false

  fileprivate func fts5(_ reading: SearchQuery.Reading) throws -> String? {
    let folding = reading.folding
    let tokens = SearchTokens.phrase(text, folding)
    guard let last = tokens.last else { return nil }
    // A character of a script without blanks is found as a token of its own.
    let isAlone = tokens.count == 1 && last.unicodeScalars.count == 1
    let isWhole = isAlone && folding.folded(text).tokens.last?.isSingle == true
    let column = isInTitle ? "title" : "{title text}"
    guard isPrefix, !isWhole else { return "\(column) : \(Term.quoted(tokens))" }
    guard let words = try reading.words(last) else {
      return "\(column) : \(Term.quoted(tokens)) *"
    }
    let phrases = words.map { Term.quoted(tokens.dropLast() + [$0]) }
    return "\(column) : (\(phrases.joined(separator: " OR ")))"
  }

  private static func quoted(_ tokens: [String]) -> String {
    "\"" + tokens.joined(separator: " ").replacing("\"", with: "\"\"") + "\""
  }
}

/// A query as a tree.
private indirect enum Expression {
  case term(Term)
  case all([Expression])
  case any([Expression])
  case not(Expression)

  /// Nil where nothing in it can be looked for.
  func matches(_ reading: SearchQuery.Reading) throws -> SearchQuery.Matches? {
    switch self {
    case .term(let term): return try term.fts5(reading).map { .those($0) }
    case .not(let part):
      return try part.matches(reading).map { matches in
        switch matches {
        case .those(let match): .others(match)
        case .others(let match): .those(match)
        }
      }
    case .all(let parts):
      let (those, others) = try Expression.sorted(parts, reading)
      // Not a and not b is all but a or b.
      guard let wanted = Expression.joined(those, " AND ") else {
        return Expression.joined(others, " OR ").map { .others($0) }
      }
      return .those(Expression.less(wanted, Expression.joined(others, " OR ")))
    case .any(let parts):
      let (those, others) = try Expression.sorted(parts, reading)
      // a, or not b, is all but what has b and lacks a.
      guard let unwanted = Expression.joined(others, " AND ") else {
        return Expression.joined(those, " OR ").map { .those($0) }
      }
      return .others(Expression.less(unwanted, Expression.joined(those, " OR ")))
    }
  }

  /// The parts' expressions, those that match and those whose others do.
  private static func sorted(
    _ parts: [Expression], _ reading: SearchQuery.Reading
  ) throws -> (those: [String], others: [String]) {
    try parts.compactMap { try $0.matches(reading) }.reduce(into: ([], [])) { sorted, matches in
      switch matches {
      case .those(let match): sorted.0.append(match)
      case .others(let match): sorted.1.append(match)
      }
    }
  }

  private static func joined(_ parts: [String], _ mark: String) -> String? {
    guard parts.count > 1 else { return parts.first }
    return "(" + parts.joined(separator: mark) + ")"
  }

  private static func less(_ wanted: String, _ unwanted: String?) -> String {
    guard let unwanted else { return wanted }
    return "(\(wanted) NOT \(unwanted))"
  }

  func terms(areWanted: Bool) -> [Term] {
    switch self {
    case .term(let term): areWanted ? [term] : []
    case .all(let parts), .any(let parts): parts.flatMap { $0.terms(areWanted: areWanted) }
    case .not(let part): part.terms(areWanted: !areWanted)
    }
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
    // However it is written: no word has a colon in it.
    if rest.starts(with: "title:".unicodeScalars, by: { $0.properties.lowercaseMapping == "\($1)" })
    {
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

  /// What must be there, and what must not.
  private mutating func conjunction() -> Expression? {
    var parts: [Expression] = []
    while let next = lexemes.first, next != .or, next != .close {
      if next == .and {
        guard !parts.isEmpty else { return nil }
        lexemes.removeFirst()
        guard let after = lexemes.first, after != .and, after != .or, after != .close else {
          return nil
        }
        continue
      }
      var isWanted = true
      while lexemes.first == .not {
        lexemes.removeFirst()
        isWanted.toggle()
      }
      guard let operand = operand() else { return nil }
      parts.append(isWanted ? operand : .not(operand))
    }
    guard let first = parts.first else { return nil }
    return parts.count == 1 ? first : .all(parts)
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
