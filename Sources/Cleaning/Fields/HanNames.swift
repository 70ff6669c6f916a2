/// Reads names written in Han characters or kana out of a byline.
///
///     "澎湃新闻记者 贺梨萍"          贺梨萍
///     "刘国栋 周炜 王燕平"           刘国栋, 周炜, 王燕平
///     "马俊峰/文"                    马俊峰
///     "整理 网络"                    nothing
struct HanNames {
  var simplified: (String) -> String

  /// Most characters of a pen name.
  private static let longestPenName = 8

  /// The names in `text`.
  func names(in text: String, _ trust: AuthorNames.Trust) -> [String] {
    let tokens = HanNames.tokens(of: text)
    let found = tokens.compactMap { name($0, trust, isAlone: tokens.count == 1) }
    let people = found.filter { Surnames.isName(simplified($0)) || HanNames.isDotted($0) }
    if !people.isEmpty {
      // Marks that part names alone: who stands between them writes under a pen name.
      let isList = found.count == tokens.count && text.contains { HanNames.listMarks.contains($0) }
      return isList && trust != .prose ? found : people
    }
    // A pen name stands first; what follows it are ranks and numbers.
    let whole = text.split { $0.isWhitespace }.first.map(String.init) ?? text
    if found.first != nil, whole.contains("&"), let name = name(whole, trust, isAlone: true) {
      return [name]
    }
    return Array(found.prefix(1))
  }

  /// A foreigner's name: `约翰·史密斯`.
  private static func isDotted(_ name: String) -> Bool {
    let parts = name.split { $0 == "·" || $0 == "・" }
    return parts.count > 1
      && parts.allSatisfy { part in
        part.count <= 6
          && !(part.count > 2 && NameWords.hanOutletEndings.contains { part.endsInBytes(of: $0) })
      }
  }

  /// Whether every word of a text is a Chinese name: a byline without a label.
  func isAllNames(_ text: String) -> Bool { !allNames(of: text).isEmpty }

  /// The names of a text that is names and nothing else; empty where it is not.
  func allNames(of text: String) -> [String] {
    let tokens = HanNames.tokens(of: text)
    let known = tokens.count { Surnames.isName(simplified($0)) }
    // A rare surname passes beside a known one.
    let isAll =
      (1...6).contains(tokens.count) && known * 2 >= tokens.count
      && tokens.allSatisfy { token in
        (2...4).contains(token.unicodeScalars.count) && !isNoName(token)
          && token.unicodeScalars.allSatisfy { (0x4e00...0x9fff).contains($0.value) }
      }
    return isAll ? tokens : []
  }

  /// The names that follow a reporter's role in a sentence or in brackets: `（记者 张三 通讯员 李四）`.
  func namesAfterRoles(in text: String) -> [String] {
    var folded = simplified(text)
    guard folded.withUTF8({ HanNames.mayNameRole($0) }) else { return [] }
    var names: [String] = []
    var isOpen = false
    for token in HanNames.tokens(of: text) {
      let role = HanNames.role(in: simplified(token))
      if let role {
        isOpen = true
        let rest = token.dropping(scalars: role.end)
        // Japanese surnames are no closed list; behind 文・ stands a name.
        let head = token.prefix(scalars: role.end)
        let isJapanese = HanNames.japaneseRoles.contains { head.endsInBytes(of: $0) }
        if let name = name(rest, isJapanese ? .marked : .prose, isAlone: false) {
          names.append(name)
        }
        // `马俊峰/文`, `张三 摄影`: the role stands behind.
        if rest.isEmpty, role.start >= 2, let name = name(token, .prose, isAlone: false) {
          names.append(name)
        }
      } else if isOpen, let name = name(token, .prose, isAlone: false) {
        names.append(name)
      } else {
        isOpen = false
      }
    }
    return names
  }

  /// Whether a text in simplified script has a word for a reporter.
  static func mayNameRole(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    !reporterWords.hits(in: text, limit: 1).isEmpty
  }

  private static let japaneseRoles = ["文・", "執筆", "取材", "文／", "著者"]

  private static let reporters = [
    "记者", "通讯员", "实习生", "撰稿", "撰文", "评论员", "采写", "执笔", "作者", "文・", "執筆", "取材",
  ]

  private static let reporterWords = PhraseSet(
    reporters.map { (text: Array($0.utf8), label: 0) })

  private func isNoName(_ token: String) -> Bool {
    let folded = simplified(token)
    if HanNames.isNoPerson(folded) { return true }
    return NameWords.noHanNames.contains(folded)
      || folded.beginsInBytes(with: "网络")
      || NameWords.hanOutletEndings.contains { token.endsInBytes(of: $0) }
        && (token.count > 3 || token.count == 3 && !Surnames.isName(folded))
  }

  /// Whether a word that may begin like a name is a place, a day or a site: `吉林`, `周三`, `华商网`; in simplified script.
  static func isNoPerson(_ word: String) -> Bool {
    NameWords.hanPlaces.contains(word) || isWeekday(word) || word.endsInBytes(of: "网")
      || word.endsInBytes(of: "报")
  }

  /// `周三` reads as a name: 周 is a family name.
  private static func isWeekday(_ token: String) -> Bool {
    for start in ["周", "星期", "礼拜"] where token.beginsInBytes(with: start) {
      let rest = token.dropFirst(start.count)
      if rest.count == 1, let day = rest.unicodeScalars.first { return weekdays.contains(day) }
    }
    return false
  }

  private static let weekdays = Set("一二三四五六日天末".unicodeScalars)

  private func name(_ token: String, _ trust: AuthorNames.Trust, isAlone: Bool) -> String? {
    var token = token
    let folded = simplified(token)
    if let role = HanNames.role(in: folded) {
      let behind = token.dropping(scalars: role.end).trimmingMarks()
      let before = token.prefix(scalars: role.start).trimmingMarks()
      token = behind.isEmpty ? before : behind
    }
    guard !token.isEmpty, !isNoName(token) else { return nil }
    if Surnames.isName(simplified(token)) { return token }
    let scalars = token.unicodeScalars
    let east = scalars.count {
      (0x3040...0x30ff).contains($0.value) || (0x3400...0x9fff).contains($0.value)
    }
    if HanNames.isDotted(token), east + 2 >= scalars.count, scalars.count <= 16 { return token }
    guard trust != .prose else { return nil }
    if east == 0 {
      // The name of an account stands alone.
      let isPlain = token.allSatisfy { $0.isLetter || $0.isNumber || HanNames.plain.contains($0) }
      return isAlone && isPlain && (2...30).contains(token.count) ? token : nil
    }
    guard (2...HanNames.longestPenName).contains(scalars.count), east * 2 >= scalars.count,
      !scalars.contains(where: { HanNames.sentence.contains($0.value) })
    else { return nil }
    return token
  }

  /// Where the last role word of a token stands, in scalars.
  private static func role(in token: String) -> (start: Int, end: Int)? {
    guard token.unicodeScalars.contains(where: { roleOpenings.contains($0.value) }) else {
      return nil
    }
    let scalars = token.unicodeScalars.map(\.value)
    var best: (start: Int, end: Int)?
    for role in roles where role.count <= scalars.count {
      // 文 alone is a role only at an end of the token: 张文 is a name.
      if role.count == 1, scalars.count < 4 { continue }
      var start = role.count == 1 ? 0 : scalars.count - role.count
      while start >= 0, !scalars[start..<start + role.count].elementsEqual(role) { start -= 1 }
      guard start >= 0 else { continue }
      if best.map({ start + role.count > $0.end }) ?? true { best = (start, start + role.count) }
    }
    return best
  }

  private static let roles = NameWords.hanRoles.map { $0.unicodeScalars.map(\.value) }
  private static let roleOpenings = ScalarSet(roles.compactMap(\.first))

  private static let borders: Marks =
    "、，,；;|｜丨&＆\u{3000}：:()（）[]【】□■▲●◆★◎—－-“”\"。/／"
  private static let listMarks: Marks = "、&＆"
  private static let plain: Marks = "_-. "

  /// Words between blanks and marks; two single characters in a row are one name with a blank set in.
  private static func tokens(of text: String) -> [String] {
    let pieces = text.unicodeScalars.split {
      // Behind U+3000, which is a border, no character is a blank.
      borders.contains(scalar: $0.value) || $0.value < 0x3000 && $0.properties.isWhitespace
    }
    var tokens: [String] = []
    var pending: Substring?
    for piece in pieces {
      let isSingle =
        piece.first.map { (0x4e00...0x9fff).contains($0.value) } ?? false
        && piece.index(after: piece.startIndex) == piece.endIndex
      if isSingle, let first = pending {
        tokens.append(String(first) + Substring(piece))
        pending = nil
      } else if isSingle {
        pending = Substring(piece)
      } else {
        pending = nil
        tokens.append(contentsOf: parted(String(piece)))
      }
    }
    return tokens
  }

  /// `张三和李四` as two, where both sides are names.
  private static func parted(_ token: String) -> [String] {
    for joiner in ["和", "与"] as [Unicode.Scalar] {
      guard let at = token.unicodeScalars.firstIndex(of: joiner) else { continue }
      let first = String(token[..<at])
      guard Surnames.isName(first) else { continue }
      let second = String(token[token.unicodeScalars.index(after: at)...])
      if Surnames.isName(second) { return [first, second] }
    }
    return [token]
  }

  /// Characters that a sentence has and a pen name hardly ever.
  private static let sentence: ScalarSet = "的了是在吗呢吧着很！？。"
}

extension StringProtocol {
  /// Whether the text begins with the bytes of another.
  func beginsInBytes(with other: String) -> Bool { utf8.starts(with: other.utf8) }

  /// Whether the text ends with the bytes of another: `hasSuffix` compares characters, which takes many times as long.
  func endsInBytes(of other: String) -> Bool {
    let (own, wanted) = (utf8, other.utf8)
    guard own.count >= wanted.count else { return false }
    return own.suffix(wanted.count).elementsEqual(wanted)
  }
}

extension String {
  fileprivate func prefix(scalars count: Int) -> String {
    String(unicodeScalars.prefix(count))
  }

  fileprivate func dropping(scalars count: Int) -> String {
    String(unicodeScalars.dropFirst(count))
  }
}
