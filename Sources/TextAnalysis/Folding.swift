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

  /// - Parameter simplified: characters of traditional script and the simplified ones that they fold to.
  public init(simplified: [UInt32: UInt32] = [:]) {
    var table = FoldTable()
    table.simplify(by: simplified)
    self.table = table
  }

  /// Appends the folded tokens of `utf8` to `output` and calls `body` with each, in the order of the text.
  ///
  /// `body` gets the token and its folded bytes, and returns whether to go on. Tokens stand in `output` without anything
  /// between them; what stood there before stays. Invalid UTF-8 separates tokens.
  public func tokens(
    of utf8: UnsafeBufferPointer<UInt8>, into output: inout [UInt8],
    _ body: (Token, UnsafeBufferPointer<UInt8>) throws -> Bool
  ) rethrows {
    try scan(utf8, into: &output) { token, output in
      try output.withUnsafeBufferPointer { bytes in
        try body(token, UnsafeBufferPointer(rebasing: bytes[token.folded]))
      }
    }
  }

  @inline(__always)
  private func scan<Output: FoldedOutput>(
    _ utf8: UnsafeBufferPointer<UInt8>, into output: inout Output,
    _ body: (Token, Output) throws -> Bool
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
        if isComposing(utf8, index), let whole = composed(code, entry, utf8, &index) {
          append(whole, table[whole], to: &output)
        } else {
          append(code, entry, to: &output)
        }
        let token = Token(
          folded: from..<output.count, source: start..<index, isSingle: true)
        guard try body(token, output) else { return }
      case .word:
        let from = output.count
        append(code, entry, to: &output)
        let end = word(utf8, &index, into: &output)
        let token = Token(folded: from..<output.count, source: start..<end, isSingle: false)
        guard try body(token, output) else { return }
      }
    }
  }

  /// Folds the rest of a word; returns where it ends in the source, and leaves `index` behind its accents.
  @inline(__always)
  private func word<Output: FoldedOutput>(
    _ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int, into output: inout Output
  ) -> Int {
    while index < utf8.count {
      let start = index
      // Most letters of most words.
      if let byte = asciiFold(utf8[index]) {
        output.write(ascii: byte)
        index += 1
        continue
      }
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

  /// What an ASCII letter or digit folds to, as the table has it; nil for other bytes.
  @inline(__always)
  private func asciiFold(_ byte: UInt8) -> UInt8? {
    let lower = byte | 0x20
    if lower &- 0x61 < 26 { return lower }
    return byte &- 0x30 < 10 ? byte : nil
  }

  @inline(__always)
  private func append<Output: FoldedOutput>(
    _ code: UInt32, _ entry: FoldTable.Entry, to output: inout Output
  ) {
    guard entry.isSequence else {
      return output.write(entry.target == 0 ? code : entry.target)
    }
    let at = Int(entry.target)
    for offset in 1...Int(table.sequences[at]) { output.write(table.sequences[at + offset]) }
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
    return text.withUTF8 { utf8 in
      var tokens: [Token] = []
      // A character of a script without blanks is a token of three bytes.
      tokens.reserveCapacity(utf8.count / 3 + 1)
      var isWhole = true
      // Few characters fold to more bytes than they have.
      let bytes = [UInt8](unsafeUninitializedCapacity: utf8.count + utf8.count / 4 + 16) {
        buffer, count in
        var output = FoldedBuffer(buffer)
        scan(utf8, into: &output) { token, output in
          tokens.append(token)
          return output.hasRoom
        }
        (count, isWhole) = (output.count, output.hasRoom)
      }
      return isWhole ? FoldedText(bytes: bytes, tokens: tokens) : foldedInPieces(utf8)
    }
  }

  /// The same for a text whose folded form may be of any length.
  private func foldedInPieces(_ utf8: UnsafeBufferPointer<UInt8>) -> FoldedText {
    var bytes: [UInt8] = []
    var tokens: [Token] = []
    scan(utf8, into: &bytes) { token, _ in
      tokens.append(token)
      return true
    }
    return FoldedText(bytes: bytes, tokens: tokens)
  }
}

/// What folded characters are written to, as UTF-8.
private protocol FoldedOutput {
  var count: Int { get }
  mutating func write(_ code: UInt32)
  mutating func write(ascii byte: UInt8)
}

extension [UInt8]: FoldedOutput {
  @inline(__always)
  fileprivate mutating func write(_ code: UInt32) { appendUTF8(code, to: &self) }

  @inline(__always)
  fileprivate mutating func write(ascii byte: UInt8) { append(byte) }
}

/// A buffer that is written to without asking at each byte whether there is room and whose it is.
private struct FoldedBuffer: FoldedOutput {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  /// False once something did not go in.
  private(set) var hasRoom = true

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  mutating func write(_ code: UInt32) {
    // No scalar has more than four bytes.
    guard bytes.count - count >= 4 else {
      hasRoom = false
      return
    }
    if code < 0x80 {
      put(UInt8(truncatingIfNeeded: code))
    } else if code < 0x800 {
      put(UInt8(truncatingIfNeeded: 0xC0 | code >> 6))
      put(tail(code))
    } else if code < 0x10000 {
      put(UInt8(truncatingIfNeeded: 0xE0 | code >> 12))
      put(tail(code >> 6))
      put(tail(code))
    } else {
      put(UInt8(truncatingIfNeeded: 0xF0 | code >> 18))
      put(tail(code >> 12))
      put(tail(code >> 6))
      put(tail(code))
    }
  }

  @inline(__always)
  mutating func write(ascii byte: UInt8) {
    guard bytes.count > count else {
      hasRoom = false
      return
    }
    put(byte)
  }

  @inline(__always)
  private func tail(_ code: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | code & 0x3F) }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }
}

/// A text's folded tokens.
public struct FoldedText: Sendable {
  /// The tokens' bytes, one behind the other.
  public let bytes: [UInt8]
  public let tokens: [Folding.Token]
}
