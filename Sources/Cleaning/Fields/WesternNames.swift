/// Reads names written in an alphabet out of a byline.
///
///     "Jane Doe, Ph.D., Senior Editor"            Jane Doe
///     "Anna van der Berg und Max Muster am"       Anna van der Berg, Max Muster
///     "signing up"                                nothing
struct WesternNames {
  var trust: AuthorNames.Trust

  /// Most words of a name; more is a sentence.
  private static let mostWords = 6

  /// Most characters of an element that names and does not describe.
  private static let longestMarked = 120

  /// Most characters of a name.
  private static let longest = 60

  /// The names in `text`, whose label is already gone.
  func names(in text: String) -> [String] {
    if trust == .marked, text.count > WesternNames.longestMarked {
      // An element that describes its author is running text.
      return WesternNames(trust: .prose).names(in: text)
    }
    var names: [String] = []
    for piece in pieces(of: text) {
      let words = piece.words
      if WesternNames.isOffice(words) { continue }
      if !names.isEmpty, words.allSatisfy({ WesternNames.isCredential($0) }) { continue }
      for part in WesternNames.parts(of: words) {
        let kept = WesternNames.isGroup(part) ? [] : WesternNames.core(of: part)
        // Behind a name, what begins with a role describes the one before.
        if kept.isEmpty, !names.isEmpty, !part.isEmpty { return names }
        // Behind a full name, one word is a place or an office.
        let isFull = names.contains { $0.contains(" ") }
        if isFull, kept.count == 1, trust != .stated { continue }
        // What is left before a preposition is no name where the field says nothing else: `Human in the Loop`.
        if trust == .stated, kept.count == 1, part.count > 2,
          WesternNames.prepositions.contains(part[1].lowercased())
        {
          continue
        }
        // And so is what a role was cut off: "Jane Doe, Trial Attorney at Example & Partners".
        if isFull, kept.count == 1, part.count > 1 { return names }
        if let name = name(kept) { names.append(name) }
      }
    }
    return names
  }

  private static let prepositions: Set<String> = ["at", "for", "from", "in", "on"]

  /// Runs between marks, up to the first date.
  private func pieces(of text: String) -> [Substring] {
    var text = text[...]
    if text.holds("://") || text.holds("www.") {
      let words = text.split(separator: " ").filter { !$0.holds("://") && !$0.holds("www.") }
      text = words.joined(separator: " ")[...]
    }
    // `via jane 1 year ago | tea | 12 comments`
    if let ago = text.utf8.firstRange(of: " ago".utf8),
      let digit = text[..<ago.lowerBound].lastIndex(where: { $0.isNumber })
    {
      let before = text[..<digit]
      text = before[..<(before.lastIndex { !$0.isNumber }.map { before.index(after: $0) } ?? digit)]
    }
    let bytes = Array(text.utf8)
    if bytes.contains(where: { $0 &- 0x30 < 10 }),
      let date = DateReader(order: .dayFirst).first(in: bytes)
    {
      let before = String(decoding: bytes[..<date.range.lowerBound], as: UTF8.self)
      let after = String(decoding: bytes[date.range.upperBound...], as: UTF8.self)
      text = (before.contains { $0.isLetter } ? before : after)[...]
    }
    return text.split { WesternNames.borders.contains($0) }
  }

  private static let borders: Marks = ",;|/·•⋅»\n\t\u{3000}，、；｜"

  /// Parts between `and` and its likes.
  private static func parts(of words: [Substring]) -> [[Substring]] {
    var parts: [[Substring]] = [[]]
    for word in words {
      // One letter joins only as a small one: "Maria A Lopez".
      let isJoiner = NameWords.joiners.contains(
        word.count == 1 ? String(word) : word.lowercased())
      if isJoiner {
        if parts.last?.isEmpty == false { parts.append([]) }
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    return parts
  }

  /// The words of a part that may be a name: no honorific or role before, none behind.
  private static func core(of words: [Substring]) -> [Substring] {
    var words = words[...]
    while words.count > 1, let first = words.first,
      NameWords.leading.contains(first.lowercased())
        || words.count > 2
          && (NameWords.stoppers.contains(first.lowercased()) || isCompoundRole(first))
    {
      words = words.dropFirst()
    }
    if let stop = words.firstIndex(where: { NameWords.stoppers.contains(bare($0)) }),
      !(stop > words.startIndex && NameWords.particles.contains(String(words[stop]))
        && stop + 1 < words.endIndex)
    {
      words = words[..<stop]
    }
    while words.count > 2, let last = words.last, isCredential(last) { words = words.dropLast() }
    return Array(words)
  }

  /// Whether words joined by "and" are one office's name: `Center for Tea and Research`.
  private static func isOffice(_ words: [Substring]) -> Bool {
    words.contains { NameWords.joiners.contains($0.lowercased()) && $0.count > 1 }
      && words.contains { NameWords.outletWords.contains(bare($0)) }
      && !parts(of: words).contains { $0.first.map { GivenNames.contains($0) } ?? false }
  }

  /// Whether a part names a group: `Example Staff`, `The Example Editorial Team`, `Our Editors`, not `Jane Doe, Staff`.
  private static func isGroup(_ words: [Substring]) -> Bool {
    guard let at = words.firstIndex(where: { NameWords.groups.contains(bare($0)) }), at > 0 else {
      return false
    }
    if at == 1 { return true }
    return at == words.count - 1 && !words[0].isEmpty && !GivenNames.contains(words[0])
  }

  /// German sets the outlet before the role: `Beispiel-Redakteurin Anna Muster`.
  private static func isCompoundRole(_ word: Substring) -> Bool {
    guard let hyphen = word.lastIndex(of: "-") else { return false }
    return compoundRoles.contains(word[word.index(after: hyphen)...].lowercased())
  }

  private static let compoundRoles: Set<String> = [
    "autor", "autorin", "experte", "expertin", "kolumnist", "kolumnistin", "korrespondent",
    "korrespondentin", "mitarbeiter", "mitarbeiterin", "redakteur", "redakteurin", "reporter",
    "reporterin", "volontär", "volontärin",
  ]

  private func name(_ words: [Substring]) -> String? {
    var name = words.joined(separator: " ").trimmingMarks()
    if name.hasSuffix("."), let last = words.last, last.count > 4 { name.removeLast() }
    let words = name.split(separator: " ")
    guard (2...WesternNames.longest).contains(name.count), words.count <= WesternNames.mostWords,
      name.contains(where: \.isLetter),
      !name.unicodeScalars.contains(where: { WesternNames.foreign.contains($0) }),
      !NameWords.noNames.contains(name.lowercased()),
      !NameWords.places.contains(name.lowercased())
    else { return nil }
    guard words.count > 1 else { return penName(name) }
    if words.contains(where: { NameWords.noNameHolds.contains($0.lowercased()) }) { return nil }
    if words.allSatisfy({ NameWords.particles.contains($0.lowercased()) }) { return nil }
    let isOutlet = words.contains { NameWords.outletWords.contains(WesternNames.bare($0)) }
    guard !isOutlet, !name.contains(where: \.isNumber) else { return nil }
    guard WesternNames.isShaped(words) || trust == .stated && words.count <= 4 else { return nil }
    return name
  }

  /// A single word: the name of an account, where the page says that this is the author.
  private func penName(_ name: String) -> String? {
    let lowered = name.lowercased()
    guard trust != .prose, !name.hasSuffix("."), !name.holds("://"), name.count <= 30,
      !NameWords.outletWords.contains(lowered), !NameWords.credentials.contains(lowered),
      !NameWords.particles.contains(lowered), !NameWords.noNameHolds.contains(lowered),
      // `Beispiel.de-Redaktion`
      lowered.split(separator: "-").last.map({ !NameWords.groups.contains(String($0)) }) ?? true,
      // The key of a text that was never filled in: `page.head.author`.
      name.count(where: { $0 == "." }) < 3,
      trust == .stated || MonthNames.month(Array(lowered.utf8)) == nil,
      !WesternNames.isAgency(name)
    else { return nil }
    // A domain is no person.
    return WesternNames.zones.contains { lowered.hasSuffix($0) } ? nil : name
  }

  /// Agencies sign with three to five capitals.
  private static func isAgency(_ name: String) -> Bool {
    (3...5).contains(name.count) && name.allSatisfy { $0.isUppercase }
  }

  private static let zones = [".at", ".ch", ".com", ".de", ".fr", ".it", ".net", ".org", ".uk"]
  private static let foreign = Set("@<>{}=?!:\"“”#…".unicodeScalars)

  /// Whether the words are written as names are: each with a capital but for particles, no abbreviations but initials.
  static func isShaped(_ words: [Substring]) -> Bool {
    var capitals = 0
    for word in words {
      guard let first = word.unicodeScalars.first else { return false }
      if NameWords.particles.contains(String(word)) { continue }
      let isCaseless =
        first.properties.isAlphabetic && !first.properties.isLowercase
        && !first.properties.isUppercase
      guard first.properties.isUppercase || isCaseless || hasInnerCapital(word) else {
        return false
      }
      guard word.allSatisfy({ $0.isLetter || inner.contains($0) }) else { return false }
      if word.hasSuffix("."), word.count > 4, !word.dropLast().contains(".") { return false }
      capitals += 1
    }
    return capitals > 0 && capitals * 2 >= words.count
  }

  private static let inner: Marks = "'’-.‐‘`"

  /// `d'Arc`, `al-Masri`.
  private static func hasInnerCapital(_ word: Substring) -> Bool {
    guard word.contains("'") || word.contains("’") || word.contains("-") else { return false }
    return word.contains { $0.isUppercase }
  }

  private static func isCredential(_ word: Substring) -> Bool {
    let bare = bare(word)
    if NameWords.credentials.contains(bare) { return true }
    return false
  }

  private static let enders: Marks = ".,:;"

  /// The word in lower case without marks at its end.
  private static func bare(_ word: Substring) -> String {
    var word = word
    while let last = word.last, enders.contains(last) { word = word.dropLast() }
    return word.lowercased()
  }
}

extension Substring {
  /// The runs between blanks.
  fileprivate var words: [Substring] {
    // Tables of properties are for what is not ASCII.
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return split { $0.isWhitespace } }
    return utf8.split { $0 == 0x20 || 0x09...0x0D ~= $0 }.map { Substring($0) }
  }
}
