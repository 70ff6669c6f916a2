/// Folds text for search and for comparing: case, width, accents and, with a table, script.
///
/// `Café ＡＢＣ 東京` gives the tokens `cafe`, `abc`, `東`, `京`. Making one folds every character once: make it once, and copy.
public struct Folding: Sendable {
  /// A piece of text that is searched for as one: a word, or one character of a script without blanks.
  public struct Token: Sendable, Equatable {
    /// Byte range of the folded form in the output buffer.
    public var folded: Range<Int>
    /// Byte range of the token in the source.
    public var source: Range<Int>
    /// One Han, kana, Hangul or Thai character: a query for several of them is a phrase.
    public var isSingle: Bool

    public init(folded: Range<Int>, source: Range<Int>, isSingle: Bool) {
      self.folded = folded
      self.source = source
      self.isSingle = isSingle
    }
  }

  let table: FoldTable
  let simplified: [UInt32: UInt32]

  /// - Parameter simplified: characters of traditional script and the simplified ones that they fold to.
  public init(simplified: [UInt32: UInt32] = [:]) {
    table = FoldTable()
    self.simplified = simplified
  }

  /// Appends the folded tokens of `utf8` to `output` and calls `body` with each, in the order of the text.
  ///
  /// `body` gets the token and its folded bytes, and returns whether to go on. Tokens stand in `output` without anything
  /// between them; what stood there before stays. Invalid UTF-8 separates tokens.
  public func tokens(
    of utf8: UnsafeBufferPointer<UInt8>, into output: inout [UInt8],
    _ body: (Token, UnsafeBufferPointer<UInt8>) throws -> Bool
  ) rethrows {
    var index = 0
    while index < utf8.count {
      let start = index
      guard let code = nextScalar(utf8, &index) else { continue }
      let entry = table[code]
      switch entry.kind {
      case .separator, .accent: continue
      case .single:
        let from = output.count
        append(code, entry, to: &output)
        let token = Token(
          folded: from..<output.count, source: start..<index, isSingle: true)
        guard try call(body, token, output) else { return }
      case .word:
        let from = output.count
        append(code, entry, to: &output)
        let end = word(utf8, &index, into: &output)
        let token = Token(folded: from..<output.count, source: start..<end, isSingle: false)
        guard try call(body, token, output) else { return }
      }
    }
  }

  @inline(__always)
  private func call(
    _ body: (Token, UnsafeBufferPointer<UInt8>) throws -> Bool, _ token: Token, _ output: [UInt8]
  ) rethrows -> Bool {
    try output.withUnsafeBufferPointer { bytes in
      try body(token, UnsafeBufferPointer(rebasing: bytes[token.folded]))
    }
  }

  /// Folds the rest of a word; returns where it ends in the source, and leaves `index` behind its accents.
  @inline(__always)
  private func word(
    _ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int, into output: inout [UInt8]
  ) -> Int {
    while index < utf8.count {
      let start = index
      guard let code = nextScalar(utf8, &index) else {
        index = start
        return start
      }
      let entry = table[code]
      switch entry.kind {
      case .word: append(code, entry, to: &output)
      case .accent: continue
      case .single, .separator:
        index = start
        return start
      }
    }
    return index
  }

  @inline(__always)
  private func append(_ code: UInt32, _ entry: FoldTable.Entry, to output: inout [UInt8]) {
    if entry.isSequence {
      let at = Int(entry.target)
      for offset in 1...Int(table.sequences[at]) {
        appendUTF8(table.sequences[at + offset], to: &output)
      }
      return
    }
    let target = entry.target == 0 ? code : entry.target
    if entry.kind == .single, let other = simplified[target] {
      appendUTF8(other, to: &output)
    } else {
      appendUTF8(target, to: &output)
    }
  }

  /// The folded tokens, parted by single blanks.
  public func fold(_ text: String) -> String {
    var text = text
    var output: [UInt8] = []
    var joined: [UInt8] = []
    text.withUTF8 { utf8 in
      tokens(of: utf8, into: &output) { _, folded in
        if !joined.isEmpty { joined.append(0x20) }
        joined.append(contentsOf: folded)
        return true
      }
    }
    return String(decoding: joined, as: UTF8.self)
  }

  /// All tokens of a text at once: loops over them cost a fraction of what calls of a closure do.
  public func folded(_ text: String) -> FoldedText {
    var text = text
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var tokens: [Token] = []
    tokens.reserveCapacity(text.utf8.count / 4)
    text.withUTF8 { utf8 in
      self.tokens(of: utf8, into: &bytes) { token, _ in
        tokens.append(token)
        return true
      }
    }
    return FoldedText(bytes: bytes, tokens: tokens)
  }
}

/// A text's folded tokens.
public struct FoldedText: Sendable {
  /// The tokens' bytes, one behind the other.
  public let bytes: [UInt8]
  public let tokens: [Folding.Token]
}
