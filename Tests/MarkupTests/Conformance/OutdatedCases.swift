/// Public cases that are older than a change of the standard, with that change.
enum OutdatedCases {
  enum Change: String {
    /// Select's two insertion modes are gone: any element may stand in `select`, a second `select`
    /// closes the first (whatwg/html#10548, 2025).
    case select
    /// HTML start tags leave foreign content in fragments too (whatwg/html#6399, 2021).
    case foreignFragments
  }

  /// Numbers of cases (from 1) in a file of `html5lib/tree-construction`.
  private static let cases: [String: (change: Change, numbers: [Int])] = [
    "foreign-fragment.dat": (.foreignFragments, [1, 2, 39, 41, 48, 49]),
    "go/raw_tags_to_be_ignored.dat": (.select, [1, 2, 3, 4, 5, 6, 7]),
    "menuitem-element.dat": (.select, [14]),
    "tests1.dat": (.select, [30, 102]),
    "tests10.dat": (.select, [4, 5, 17, 18]),
    "tests18.dat": (.select, [14, 15]),
    "tests7.dat": (.select, [31]),
    "tests9.dat": (.select, [5, 6, 18, 19]),
    "tests_innerHTML_1.dat": (.select, [81, 82]),
    "webkit02.dat": (.select, [18]),
  ]

  /// The change that outdated a case; nil where it still counts.
  static func change(_ file: String, _ number: Int) -> Change? {
    guard let entry = cases[file], entry.numbers.contains(number) else { return nil }
    return entry.change
  }
}
