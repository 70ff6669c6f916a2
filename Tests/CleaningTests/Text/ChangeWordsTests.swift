import Testing

@testable import Cleaning

struct ChangeWordsTests {
  private func are(in line: String) -> Bool {
    var line = line
    return line.withUTF8 { ChangeWords.are(in: $0) }
  }

  @Test(arguments: [
    "Last EDITED on Monday", "UPDATED: 3 May", "“更新”于五月三日", "Zuletzt GEÄNDERT am 3. Mai",
    "ОБНОВЛЕНО вчера",
  ])
  func `words of change are found in capitals of any alphabet`(line: String) {
    #expect(are(in: line))
  }

  @Test(arguments: ["Published on Monday", "新更名的学校", "upda", ""])
  func `what only begins like one is none`(line: String) {
    #expect(!are(in: line))
  }
}
