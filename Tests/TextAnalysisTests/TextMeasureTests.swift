import Testing
import TextAnalysis

struct TextMeasureTests {
  @Test(arguments: [
    ("Hello big world", 3, Script.latin, Direction.leftToRight),
    ("don't stop 2024", 3, .latin, .leftToRight),
    ("国务院新闻", 5, .simplifiedHan, .leftToRight),
    ("東京の下町を歩く", 8, .japanese, .leftToRight),
    ("한국어", 3, .korean, .leftToRight),
    ("привет мир", 2, .cyrillic, .leftToRight),
    ("مرحبا بالعالم", 2, .arabic, .rightToLeft),
    ("123 !?", 1, .unknown, .leftToRight),
  ])
  func `counts words and tells the script`(
    text: String, words: Int, script: Script, direction: Direction
  ) {
    let measure = TextMeasure(Array(text.utf8))

    #expect(measure.words == words)
    #expect(measure.script == script)
    #expect(measure.direction == direction)
  }

  @Test func `tells traditional from simplified by characters of one script only`() {
    let text = Array("經济國".utf8)

    let measure = TextMeasure(text) { scalar in
      scalar == 0x6D4E ? false : true
    }

    #expect(measure.script == .traditionalHan)
  }

  @Test func `detects languages`() {
    let text =
      "The harbour was quiet in the morning, and the boats came home before noon with their catch."

    #expect(detectLanguage(Array(text.utf8)).code == "en")
    #expect(detectLanguage([]).code == "und")
  }
}
