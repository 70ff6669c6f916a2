/// A page's bytes as UTF-8: byte order mark, HTTP's charset, `meta`, then the bytes themselves.
///
/// What is declared holds (WHATWG Encoding, HTML Standard "encoding sniffing algorithm") unless the
/// bytes deny it: valid UTF-8 is UTF-8 whatever was said, and a page that says UTF-8 but is not,
/// by more than stray bytes, is what it looks like. `httpCharset` is the value of the `charset`
/// parameter; `isHTML` turns on the `meta` prescan.
public func decode(_ bytes: [UInt8], httpCharset: String? = nil, isHTML: Bool) -> Decoded {
  if let (encoding, length) = byteOrderMark(of: bytes) {
    return decode(Array(bytes.dropFirst(length)), as: encoding, .bom, reason: "a byte order mark")
  }

  let validity = bytes.withUnsafeBufferPointer(validateUTF8)
  let declarations = Declarations(
    bytes, httpCharset: httpCharset, isHTML: isHTML,
    looksFurther: !validity.isValid || validity.isASCII)
  if validity.isValid {
    return decodeValidUTF8(bytes, isASCII: validity.isASCII, declarations, isHTML: isHTML)
  }
  guard let declared = declarations.first else {
    return decodeDetected(bytes, reason: "nothing is declared")
  }
  return decodeDeclared(bytes, declared, declarations)
}

/// What the standard's sniffing algorithm alone answers, before the bytes are asked: the byte order
/// mark, HTTP's charset, or `meta`; nil where nothing is declared.
public func declaredEncoding(
  of bytes: [UInt8], httpCharset: String? = nil, isHTML: Bool
) -> Encoding? {
  byteOrderMark(of: bytes)?.encoding
    ?? Declarations(bytes, httpCharset: httpCharset, isHTML: isHTML, looksFurther: true)
    .first?.encoding
}

/// What stands outside the text about its encoding, the most believed first.
private struct Declarations {
  struct Declaration {
    var encoding: Encoding
    var witness: EncodingWitness
  }
  var all: [Declaration] = []
  var first: Declaration? { all.first }

  /// How far a late `meta` is looked for; parsers find one anywhere and "change the encoding".
  private static let lateLimit = 65_536

  init(_ bytes: [UInt8], httpCharset: String?, isHTML: Bool, looksFurther: Bool) {
    if let encoding = httpCharset.flatMap({ Encoding(label: $0) }) {
      all.append(.init(encoding: encoding, witness: .http))
    }
    guard isHTML else { return }
    if let encoding = MetaPrescan.encoding(in: bytes.prefix(MetaPrescan.limit)) {
      all.append(.init(encoding: encoding, witness: .meta))
    } else if looksFurther, all.isEmpty, bytes.count > MetaPrescan.limit,
      let encoding = MetaPrescan.encoding(in: bytes.prefix(Self.lateLimit))
    {
      all.append(.init(encoding: encoding, witness: .meta))
    }
  }

  /// `http says gbk` and the like.
  var said: String {
    all.isEmpty
      ? "nothing is declared"
      : all.map { "\($0.witness.rawValue) says \($0.encoding.name)" }.joined(separator: ", ")
  }
}

/// The mark that the bytes begin with, and its length (WHATWG Encoding §6.1, BOM sniff).
public func byteOrderMark(of bytes: [UInt8]) -> (encoding: Encoding, length: Int)? {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
  if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
  if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
  return nil
}

private func decodeValidUTF8(
  _ bytes: [UInt8], isASCII: Bool, _ declarations: Declarations, isHTML: Bool
) -> Decoded {
  if let declared = declarations.first, declared.encoding != .utf8 {
    // Escape sequences and UTF-16 are made of ASCII bytes.
    let isMadeOfASCII =
      declared.encoding == .iso2022Jp || declared.encoding == .utf16LE
      || declared.encoding == .utf16BE || declared.encoding == .replacement
    if isASCII || isMadeOfASCII {
      return decode(bytes, as: declared.encoding, declared.witness, reason: declarations.said)
    }
    return Decoded(
      utf8: bytes, encoding: .utf8, witness: .detected,
      reason: "the bytes are UTF-8, though \(declarations.said)", malformed: 0)
  }
  if let declared = declarations.first {
    return Decoded(
      utf8: bytes, encoding: .utf8, witness: declared.witness, reason: declarations.said,
      malformed: 0)
  }
  if isASCII, let made = encodingMadeOfASCII(bytes) {
    return decode(bytes, as: made, .detected, reason: "nothing is declared; escapes tell")
  }
  if isASCII {
    // The standard's fallback for pages; plain ASCII text is as well UTF-8.
    return Decoded(
      utf8: bytes, encoding: isHTML ? .windows1252 : .utf8, witness: .assumed,
      reason: "nothing is declared and all is ASCII", malformed: 0)
  }
  return Decoded(
    utf8: bytes, encoding: .utf8, witness: .detected,
    reason: "nothing is declared and the bytes are UTF-8", malformed: 0)
}

private func decodeDetected(_ bytes: [UInt8], reason: String) -> Decoded {
  let found = detectEncoding(of: bytes)
  return decode(bytes, as: found.encoding, .detected, reason: "\(reason); \(found.description)")
}

private func decodeDeclared(
  _ bytes: [UInt8], _ declared: Declarations.Declaration, _ declarations: Declarations
) -> Decoded {
  let plain = decode(bytes, as: declared.encoding, declared.witness, reason: declarations.said)
  let isMultibyte =
    !plain.encoding.isSingleByte && readsAsChinese(plain.utf8, faults: plain.malformed)
  // A declaration of UTF-8 that the bytes deny says nothing.
  let found = detectEncoding(
    of: bytes, isMultibyte: isMultibyte,
    unless: plain.encoding == .utf8 ? nil : declared.encoding)
  guard found.encoding != declared.encoding, found.outweighs(plain) else { return plain }
  let other = decode(
    bytes, as: found.encoding, .detected,
    reason: "\(declarations.said), but \(found.description)")
  return other.malformed <= plain.malformed ? other : plain
}

/// Whether text has Han characters and among them the commonest of Chinese, 的, as often as Chinese has it: text in an
/// alphabet, read as a charset of two bytes a character, has other characters.
private func readsAsChinese(_ utf8: [UInt8], faults: Int) -> Bool {
  var (han, particles) = (0, 0)
  utf8.withUnsafeBufferPointer { bytes in
    for index in bytes.indices where bytes[index] >= 0xE4 && bytes[index] <= 0xE9 {
      han += 1
      if bytes[index] == 0xE7, index + 2 < bytes.count, bytes[index + 1] == 0x9A,
        bytes[index + 2] == 0x84
      {
        particles += 1
      }
    }
  }
  return han >= 40 && particles * 200 >= han && faults * 100 <= han
}

private func decode(
  _ bytes: [UInt8], as encoding: Encoding, _ witness: EncodingWitness, reason: String
) -> Decoded {
  let (utf8, malformed) = encoding.decode(bytes)
  return Decoded(
    utf8: utf8, encoding: encoding, witness: witness, reason: reason, malformed: malformed)
}
