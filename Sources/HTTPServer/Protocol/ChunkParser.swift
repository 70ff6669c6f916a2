/// Takes a chunked body apart (RFC 9112 §7.1).
struct ChunkParser {
  private enum State {
    case size
    case data(left: Int)
    case dataEnd
    case trailers
    case done
  }

  enum Step {
    case data([UInt8])
    case end
    case needsMore
  }

  let limits: Limits
  private var state = State.size
  private var trailers: FieldSection
  /// Bytes that chunk extensions may still cost: they are read and thrown away, so a body made of
  /// them would cost work without ever reaching its limit.
  private var extensionBudget: Int

  init(limits: Limits) {
    self.limits = limits
    trailers = FieldSection(limits: limits)
    extensionBudget = limits.headerBytes
  }

  mutating func parse(_ input: inout InputBuffer) throws(HTTPError) -> Step {
    while true {
      switch state {
      case .size:
        guard let line = try line(&input, limit: limits.chunkLineBytes) else { return .needsMore }
        let size = try size(input.bytes[line])
        state = size == 0 ? .trailers : .data(left: size)
      case .data(let left):
        guard !input.isEmpty else { return .needsMore }
        let data = input.take(left)
        state = data.count == left ? .dataEnd : .data(left: left - data.count)
        return .data(data)
      case .dataEnd:
        guard let line = try line(&input, limit: 0) else { return .needsMore }
        guard line.isEmpty else { throw Self.malformed }
        state = .size
      case .trailers:
        // RFC 9112 §7.1.2 lets a recipient discard trailers: none of ours means anything.
        guard try trailers.parse(&input) != nil else { return .needsMore }
        state = .done
      case .done:
        return .end
      }
    }
  }

  private func line(_ input: inout InputBuffer, limit: Int) throws(HTTPError) -> Range<Int>? {
    switch input.line(limit: limit) {
    case .whole(let range): return range
    case .partial: return nil
    case .tooLong, .bare: throw Self.malformed
    }
  }

  /// The number of a size line; its extensions are held to their grammar and left: what a lenient
  /// reader passes over, another may take for the line's end.
  private mutating func size(_ line: ArraySlice<UInt8>) throws(HTTPError) -> Int {
    let digits = line.prefix(while: \.isHexDigit)
    // 15 digits are below 2^60: no sum of sizes overflows before a limit stops it.
    guard !digits.isEmpty, digits.count <= 15 else { throw Self.malformed }
    let rest = line[digits.endIndex...]
    if !rest.isEmpty {
      guard rest.isChunkExtensions else { throw Self.malformed }
      extensionBudget -= rest.count
      guard extensionBudget >= 0 else { throw Self.malformed }
    }
    return digits.reduce(0) { $0 << 4 | Int($1.hexValue ?? 0) }
  }

  private static let malformed = HTTPError.malformed(
    "chunk",
    "The chunked body is broken: each chunk is its size in hexadecimal, CR LF, data, CR LF.")
}

extension ArraySlice<UInt8> {
  /// Whether these are `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )` (RFC 9112
  /// §7.1.1).
  fileprivate var isChunkExtensions: Bool {
    var rest = self
    func skipSpace() { rest = rest.drop(while: \.isOptionalSpace) }
    func takeToken() -> Bool {
      let token = rest.prefix(while: \.isTokenByte)
      rest = rest[token.endIndex...]
      return !token.isEmpty
    }
    while !rest.isEmpty {
      skipSpace()
      guard rest.popFirst() == UInt8(ascii: ";") else { return false }
      skipSpace()
      guard takeToken() else { return false }
      let end = rest
      skipSpace()
      guard rest.first == UInt8(ascii: "=") else {
        // White space behind a name belongs to what follows, which must be a semicolon.
        rest = end
        continue
      }
      rest = rest.dropFirst()
      skipSpace()
      guard rest.first == UInt8(ascii: "\"") ? rest.popQuotedString() : takeToken() else {
        return false
      }
    }
    return true
  }

  /// Takes a quoted string from the front (RFC 9110 §5.6.4); false where there is none.
  private mutating func popQuotedString() -> Bool {
    guard popFirst() == UInt8(ascii: "\"") else { return false }
    while let byte = popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"):
        guard let escaped = popFirst(), escaped.isFieldByte else { return false }
      default:
        guard byte.isFieldByte else { return false }
      }
    }
    return false
  }
}
