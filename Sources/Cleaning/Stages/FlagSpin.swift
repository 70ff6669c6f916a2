import Domain
import Restoration

/// Flags Chinese articles whose words were replaced by synonyms; the text stays as it is, since what a word was cannot be told.
struct FlagSpin: Stage {
  var spin: SynonymSpin

  func apply(to document: inout Document) {
    guard document.article.language == "zh" else { return }
    var text = document.article.text
    guard text.withUTF8({ spin.isSpun($0) }) else { return }
    document.article.flags.append(.synonymSpin)
    document.findings.append(
      Finding(
        stage: "FlagSpin", rule: "rare synonyms in place of frequent words",
        subject: document.article.title ?? ""))
  }
}
