/// Names of months and their usual abbreviations in many languages, lower case, accents as written.
enum MonthNames {
  /// The month, 1 to 12, that `word` names, or nil.
  ///
  /// `word` is lower-case UTF-8.
  static func month(_ word: [UInt8]) -> Int? { table[word] }

  /// The month that a Thai word or the start of its abbreviation names: its year is one of the Buddhist era.
  static func thaiMonth(_ word: [UInt8]) -> Int? {
    // Thai letters have three bytes from 0xE0 0xB8 on.
    guard word.count >= 6, word[0] == 0xe0, word[1] == 0xb8 || word[1] == 0xb9 else { return nil }
    return thai[word]
  }

  private static let table = numbered(names)
  private static let thai = numbered(thaiNames)

  private static func numbered(_ names: [String]) -> [[UInt8]: Int] {
    var table: [[UInt8]: Int] = [:]
    for (index, names) in names.enumerated() {
      for name in names.split(separator: " ") { table[Array(name.utf8)] = index + 1 }
    }
    return table
  }
}
