/// The damage of hijacked pages as what it is: a process on bytes.
///
/// Text in traditional script is taken to GBK. Behind every two bytes that equal the code of an annotated character, whether
/// they are one character or the end of one and the beginning of the next, a reading in brackets is put. The result is cut
/// at the codes of `！`, `？`, `；`, again without regard to borders, and each piece is read as GBK: a pair that is no
/// character becomes `?`, a pair of the user areas nothing.
///
///     變為世  D7 83|9E E9|CA C0   優 is 83 9E   變?yōu)槭
///
/// A repair is proved by sending what it claims through this model and meeting the page again.
struct DamageModel {
  let gbk: GBKTable

  /// What comes out of the model, one after another.
  enum Output: Equatable {
    case character(UInt32)
    /// Stands for bytes that are no character; a bracket among them is lost.
    case unreadable
    /// A pair of GBK's user areas, by its code: most readers show nothing.
    case userArea(UInt16)
    /// A reading with its closing bracket, of the character with this code; `isOpen` if its opening bracket shows.
    case reading(UInt16, isOpen: Bool)
  }

  /// Second bytes of A3 where text is cut: `！`, `？`, `；`.
  static let cuts: [UInt8] = [0xA1, 0xBF, 0xBB]

  /// The bytes of text; characters that GBK lacks become `?`.
  func bytes(of scalars: some Sequence<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.underestimatedCount * 2)
    for scalar in scalars {
      let code = scalar < 0x80 ? UInt16(scalar) : gbk.code(scalar)
      if code == 0 {
        bytes.append(scalar == 0 ? 0 : 0x3F)
      } else {
        if code > 0xFF { bytes.append(UInt8(code >> 8)) }
        bytes.append(UInt8(code & 0xFF))
      }
    }
    return bytes
  }

  /// Damages bytes.
  ///
  /// - Parameters:
  ///   - previous: the byte before them, if a code may have begun there.
  ///   - next: the byte after them.
  ///   - cuts: second bytes of A3 where this page is cut.
  ///   - isAnnotated: whether a code gets its reading here; of two codes that overlap both may, if the table has the later
  ///     one first.
  ///   - emit: takes what comes out; false ends the process.
  /// - Returns: whether everything was taken and the bytes end at the border of a character.
  func damage(
    _ bytes: [UInt8], previous: UInt8?, next: UInt8?, cuts: [UInt8] = Self.cuts,
    isAnnotated: (UInt16, _ overlaps: Bool) -> Bool, emit: (Output) -> Bool
  ) -> Bool {
    var before = previous
    var overlaps = false
    var pending: UInt8?
    var index = 0
    func byte(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : next }
    while index < bytes.count {
      let each = bytes[index]
      let code = before.map { UInt16($0) << 8 | UInt16(each) }
      let isCode = code.map { $0 >= 0x8140 && isAnnotated($0, overlaps) } ?? false
      overlaps = false
      if !isCode, each == 0xA3, index + 1 < bytes.count, cuts.contains(bytes[index + 1]) {
        if pending != nil, !emit(.unreadable) { return false }
        guard emit(.character(gbk.scalar(each, bytes[index + 1]))) else { return false }
        pending = nil
        before = bytes[index + 1]
        index += 2
        continue
      }
      if let lead = pending {
        guard emit(pair(lead, each)) else { return false }
        pending = nil
      } else if each < 0x80 {
        guard emit(.character(UInt32(each))) else { return false }
      } else {
        pending = each
      }
      before = each
      index += 1
      guard isCode, let code else { continue }
      if pending != nil, !emit(.unreadable) { return false }
      guard emit(.reading(code, isOpen: pending == nil)) else { return false }
      pending = nil
      overlaps = true
    }
    // A code across the end would have shown its reading behind the next byte.
    if let before, let next, pending == nil, !overlaps {
      let code = UInt16(before) << 8 | UInt16(next)
      if code >= 0x8140, isAnnotated(code, false) { return false }
    }
    return pending == nil
  }

  private func pair(_ lead: UInt8, _ trail: UInt8) -> Output {
    let scalar = gbk.scalar(lead, trail)
    if scalar != 0 { return .character(scalar) }
    let isUserArea =
      trail >= 0xA1 && (0xAA...0xAF ~= lead || lead >= 0xF8)
      || trail < 0xA1 && 0xA1...0xA7 ~= lead && GBKTable.isTrail(trail)
    return isUserArea ? .userArea(UInt16(lead) << 8 | UInt16(trail)) : .unreadable
  }

  /// Text as a hijacked page would show it; each annotated character with its reading.
  func damaged(_ source: [UInt32], annotated: [UInt32: String]) -> [UInt32] {
    var readings: [UInt16: String] = [:]
    for (scalar, reading) in annotated { readings[gbk.code(scalar)] = reading }
    var shown: [UInt32] = []
    _ = damage(
      bytes(of: source), previous: nil, next: nil, isAnnotated: { !$1 && readings[$0] != nil }
    ) {
      switch $0 {
      case .character(let scalar): shown.append(scalar)
      case .unreadable: shown.append(0x3F)
      case .userArea: break
      case .reading(let code, let isOpen):
        if isOpen { shown.append(0x28) }
        shown += (readings[code] ?? "").unicodeScalars.map(\.value)
        shown.append(0x29)
      }
      return true
    }
    return shown
  }
}
