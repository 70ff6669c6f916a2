import Markup

/// The author's line of a copied page: a name beside the date, below the headline, without a label or with a role behind it.
///
///     Lucía Ferrer            이수진 기자            記者 山田花子            Nguyễn Minh Hà
///     22 de agosto de 2019    입력 2021.11.30      2021年3月12日          12/03/2021 09:14 GMT+7
///
/// Between a copied page's headline and its body stand dates, buttons and this.
enum CopiedByline {
  /// Lines between the date and the name beside it.
  private static let reach = 2

  /// Units of the line at most.
  private static let longest = 48

  /// Words of a name in an alphabet.
  private static let words = 2...5

  /// Roles that stand before or behind a name, in Japanese and Korean with or without a blank between.
  private static let roles = [
    "記者", "取材", "執筆", "編集委員", "特派員", "文", "기자", "특파원", "선임기자", "객원기자", "인턴기자", "글",
  ]

  /// What ends the names of offices and papers in Japanese.
  private static let offices = [
    "部", "社", "局", "新聞", "課", "室", "会", "版", "面", "欄", "ニュース", "通信", "放送",
  ]

  static func name(in lines: Range<Int>, _ document: Document) -> String? {
    // Which of two numbers is the month does not matter here.
    let reader = DateReader(order: .dayFirst)
    let dated = lines.filter { index in
      document.blocks[index].measure.units <= 120
        && document.withText(of: index) { reader.first(in: $0) != nil }
    }
    for index in lines where dated.contains(where: { abs($0 - index) <= reach && $0 != index }) {
      let measure = document.blocks[index].measure
      guard measure.units <= longest, measure.digits == 0, measure.enders == 0,
        document.verdicts[index] == nil || document.verdicts[index]?.role == .byline,
        !document.withText(of: index, { FurnitureLine($0) != nil })
      else { continue }
      let line = document.string(of: index)
      let isEastAsian = measure.han + measure.kana + measure.hangul > 0
      let isBeside = dated.contains { abs($0 - index) == 1 }
      if let name = isEastAsian ? eastAsian(line, isBeside: isBeside) : alphabetic(line) {
        return name
      }
    }
    return nil
  }

  /// A name of three to five characters, or what is left of a line without its role.
  private static func eastAsian(_ line: String, isBeside: Bool) -> String? {
    var name = line.trimmingMarks()
    var hasRole = false
    for role in roles {
      if name.hasSuffix(role), name.count > role.count + 1 {
        name = String(name.dropLast(role.count)).trimmingMarks()
        hasRole = true
      } else if name.hasPrefix(role), name.count > role.count + 1 {
        name = String(name.dropFirst(role.count)).trimmingMarks()
        hasRole = true
      }
    }
    let letters = name.unicodeScalars.filter { $0.value != 0x20 && $0.value != 0x3000 }
    let isName = letters.allSatisfy {
      (0x3400..<0xA000).contains($0.value) || (0x3041..<0x3100).contains($0.value)
        || (0xAC00..<0xD7A4).contains($0.value)
    }
    guard isName, (hasRole ? 2...7 : 3...5).contains(letters.count), hasRole || isBeside,
      !offices.contains(where: { name.hasSuffix($0) })
    else { return nil }
    return name
  }

  /// Two to five words, each with a capital where the alphabet has such.
  private static func alphabetic(_ line: String) -> String? {
    let parts = line.split(separator: " ")
    guard words.contains(parts.count) else { return nil }
    for part in parts {
      guard let first = part.unicodeScalars.first else { return nil }
      let isCased = first.properties.isUppercase || !first.properties.isCased
      guard first.properties.isAlphabetic, isCased || part.count <= 3,
        part.unicodeScalars.allSatisfy({
          $0.properties.isAlphabetic || "'’-.".unicodeScalars.contains($0)
            || $0.properties.generalCategory == .nonspacingMark
        })
      else { return nil }
    }
    guard let first = parts.first?.unicodeScalars.first,
      let last = parts.last?.unicodeScalars.first,
      !first.properties.isCased || first.properties.isUppercase,
      !last.properties.isCased || last.properties.isUppercase
    else { return nil }
    return line
  }
}
