/// What a text's bytes look like.
struct Detection: Sendable {
  var encoding: Encoding
  /// The language whose letters fit, empty where the bytes' structure decided.
  var language = ""
  /// The length of the text under the best hypothesis of each encoding, in eighths of a bit.
  var costs: [Encoding: Int] = [:]

  var description: String {
    language.isEmpty
      ? "the bytes are \(encoding.name)" : "the bytes look like \(language) in \(encoding.name)"
  }

  /// What a declaration must be worse by, in eighths of a bit, and as a share of its own length.
  ///
  /// A declaration is right far more often than not; 40 bits are some five characters of Chinese.
  private static let doubt = (bits: 40 * 8, share: 5)

  /// Whether this is to be believed against what is declared, decoded as `plain`.
  func outweighs(_ plain: Decoded) -> Bool {
    if encoding == .utf8 { return plain.malformed > 0 || plain.encoding.isSingleByte }
    // What looks like UTF-8 was answered with UTF-8.
    if plain.encoding == .utf8 { return true }
    guard let found = costs[encoding], let declared = costs[plain.encoding.detectedAs] else {
      return plain.malformed > 20
    }
    return found < Self.bound(of: declared)
  }

  /// What a hypothesis must cost less than to be believed against a declaration with this cost.
  static func bound(of declared: Int) -> Int { declared - max(doubt.bits, declared / doubt.share) }
}

extension Encoding {
  /// The encoding among the detector's that has the same letters.
  var detectedAs: Encoding {
    switch self {
    case .gbk: .gb18030
    case .iso8859Part15: .windows1252
    case .iso8859Part8I: .iso8859Part8
    default: self
    }
  }
}

/// The encoding that bytes without a declaration look like: UTF-8 where they are so but for a few,
/// else the hypothesis, a language in an encoding, under which they are the shortest message.
///
/// - Parameters:
///   - isMultibyte: only encodings of several bytes a character are asked: where the bytes decode without a fault in one, no
///     alphabet is in question.
///   - declared: what is believed unless another outweighs it; that encoding is the answer then.
func detectEncoding(
  of bytes: [UInt8], isMultibyte: Bool = false, unless declared: Encoding? = nil
) -> Detection {
  if let wide = looksLikeUTF16(bytes) { return Detection(encoding: wide) }
  if looksLikeUTF8(bytes) { return Detection(encoding: .utf8) }
  var ranking = Ranking(Sample.of(bytes), isMultibyte: isMultibyte)
  return ranking.best(unless: declared?.detectedAs)
}

/// The hypotheses about a sample, each weighed no further than it may win.
///
/// Most are given up after a few hundred bytes: whole, they were a tenth of cleaning a page that declares GBK.
private struct Ranking {
  let sample: [UInt8]
  let pairs: BytePairs
  let candidates: [SingleByteCandidate]
  /// The sample in each multi-byte encoding that was asked.
  private var readings: [Encoding: (whole: [UInt8], behindFirst: [UInt8]?)] = [:]
  /// The least cost of the ASCII pairs in a Latin language.
  private var shortestASCII: Int?

  init(_ sample: [UInt8], isMultibyte: Bool) {
    self.sample = sample
    candidates = isMultibyte ? [] : SingleByteCandidate.all
    pairs = BytePairs(isMultibyte ? [] : sample)
  }

  /// The best hypothesis; `declared` where none outweighs it.
  mutating func best(unless declared: Encoding?) -> Detection {
    // What a hypothesis may cost at most to be of interest.
    var limit = Int.max
    var best = Detection(encoding: .windows1252)
    if let declared, let cost = cost(of: declared) {
      limit = Detection.bound(of: cost) - 1
      best = Detection(encoding: declared, costs: [declared: cost])
    }
    // These are few, and once they are known most alphabets are soon out of the question.
    var ideographic: [(Encoding, StaticString, Int)] = []
    for (encoding, model) in Self.ideographic where encoding != declared {
      guard let cost = cost(in: encoding, model, limit: limit) else { continue }
      limit = min(limit, cost)
      ideographic.append((encoding, model.language, cost))
    }
    var shortest = Int.max
    func consider(_ encoding: Encoding, _ language: StaticString, _ cost: Int) {
      best.costs[encoding] = min(cost, best.costs[encoding] ?? .max)
      guard cost <= limit, cost < shortest else { return }
      shortest = cost
      best.encoding = encoding
      best.language = "\(language)"
    }
    for candidate in candidates where candidate.encoding != declared {
      guard let cost = cost(of: candidate, limit: limit) else { continue }
      consider(candidate.encoding, candidate.model.language, cost)
    }
    for (encoding, language, cost) in ideographic { consider(encoding, language, cost) }
    return best
  }

  /// The cost of an encoding under its best hypothesis; nil for one that is not among the detector's.
  private mutating func cost(of encoding: Encoding) -> Int? {
    var least: Int?
    for candidate in candidates where candidate.encoding == encoding {
      let cost = cost(of: candidate, limit: .max)
      least = [least, cost].compactMap { $0 }.min()
    }
    for (own, model) in Self.ideographic where own == encoding {
      let cost = cost(in: encoding, model, limit: .max)
      least = [least, cost].compactMap { $0 }.min()
    }
    return least
  }

  /// The cost under a language in a single-byte encoding; nil where it is above the limit.
  private mutating func cost(of candidate: SingleByteCandidate, limit: Int) -> Int? {
    guard
      let high = candidate.cost(of: pairs, limit: limit == .max ? .max : limit - candidate.prior)
    else { return nil }
    guard candidate.model.isLatin else { return high + candidate.prior }
    // ASCII letters tell Latin languages apart, and with them their encodings; but text is mixed
    // with English, so that there is a limit to what they may say.
    let shortest =
      shortestASCII
      ?? candidates.filter { $0.model.isLatin }.map { $0.costOfASCII(pairs) }.min() ?? 0
    shortestASCII = shortest
    let ascii = min(Self.mostOfASCII, candidate.costOfASCII(pairs) - shortest)
    return high + ascii + candidate.prior
  }

  private static let mostOfASCII = 24 * 8

  private static let ideographic: [(Encoding, IdeographicModel)] = [
    (.gb18030, .zhHans), (.gb18030, .zhHant), (.big5, .zhHant), (.shiftJis, .ja), (.eucJp, .ja),
    (.eucKr, .ko),
  ]

  /// A character that was cut off before the first byte: about what a whole one costs, else a Latin text that begins with
  /// its only accented letter would be Chinese with nothing to say.
  private static let cutCharacter = 12 * 8

  /// The cost in a multi-byte encoding, nil where it is above the limit; the bytes may have been cut within a character at
  /// both ends.
  private mutating func cost(in encoding: Encoding, _ model: IdeographicModel, limit: Int) -> Int? {
    let reading = readings[encoding] ?? read(in: encoding)
    readings[encoding] = reading
    let whole = model.cost(of: reading.whole, limit: limit)
    guard let behindFirst = reading.behindFirst else { return whole }
    let most = min(limit, whole ?? .max)
    let cut = model.cost(of: behindFirst, limit: most == .max ? .max : most - Self.cutCharacter)
    return cut.map { $0 + Self.cutCharacter } ?? whole
  }

  private func read(in encoding: Encoding) -> (whole: [UInt8], behindFirst: [UInt8]?) {
    func read(_ bytes: [UInt8]) -> [UInt8] {
      var (utf8, malformed) = encoding.decode(bytes)
      if malformed > 0, utf8.suffix(3).elementsEqual([0xEF, 0xBF, 0xBD]) { utf8.removeLast(3) }
      return utf8
    }
    let isCut = sample.first.map { $0 >= 0x40 } ?? false
    return (read(sample), isCut ? read(Array(sample.dropFirst())) : nil)
  }
}

/// More than three well-formed sequences to each bad one, the cut ends not counted.
private func looksLikeUTF8(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { input in
    var i = 0
    while i < min(3, input.count), input[i] & 0xC0 == 0x80 { i += 1 }
    var good = 0
    var bad = 0
    while i < input.count {
      if input[i] < 0x80 {
        i += 1
        continue
      }
      let length = utf8SequenceLength(input, at: i)
      if length > 0 {
        good += 1
        i += length
      } else {
        if i - length < input.count || input[i] < 0xC2 { bad += 1 }
        i -= length
      }
    }
    return good > bad * 3
  }
}

/// ISO-2022-JP or UTF-16 where bytes that are all ASCII have their escapes or zeros.
func encodingMadeOfASCII(_ bytes: [UInt8]) -> Encoding? {
  looksLikeISO2022JP(bytes) ? .iso2022Jp : looksLikeUTF16(bytes)
}

/// The first escape is one of the standard's.
private func looksLikeISO2022JP(_ bytes: [UInt8]) -> Bool {
  guard let escape = bytes.firstIndex(of: 0x1B) else { return false }
  let next = bytes[escape...].dropFirst().prefix(2)
  return next.elementsEqual([0x24, 0x42]) || next.elementsEqual([0x24, 0x40])
    || next.elementsEqual([0x28, 0x4A]) || next.elementsEqual([0x28, 0x49])
}

/// Every second byte of a UTF-16 text with markup or blanks is often zero, which no other text has.
private func looksLikeUTF16(_ bytes: [UInt8]) -> Encoding? {
  var zeros = (even: 0, odd: 0)
  for (i, byte) in bytes.prefix(2000).enumerated() where byte == 0 {
    if i & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
  }
  let enough = min(bytes.count, 2000) / 10
  if zeros.odd > enough, zeros.even * 8 < zeros.odd { return .utf16LE }
  if zeros.even > enough, zeros.odd * 8 < zeros.even { return .utf16BE }
  return zeros.even + zeros.odd > 0 ? wideOrder(bytes.prefix(2000)) : nil
}

/// The order of UTF-16 text that has few blanks, as Chinese has: its line ends and digits have zeros, and nearly all its
/// units are of the blocks that text is written in.
private func wideOrder(_ bytes: ArraySlice<UInt8>) -> Encoding? {
  var (little, big) = (0, 0)
  let units = bytes.count / 2
  guard units >= 8 else { return nil }
  for unit in 0..<units {
    let (first, second) = (bytes[unit * 2], bytes[unit * 2 + 1])
    if isTextUnit(high: second, low: first) { little += 1 }
    if isTextUnit(high: first, low: second) { big += 1 }
  }
  if little * 10 >= units * 9, big * 2 < little { return .utf16LE }
  if big * 10 >= units * 9, little * 2 < big { return .utf16BE }
  return nil
}

/// ASCII text, general punctuation, CJK marks and kana, Han, Hangul, full-width forms.
private func isTextUnit(high: UInt8, low: UInt8) -> Bool {
  switch high {
  case 0x00: low >= 0x20 && low < 0x7F || low == 0x0A || low == 0x0D || low == 0x09 || low >= 0xA0
  case 0x01, 0x20, 0x30, 0x4E...0x9F, 0xAC...0xD7, 0xFF: true
  default: false
  }
}
