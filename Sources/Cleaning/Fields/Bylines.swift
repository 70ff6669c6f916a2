import Domain
import Markup

/// Finds names of authors in the running text at the article's edges, where nothing marks them.
///
///     By Jane Doe                      at the head of a short line
///     赵延东、风笑天                    a line of names alone under the headline
///     □ 本报记者 葛灵丹                 a short line at the end
///     本报讯（记者 张三）……             in the first sentence
///     文＝山田太郎、홍길동 기자           a Japanese or Korean line of roles and names
struct Bylines {
  var reader: AuthorNames

  private var simplified: (String) -> String { reader.simplified }

  struct Found {
    var value: String
    var origin: String
    var names: [String]

    /// Whether the line says that somebody wrote and when, and the name is no more than a pen name.
    var isPenName = false
  }

  /// Units of the longest byline.
  private static let longest = 160

  /// Bytes of a paragraph within which a reporter is named.
  private static let opening = 360

  /// How many blocks at the end of the body may be a byline.
  private static let lastBlocks = 3

  /// All bylines, the most believed first.
  func all(in document: Document) -> [Found] {
    var found: [Found] = []
    var last: Int?
    for index in document.headRegion {
      let own = bylines(at: index, in: document)
      // A list of reporters may take several lines.
      if let next = own.first, last == index - 1, document.isChinese,
        let before = found.indices.last
      {
        found[before].value += " " + next.value
        found[before].names += next.names.filter { !found[before].names.contains($0) }
      } else {
        found += own
      }
      if !own.isEmpty { last = index }
    }
    let kept = document.blocks.indices.filter { document.blocks[$0].isKept }
    for index in kept.prefix(2) { found += koreanReporters(opening: index, in: document) }
    guard document.isChinese else { return found }
    found += namesAlone(in: document)
    for index in kept.prefix(2) { found += reporters(opening: index, in: document) }
    if let last = kept.last {
      let end = min(document.blocks.count, last + 1 + Bylines.lastBlocks)
      for index in Array((last + 1)..<end) + Array(kept.suffix(Bylines.lastBlocks).reversed()) {
        found += hanByline(at: index, in: document)
      }
    }
    return found
  }

  private func bylines(at index: Int, in document: Document) -> [Found] {
    guard document.blocks[index].measure.units <= Bylines.longest else { return [] }
    let measure = document.blocks[index].measure
    if reader.isJapanese || measure.hangul > 0, measure.enders == 0 || measure.units < 40 {
      let line = document.string(of: index)
      if let byline = EastAsianByline(line) {
        let isPerson = byline.names.contains { reader.isPerson($0) }
        return [
          Found(value: line, origin: "a byline", names: byline.names, isPenName: !isPerson)
        ]
      }
    }
    if measure.han > 0 { return hanByline(at: index, in: document) }
    let line = document.string(of: index)
    let text = withoutDate(line)
    guard let opening = opening(of: text) else { return [] }
    let rest = String(text.dropFirst(opening.count))
    let names = reader.names(in: rest, .prose)
    if !names.isEmpty { return [Found(value: text, origin: "a byline", names: names)] }
    guard let name = text == line ? penName(before: rest) : penName(rest) else { return [] }
    return [Found(value: text, origin: "a byline with a date", names: [name], isPenName: true)]
  }

  /// The word between `by` and a date: `by teakettle, Dec 19th 2023`, `Posted by Jane at December 16, 2025`.
  private func penName(before rest: String) -> String? {
    let bytes = Array(rest.utf8)
    guard let date = DateReader(order: .dayFirst).first(in: bytes), date.time.day != nil else {
      return nil
    }
    return penName(String(decoding: bytes[..<date.range.lowerBound], as: UTF8.self))
  }

  /// The word that a text is, but for what leads to a date: `teakettle, on`.
  private func penName(_ text: String) -> String? {
    var words = text.split { $0.isWhitespace }
    if let last = words.last, Bylines.beforeDates.contains(last.lowercased()) { words.removeLast() }
    guard words.count == 1 else { return nil }
    return reader.names(in: String(words[0]), .marked).first
  }

  /// Words between a name and a date.
  private static let beforeDates: Set<String> = [
    "-", "am", "at", "el", "em", "il", "le", "on", "vom", "|", "–",
  ]

  /// Who signs behind the last paragraph: `Text: Jane Doe`, `Posted by Jane at December 16, 2025`, a name alone.
  func signatures(in document: Document) -> [Found] {
    guard !document.isChinese, let last = document.blocks.lastIndex(where: { $0.isKept }) else {
      return []
    }
    var found: [Found] = []
    for index in last..<min(document.blocks.count, last + 1 + Bylines.lastBlocks)
    where document.blocks[index].measure.units <= Bylines.longest {
      found += bylines(at: index, in: document)
    }
    let text = document.string(of: last)
    if text.utf8.count <= Bylines.longestSignature, document.blocks[last].links == 0,
      document.blocks[last].context.headingLevel == 0,
      !document.blocks[last].context.ancestors.contains(.list), AuthorNames.hasGivenName(text)
    {
      let names = reader.names(in: text, .prose)
      if names.count == 1, names[0] == text.trimmingMarks() {
        found.append(Found(value: text, origin: "a name closing the body", names: names))
      }
    }
    return found
  }

  /// Bytes of a name that stands alone behind the last paragraph.
  private static let longestSignature = 40

  /// The text behind a date at its head: `March 14, 2021 By Jane Doe`.
  private func withoutDate(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let date = DateReader(order: .dayFirst).first(in: bytes), date.range.lowerBound < 16,
      date.range.lowerBound < 4 || opening(of: text) == nil
    else { return text }
    let rest = String(decoding: bytes[date.range.upperBound...], as: UTF8.self)
    let words = rest.drop { !$0.isLetter }
    // The name of a zone may follow: `23:30 EST by Jane Doe`.
    let zone = words.prefix { $0.isUppercase }
    return String((3...4).contains(zone.count) ? words.dropFirst(zone.count + 1) : words)
  }

  /// The words with which a line names its author in prose.
  private func opening(of text: String) -> String? {
    let start = text.prefix(NameWords.longestOpening).lowercased()
    return NameWords.openings.first { start.hasPrefix($0) }
  }

  private func hanByline(at index: Int, in document: Document) -> [Found] {
    let block = document.blocks[index]
    guard block.measure.units <= Bylines.longest, block.measure.han > 0,
      block.measure.enders <= 1 || block.measure.units < 40
    else { return [] }
    // Most lines name no role and are no brackets: that much their bytes tell.
    let namesRole =
      !reader.isJapanese && document.isFolded(index)
      ? document.withFolded(of: index, { HanNames.mayNameRole($0) }) : nil
    guard namesRole != false || document.withText(of: index, { Bylines.opensBracket($0) }) else {
      return []
    }
    let text = document.string(of: index)
    let han = HanNames(simplified: simplified)
    let names = namesRole == false ? [] : han.namesAfterRoles(in: text)
    if !names.isEmpty { return [Found(value: text, origin: "a byline", names: names)] }
    // A name in brackets closes the article: （袁源）.
    let isBracketed = text.hasPrefix("（") || text.hasPrefix("(")
    if isBracketed, text.hasSuffix("）") || text.hasSuffix(")"), han.isAllNames(text.trimmingMarks())
    {
      return [
        Found(value: text, origin: "a name in brackets", names: reader.names(in: text, .prose))
      ]
    }
    return []
  }

  private static func opensBracket(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.first == UInt8(ascii: "(") || text[...].starts(with: "（")
  }

  /// A short line between headline and body that is names and nothing else.
  private func namesAlone(in document: Document) -> [Found] {
    let han = HanNames(simplified: simplified)
    let head = document.headBlock
    var texts: [String] = []
    var names: [String] = []
    var kept = 0
    for index in document.headRegion where index >= head {
      let block = document.blocks[index]
      // Once the text has begun, a line is the text's: 麦子 of a poem.
      if block.isKept, block.measure.han > 0, han.allNames(of: document.string(of: index)).isEmpty {
        kept += 1
        if kept == Bylines.firstLines { break }
      }
      // What has a label of another kind is no list of names: 关键字：敦煌、旅行.
      if let verdict = document.verdicts[index], verdict.role != .byline, verdict.role != .dateline
      {
        continue
      }
      guard block.role != .title, (4...60).contains(block.measure.units), block.measure.enders == 0,
        block.linkDensity < 0.5
      else { continue }
      let text = document.string(of: index)
      let own = han.allNames(of: text)
      // A list of authors may take several lines.
      if own.isEmpty, !names.isEmpty { break }
      if !own.isEmpty { texts.append(text) }
      names += own
    }
    guard !names.isEmpty else { return [] }
    return [
      Found(
        value: texts.joined(separator: " "), origin: "names alone under the headline", names: names)
    ]
  }

  /// Lines of a text behind which a line of names is its own.
  private static let firstLines = 3

  /// The reporter whom a Korean article's first line names: `(서울=예시통신) 홍길동 기자 = …`, `[예시신문 홍길동 기자] …`.
  private func koreanReporters(opening index: Int, in document: Document) -> [Found] {
    guard document.blocks[index].measure.hangul > 0 else { return [] }
    let bytes = document.text[document.blocks[index].text].prefix(Bylines.koreanOpening)
    guard let first = bytes.first, first == UInt8(ascii: "(") || first == UInt8(ascii: "["),
      let role = bytes.firstRange(of: Bylines.koreanReporter),
      // `기자회견` is a press conference.
      role.upperBound < bytes.endIndex, !(0xEA...0xED).contains(bytes[role.upperBound])
    else { return [] }
    let text = String(decoding: bytes[..<role.upperBound], as: UTF8.self)
    let names = reader.names(in: text, .prose)
    return names.isEmpty
      ? [] : [Found(value: text, origin: "the first line's reporter", names: names)]
  }

  /// Bytes of a Korean paragraph within which its reporter is named.
  private static let koreanOpening = 150
  private static let koreanReporter = Array("기자".utf8)

  /// Reporters that the first sentence names in brackets: `新华社北京1月1日电（记者张三）`.
  private func reporters(opening index: Int, in document: Document) -> [Found] {
    let bytes = document.text[document.blocks[index].text].prefix(Bylines.opening)
    let text = String(decoding: bytes, as: UTF8.self)
    for open in ["（", "("] as [StaticString] {
      guard let start = text.place(of: open) else { continue }
      let rest = Substring(text.utf8.dropFirst(start + open.utf8CodeUnitCount))
      guard let end = [rest.place(of: "）"), rest.place(of: ")")].compactMap({ $0 }).min() else {
        continue
      }
      let inner = String(decoding: rest.utf8.prefix(end), as: UTF8.self)
      guard inner.count <= 40 else { continue }
      let names = HanNames(simplified: simplified).namesAfterRoles(in: inner)
      if !names.isEmpty {
        return [Found(value: inner, origin: "the first sentence's reporters", names: names)]
      }
    }
    return []
  }
}
