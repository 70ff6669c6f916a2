/// Family names of Japan, for telling a name in brackets from other words in brackets.
enum JapaneseSurnames {
  private static let all = Set(
    data.description.unicodeScalars.split(separator: " ").map { Array($0) })

  /// Characters of a family name.
  private static let lengths = 1...4

  /// Characters of the given name behind it.
  private static let rests = 1...4

  /// Whether a text reads as a family name and a given name behind it: `山田太郎`, `山田 太郎`.
  static func beginName(_ name: String) -> Bool {
    if let blank = name.firstIndex(of: " ") {
      return all.contains(Array(name[..<blank].unicodeScalars))
    }
    let scalars = Array(name.unicodeScalars)
    return lengths.contains { length in
      // A family name of one character needs more behind it: `森の` is none.
      scalars.count > length && rests.contains(scalars.count - length)
        && (length > 1 || scalars.count > 2) && all.contains(Array(scalars[..<length]))
    }
  }
}
