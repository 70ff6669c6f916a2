import Testing
import TextAnalysis

struct LanguageDetectionTests {
  @Test func `detects languages`() {
    let text =
      "The harbour was quiet in the morning, and the boats came home before noon with their catch."

    #expect(detectLanguage(Array(text.utf8)).code == "en")
    #expect(detectLanguage([]).code == "und")
  }
}
