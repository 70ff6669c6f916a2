import Testing
import TextAnalysis

struct ScriptTests {
  @Test(arguments: [
    ("Hello big world", Script.latin), ("国务院新闻", .han), ("東京の下町を歩く", .japanese), ("한국어", .korean),
    ("привет мир", .cyrillic), ("مرحبا بالعالم", .arabic), ("中文 ab", .han), ("123 !?", nil),
  ])
  func `the script of most letters is told`(text: String, script: Script?) {
    #expect(Script.most(of: Array(text.utf8)) == script)
  }
}
