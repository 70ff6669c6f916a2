/// Turns what a page says of its author into names of people.
///
///     "By Jane Doe and John Roe, Staff Writers"     Jane Doe, John Roe
///     "本报记者 李希平 通讯员 王五"                    李希平, 王五
///     "홍길동 기자"                                   홍길동
///     "Example News"  (the site)                     nothing
struct AuthorNames {
  /// How clearly the page says that the text names an author: the vaguer, the more it must look like a name.
  enum Trust {
    /// A field for authors: JSON-LD, a meta, microdata. One word may be a pen name.
    case stated
    /// An element or a label named so. Several words must be written as names are.
    case marked
    /// Running text: nothing but a full name counts.
    case prose
  }

  /// Names of the site and of its source, folded: no person is called that.
  private let outlets: Set<String>

  /// What follows the headline in the page's `title`, folded.
  private let titleSites: [String]

  /// Turns traditional characters into simplified ones, in which surnames are listed.
  var simplified: (String) -> String = { $0 }

  /// Whether the page is Japanese: names begin with family names of Japan.
  var isJapanese = false

  /// Most characters that a field for authors may hold; more is prose.
  private static let longestValue = 400

  /// Most names that a byline gives; a longer list is a menu.
  private static let most = 20

  /// - Parameter titleSites: what follows the headline in the page's `title`: sections and the site.
  init(outlets: [String], titleSites: [String] = []) {
    self.outlets = Set(outlets.map { TitleText.folded($0) })
    self.titleSites = titleSites.map { TitleText.folded($0) }
  }

  /// The people named in `text`, in order, each once.
  func names(in text: String, _ trust: Trust = .stated) -> [String] {
    guard text.utf8.count <= AuthorNames.longestValue else { return [] }
    let whole = AuthorNames.withoutSoftHyphens(text)
    let text = AuthorNames.unlabelled(AuthorNames.withoutBrackets(whole))
    // Fields with labels of their own speak of more than authors: "content: Example, design: Jane Doe".
    let trust = trust == .stated && text.holds(": ") ? .prose : trust
    let found: [String]
    switch Writing(of: text) {
    case .hangul: found = hangulNames(in: text, trust)
    case .han: found = HanNames(simplified: simplified).names(in: text, trust)
    case .alphabet: found = WesternNames(trust: trust).names(in: text)
    }
    var names: [String] = []
    for name in found where names.count < AuthorNames.most {
      guard let name = withoutOutlet(name, trust), !names.contains(name) else { continue }
      names.append(name)
    }
    if names.count == 1, let original = AuthorNames.original(of: names[0], in: whole) {
      return [original]
    }
    return names
  }

  /// A foreigner's name with its own form in brackets: `周思博 (Joel Spolsky)`.
  private static func original(of name: String, in text: String) -> String? {
    guard text.utf8.contains(where: mayBeginBracket), name.utf8.allSatisfy({ $0 >= 0x80 }),
      let start = text.utf8.firstRange(of: name.utf8)
    else { return nil }
    let rest = text[start.upperBound...].drop { $0.isWhitespace }
    guard let first = rest.first, openers.contains(first) else { return nil }
    let inner = rest.dropFirst().prefix { !closers.contains($0) }
    let words = inner.split(separator: " ")
    guard words.count > 1, WesternNames.isShaped(words), inner.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    return "\(name) (\(inner))"
  }

  /// Whether a name is beyond doubt a person's: first and last name, or a Chinese surname and what may follow it.
  func isPerson(_ name: String) -> Bool {
    switch Writing(of: name) {
    case .hangul: return (2...4).contains(name.unicodeScalars.count)
    case .han:
      // Before its original in brackets.
      let own = String(name.prefix { $0 != " " })
      return Surnames.isName(simplified(own)) || name.contains("·") || name.contains("・")
        || isJapanese && JapaneseSurnames.beginName(name)
    case .alphabet:
      let words = name.split(separator: " ")
      return words.count > 1 && WesternNames.isShaped(words)
    }
  }

  /// Whether a name is written in Han characters.
  static func isHan(_ name: String) -> Bool { Writing(of: name) == .han }

  /// Whether a name is the site's and nothing shows that the site is a person's.
  func isOutlet(_ name: String) -> Bool {
    isSite(name) && !AuthorNames.hasGivenName(name)
  }

  /// Whether a name begins with a given name in common use: `Jane Doe`, or as Vietnamese ones do: `Nguyễn Văn An`.
  static func hasGivenName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard words.count > 1, let first = words.first else { return false }
    if GivenNames.isVietnameseFamily(first) { return true }
    // `Theo` means "according to" there.
    if first == "Theo", GivenNames.isVietnameseFamily(words[1]) { return false }
    return GivenNames.contains(first.split(separator: "-").first ?? first)
  }

  /// Whether a name is what the site is called, with or without an article: `Die Beispiel`.
  private func isSite(_ name: String) -> Bool {
    let key = TitleText.folded(name)
    if outlets.contains(key) { return true }
    // Chinese sites are named with what they do behind the name: 某某 of 某某新闻.
    if name.utf8.allSatisfy({ $0 >= 0xe3 || $0 & 0xc0 == 0x80 }), key.count > 1,
      titleSites.contains(where: { $0.hasPrefix(key) })
    {
      return true
    }
    let words = name.split(separator: " ")
    // `Example Sports` on example.com.
    if words.count > 1, let first = words.first, first.utf8.count >= AuthorNames.longSite,
      outlets.contains(TitleText.folded(String(first))), !AuthorNames.hasGivenName(name)
    {
      return true
    }
    guard words.count > 1, let first = words.first,
      AuthorNames.articles.contains(first.lowercased())
    else { return false }
    return outlets.contains(TitleText.folded(words.dropFirst().joined()))
  }

  /// Bytes of a site's name that is no chance word.
  private static let longSite = 5

  private static let articles: Set<String> = ["das", "der", "die", "el", "la", "le", "les", "the"]

  /// The name without the outlet's behind it; nil where the outlet is all.
  ///
  /// A field for authors on a person's own site holds the site's name rightly: `Jane Doe` on janedoe.example.
  private func withoutOutlet(_ name: String, _ trust: Trust) -> String? {
    if isSite(name) {
      let isOwner = trust == .stated || trust == .marked && AuthorNames.hasGivenName(name)
      return isOwner && isPerson(name) ? name : nil
    }
    let words = name.split(separator: " ")
    for count in stride(from: words.count - 1, to: 1, by: -1)
    where outlets.contains(TitleText.folded(words[count...].joined())) {
      return words[..<count].joined(separator: " ")
    }
    return name
  }

  /// Which reader a text needs.
  private enum Writing {
    case alphabet, han, hangul

    init(of text: String) {
      var han = 0
      var hangul = 0
      for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x3040...0x30ff, 0x3400...0x9fff: han += 1
        case 0xac00...0xd7af: hangul += 1
        default: break
        }
      }
      self = hangul > han ? .hangul : han > 0 ? .han : .alphabet
    }
  }

  /// Korean bylines set the role behind the name: `홍길동 기자`.
  private func hangulNames(in text: String, _ trust: Trust) -> [String] {
    let words = text.split { $0.isWhitespace || AuthorNames.hangulBorders.contains($0) }.map(
      String.init)
    var names: [String] = []
    for (index, word) in words.enumerated() {
      guard let role = NameWords.hangulRoles.first(where: { word.hasSuffix($0) }) else { continue }
      let own = String(word.dropLast(role.count))
      let name = own.isEmpty && index > 0 ? words[index - 1] : own
      if (2...4).contains(name.count) { names.append(name) }
    }
    if names.isEmpty, trust != .prose, let first = words.first, (2...4).contains(first.count) {
      return [first]
    }
    return names
  }

  private static let hangulBorders: Marks = "·,/|=()[]【】"

  /// The text without the marks where a word may be broken: `Mat\u{ad}thi\u{ad}as`.
  private static func withoutSoftHyphens(_ text: String) -> String {
    guard text.unicodeScalars.contains("\u{ad}") else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{ad}" }))
  }

  /// The text without what introduces a byline.
  private static func unlabelled(_ text: String) -> String {
    var text = text.trimmingMarks()
    var changed = true
    while changed {
      changed = false
      let lowered = text.lowercased()
      // ASCII text and Han begin with a label only where their first bytes do: to compare all takes long.
      let start = lowered.utf8.prefix(3)
      let isHan = start.first.map { (0xE4...0xE9).contains($0) } == true
      let sure: UInt32 =
        isHan ? 0xFF_FFFF : start.prefix(2).allSatisfy { $0 < 0x80 } ? 0xFF : 0
      let wanted = opening(of: lowered) & sure
      for (label, own) in labels
      where own & sure == wanted && lowered.hasPrefix(label) && text.count > label.count {
        let rest = text.dropFirst(label.count)
        // "Byron" does not begin with a label, and `von Trapp` is a name.
        guard let next = rest.first, let last = label.unicodeScalars.last,
          last.value >= 0x2e80 || !last.properties.isAlphabetic || !next.isLetter,
          !AuthorNames.particles.contains(label) || text.first?.isUppercase == true
            || rest.split(separator: " ").count > 1
        else { continue }
        text = String(rest).trimmingMarks()
        changed = true
        break
      }
    }
    return text
  }

  /// What introduces a byline, each with its first bytes.
  private static let labels = NameWords.labels.map { (text: $0, opening: opening(of: $0)) }

  /// The first three bytes of a text, the first lowest; zeros where there are fewer.
  private static func opening(of text: String) -> UInt32 {
    zip(text.utf8.prefix(3), [0, 8, 16]).reduce(UInt32(0)) { $0 | UInt32($1.0) << $1.1 }
  }

  private static let openers: Marks = "(（[【"
  private static let closers: Marks = ")）]】"

  /// Labels that begin names too: `von Trapp` is one, `von Anna Muster` holds one.
  private static let particles: Set<String> = ["de", "di", "von"]

  /// The text without what stands in brackets, unless that is all of it.
  private static func withoutBrackets(_ text: String) -> String {
    guard text.utf8.contains(where: mayBeginBracket) else { return text }
    var outside = ""
    var depth = 0
    for character in text {
      if openers.contains(character) {
        depth += 1
      } else if closers.contains(character) {
        depth = max(0, depth - 1)
        outside.append(" ")
      } else if depth == 0 {
        outside.append(character)
      }
    }
    return outside.contains { $0.isLetter } ? outside : text
  }

  /// The first bytes of brackets, which most bylines do not have.
  private static func mayBeginBracket(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x29, 0x5B, 0x5D, 0xE3, 0xEF: true
    default: false
    }
  }
}

extension String {
  private static let trimmedMarks: Marks =
    ",;:|-–—/·•⋅*>»()[]（）【】《》：，、。＝=□■●▲◆\u{200b}\u{feff}"

  /// The text without blanks and marks at its ends.
  func trimmingMarks() -> String {
    // Nearly all names begin and end with a letter.
    if let first = utf8.first, let last = utf8.last, first.isASCIILetter, last.isASCIILetter {
      return self
    }
    func isMark(_ character: Character) -> Bool {
      String.trimmedMarks.contains(character) || character.isWhitespace
    }
    var slice = self[...]
    while let first = slice.first, isMark(first) { slice = slice.dropFirst() }
    while let last = slice.last, isMark(last) { slice = slice.dropLast() }
    return String(slice)
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
