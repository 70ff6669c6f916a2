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

  /// Characters of an East Asian name that nothing marks but its place right beside the date.
  private static let bareName = 3...5

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

  /// The first whom a line of roles and names says, or a bare name right beside the date.
  private static func eastAsian(_ line: String, isBeside: Bool) -> String? {
    if let byline = EastAsianByline(line) { return byline.names.first }
    let name = line.trimmingMarks()
    let letters = name.split(whereSeparator: \.isWhitespace).joined()
    guard isBeside, bareName.contains(letters.unicodeScalars.count), EastAsianByline.isName(letters)
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
