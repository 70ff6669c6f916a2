import Markup

/// Lines of alphabets that the page's charset could not write.
///
///     kredi ba?vurusu | ka?ak iddaa | bahis sitesi giri?      Turkish in GBK
extension JudgeInjected {
  /// Letters lost on a page at least.
  private static let fewestLost = 2

  /// Takes the question marks that stand for letters for none that end sentences, so that such lines are neither prose nor
  /// parted from those beside them.
  func readLostLetters(_ document: inout Document) {
    judgeUnwritten(&document)
    if document.isDamaged { readBrokenLines(&document) }
    let lines = document.blocks.indices.filter { index in
      let measure = document.blocks[index].measure
      return measure.han == 0 && measure.enders > 0 && measure.letters > 0
    }
    guard !lines.isEmpty else { return }
    let lost = lines.reduce(0) { sum, index in
      sum + document.withText(of: index) { Self.lostLetters(in: $0) }
    }
    guard lost >= Self.fewestLost else { return }
    for index in lines {
      let marks = document.withText(of: index) { line in line.count { $0 == UInt8(ascii: "?") } }
      guard marks >= document.blocks[index].measure.enders else { continue }
      document.blocks[index].measure.enders = 0
      document.blocks[index].measure.endsSentence = false
    }
  }

  /// Drops lines of an alphabet of which next to nothing could be written: `?????_???? ?????`.
  private func judgeUnwritten(_ document: inout Document) {
    for index in document.blocks.indices
    where document.verdicts[index] == nil && document.blocks[index].measure.letters == 0
      // A headline may stand behind them.
      && document.blocks[index].measure.han < Self.fewestUnwritten
      && document.blocks[index].measure.enders >= Self.fewestUnwritten
    {
      let (marks, all) = document.withText(of: index) { Self.marks(in: $0) }
      guard marks >= Self.fewestUnwritten, marks * 2 >= all else { continue }
      document.verdicts[index] = LineVerdict(
        role: .strayMark, rule: "letters that the page's charset could not write",
        layer: .strayMarks)
    }
  }

  /// Question marks of such a line at least.
  private static let fewestUnwritten = 12

  /// The question marks of a line, and all its characters but blanks.
  private static func marks(in line: UnsafeBufferPointer<UInt8>) -> (marks: Int, all: Int) {
    var (marks, all) = (0, 0)
    for byte in line where byte > 0x20 && byte & 0xC0 != 0x80 {
      all += 1
      if byte == UInt8(ascii: "?") { marks += 1 }
    }
    return (marks, all)
  }

  /// Takes the question marks of broken readings, `電商?chu)?dong)農產品`, for none that end sentences.
  private func readBrokenLines(_ document: inout Document) {
    for index in document.blocks.indices {
      let measure = document.blocks[index].measure
      guard measure.enders > 0, measure.han > 0, measure.units <= Self.longestBroken else {
        continue
      }
      let broken = document.withText(of: index) { line in
        line.indices.dropLast().count {
          line[$0] == UInt8(ascii: "?") && (line[$0 + 1] | 0x20) &- 0x61 < 26
        }
      }
      document.blocks[index].measure.enders -= min(broken, measure.enders)
    }
  }

  /// Units of a line at most in which they are looked for: a paragraph is one with them and without.
  private static let longestBroken = 80

  /// Question marks before small letters, of what is no address: `na ?ywo`, `zak?ady`, `canl? bahis`.
  private static func lostLetters(in line: UnsafeBufferPointer<UInt8>) -> Int {
    guard line.count >= 3, !line.contains(UInt8(ascii: "=")), !line.contains(UInt8(ascii: "/"))
    else { return 0 }
    func isSmall(_ place: Int) -> Bool { place < line.count && line[place] &- 0x61 < 26 }
    return line.indices.count { place in
      line[place] == UInt8(ascii: "?")
        && (isSmall(place + 1) || isSmall(place + 2) && line[place + 1] == 0x20)
    }
  }
}
