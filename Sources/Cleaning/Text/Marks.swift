/// A few characters that texts are cut or trimmed at.
///
///     let enders: Marks = ".!?。！？"
///     text.split { enders.contains($0) }
///
/// Most characters of most texts are ASCII and are looked up in two words of bits; comparing each of them with each
/// mark, as a search of a string does, was 7% of cleaning.
struct Marks: Sendable, ExpressibleByStringLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var others = ScalarSet([])

  init(stringLiteral marks: String) {
    others = ScalarSet(marks.unicodeScalars.map(\.value).filter { $0 >= 0x80 })
    for mark in marks {
      guard let byte = Marks.ascii(mark) else { continue }
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  func contains(_ character: Character) -> Bool {
    guard let byte = Marks.ascii(character) else { return holdsWide(character) }
    return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 != 0
  }

  /// The same of a scalar.
  func contains(scalar: UInt32) -> Bool {
    guard scalar < 0x80 else { return others.contains(scalar) }
    return (scalar < 64 ? low >> UInt64(scalar) : high >> UInt64(scalar - 64)) & 1 != 0
  }

  /// Whether a character that is a single scalar beyond ASCII is one of the marks.
  private func holdsWide(_ character: Character) -> Bool {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return false }
    return others.contains(first.value)
  }

  /// The byte of a character of one; nil for CR LF.
  private static func ascii(_ character: Character) -> UInt8? {
    let bytes = character.utf8
    guard let first = bytes.first, first < 0x80, bytes.count == 1 else { return nil }
    return first
  }
}

extension StringProtocol {
  /// Whether the text holds these bytes.
  ///
  /// A search for them as characters takes a hundred times as long.
  func holds(_ word: StaticString) -> Bool {
    place(of: word) != nil
  }

  /// The byte at which these bytes stand first; nil where they do not.
  func place(of word: StaticString) -> Int? {
    let found = utf8.withContiguousStorageIfAvailable { word.place(in: $0) }
    return found ?? Array(utf8).withUnsafeBufferPointer { word.place(in: $0) }
  }
}

extension StaticString {
  fileprivate func place(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    withUTF8Buffer { wanted in
      guard let first = wanted.first else { return 0 }
      var start = 0
      while start + wanted.count <= text.count {
        if text[start] == first {
          var length = 1
          while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
          if length == wanted.count { return start }
        }
        start += 1
      }
      return nil
    }
  }
}
