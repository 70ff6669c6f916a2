/// Turns what a page says of its author into names of people.
///
///     "By Jane Doe and John Roe, Staff Writers"     Jane Doe, John Roe
///     "本报记者 李希平 通讯员 王五"                    李希平, 王五
///     "Example News"  (the site)                     nothing
struct AuthorNames {
  /// Names of the site and of its source, lower case: no person is called that.
  var outlets: [String]

  /// Most words a Western name has; more is a sentence.
  private static let mostWords = 5

  /// Most characters of a name.
  private static let longest = 60

  /// The people named in `text`, in order, each once.
  func names(in text: String) -> [String] {
    var names: [String] = []
    for part in AuthorNames.parts(of: AuthorNames.unlabelled(text)) {
      guard let name = name(part), !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }

  /// One part as a name, or nil where it is none.
  private func name(_ part: String) -> String? {
    var words = part.split(whereSeparator: { $0.isWhitespace }).map(String.init)
    while let last = words.last?.lowercased(), AuthorNames.trailing.contains(last) {
      words.removeLast()
    }
    while let first = words.first?.lowercased(), AuthorNames.leading.contains(first) {
      words.removeFirst()
    }
    let name = words.joined(separator: " ").trimmingMarks()
    guard (2...AuthorNames.longest).contains(name.count), words.count <= AuthorNames.mostWords,
      !name.unicodeScalars.contains(where: { $0.value < 0x80 && AuthorNames.foreign.contains($0) })
    else { return nil }
    let lowered = name.lowercased()
    guard !AuthorNames.noNames.contains(lowered), !outlets.contains(lowered) else { return nil }
    if words.count > 1, words.contains(where: { AuthorNames.outletWords.contains($0.lowercased()) })
    {
      return nil
    }
    let scalars = name.unicodeScalars
    if scalars.contains(where: { (0x4e00...0x9fff).contains($0.value) }) {
      // A Chinese name has two to four characters, one of a minority or a foreigner up to about ten with a middle dot.
      let isDotted = scalars.contains("·") || scalars.contains("•")
      guard scalars.count <= (isDotted ? 16 : words.count > 1 ? 12 : 5),
        !AuthorNames.hanOutlets.contains(where: { name.hasSuffix($0) })
      else { return nil }
      return name
    }
    return name
  }

  /// The text without what introduces a byline.
  private static func unlabelled(_ text: String) -> String {
    var text = text.trimmingMarks()
    var changed = true
    while changed {
      changed = false
      for label in labels where text.lowercased().hasPrefix(label) && text.count > label.count {
        let rest = text.dropFirst(label.count)
        // "Byron" does not begin with a label.
        guard let next = rest.first,
          !(label.last?.isASCII ?? false) || !next.isLetter || !next.isASCII
        else { continue }
        text = String(rest).trimmingMarks()
        changed = true
      }
    }
    return text
  }

  /// Cuts at what stands between names.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = [""]
    var words = text.split(separator: " ", omittingEmptySubsequences: true)[...]
    while let word = words.popFirst() {
      let lowered = word.lowercased()
      if joiners.contains(lowered) {
        parts.append("")
        continue
      }
      for (index, piece) in word.split(
        omittingEmptySubsequences: false, whereSeparator: { marks.contains($0) }
      )
      .enumerated() {
        if index > 0 { parts.append("") }
        if !piece.isEmpty {
          parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + piece
        }
      }
    }
    // Blanks part Chinese names: 李希平 王五. A name of one character and one more is a name with a blank set in: 王 五.
    return parts.flatMap { part -> [String] in
      let words = part.split(whereSeparator: { $0.isWhitespace })
      guard words.count > 1,
        words.allSatisfy({ $0.unicodeScalars.allSatisfy { (0x4e00...0x9fff).contains($0.value) } })
      else { return [part] }
      if words.count == 2, words.allSatisfy({ $0.count == 1 }) { return [words.joined()] }
      return words.filter { !hanRoles.contains(String($0)) }.map { word in
        hanRoles.reduce(String(word)) {
          $0.hasPrefix($1) && $0.count > $1.count + 1 ? String($0.dropFirst($1.count)) : $0
        }
      }
    }
  }

  private static let marks: Set<Character> = [
    ",", ";", "|", "、", "，", "；", "/", "&", "•", "\u{3000}", "\u{a0}", "／",
  ]
  private static let joiners: Set<String> = [
    "&", "a", "and", "e", "et", "i", "och", "og", "und", "with", "y", "и", "та",
  ]
  private static let foreign = Set("0123456789@<>{}=?!:_\"#".unicodeScalars)

  private static let labels = [
    "article by", "author:", "authors:", "by:", "by", "con", "de", "door", "escrito por",
    "exclusive by", "from",
    "od", "par", "por", "posted by", "published by", "redacción:", "reported by", "reviewed by",
    "story by",
    "text:", "von", "words by", "written by", "автор:", "текст:", "作者", "作 者", "撰文", "文/", "文／",
    "文|", "文丨", "文｜", "记者",
    "本报记者", "本网记者", "責任編輯", "责任编辑", "编辑", "編輯", "责编", "責編", "原创", "来源", "：", ":",
  ].sorted { $0.count > $1.count }

  /// Words that a byline puts before a name.
  private static let leading: Set<String> = ["by", "dr.", "mr.", "mrs.", "ms.", "prof.", "the"]

  /// Words that a byline puts behind a name.
  private static let trailing: Set<String> = [
    "contributor", "correspondent", "editor", "md", "m.d.", "phd", "ph.d.", "reporter", "staff",
    "writer", "writers",
    "(author)", "mba", "rd", "记者", "記者", "기자",
  ]

  private static let noNames: Set<String> = [
    "admin", "administrator", "afp", "agencies", "anonymous", "ap", "associated press", "author",
    "bloomberg", "cnn",
    "contributed", "contributor", "dpa", "editor", "editorial", "editors", "guest", "guest author",
    "news", "news desk",
    "news staff", "newsroom", "none", "null", "owner", "press", "press release", "redaktion",
    "redacción", "reuters",
    "rédaction", "sponsored", "staff", "staff reporter", "staff writer", "staff reports",
    "super user", "team", "undefined",
    "unknown", "webmaster", "wire", "writer", "佚名", "匿名", "本站", "小编", "编辑", "管理员", "综合", "网络", "未知",
    "原创",
  ]

  private static let outletWords: Set<String> = [
    "agency", "blog", "bureau", "desk", "gmbh", "inc", "inc.", "llc", "ltd", "magazine", "media",
    "network", "news",
    "newspaper", "online", "post", "press", "redaktion", "report", "staff", "team", "times", "tv",
  ]

  private static let hanOutlets = [
    "报", "網", "网", "社", "台", "在线", "中心", "公司", "频道", "杂志", "日報", "公众号", "部", "局", "办", "会", "学院",
    "大学", "科", "处",
  ]

  private static let hanRoles = [
    "本报记者", "本网记者", "实习记者", "见习记者", "通讯员", "記者", "记者", "編輯", "编辑", "責編", "责编", "作者", "摄影", "供稿",
    "撰文",
  ]
}

extension String {
  /// The text without blanks and marks at its ends.
  func trimmingMarks() -> String {
    func isMark(_ character: Character) -> Bool {
      character.isWhitespace || ",;:|-–—/·•()[]（）【】《》：，、\u{200b}".contains(character)
    }
    var slice = self[...]
    while let first = slice.first, isMark(first) { slice = slice.dropFirst() }
    while let last = slice.last, isMark(last) { slice = slice.dropLast() }
    return String(slice)
  }
}
