import Markup

/// Lines of alphabets that the page's charset could not write.
///
///     kredi ba?vurusu | ka?ak iddaa | bahis sitesi giri?      Turkish in GBK
extension JudgeInjected {
  /// Letters lost on a page at least.
  private static let fewestLost = 3

  /// Takes the question marks that stand for letters for none that end sentences, so that such lines are neither prose nor
  /// parted from those beside them.
  func readLostLetters(_ document: inout Document) {
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

  /// Question marks between two letters, of what is no address.
  private static func lostLetters(in line: UnsafeBufferPointer<UInt8>) -> Int {
    guard line.count >= 3, !line.contains(UInt8(ascii: "=")), !line.contains(UInt8(ascii: "/"))
    else { return 0 }
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    return (1..<line.count - 1).count {
      line[$0] == UInt8(ascii: "?") && isLetter(line[$0 - 1]) && isLetter(line[$0 + 1])
    }
  }
}
