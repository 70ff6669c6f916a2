import Markup
import Restoration

/// The words that a page's prose is made of, for telling what has nothing to do with it.
///
/// Search spam is about something else than the article: hardly a word of it recurs there. A word is two characters of Han,
/// kana or Hangul in a row, in simplified script, or a run of letters of any other script.
struct PageVocabulary {
  private var words = KeySet()
  private let restorer: ScriptRestorer

  /// Words beyond which a page is known well enough.
  private static let mostWords = 20_000

  /// - Parameter bytes: how much text there is to learn from, so that room is made once.
  init(_ restorer: ScriptRestorer, bytes: Int = 0) {
    self.restorer = restorer
    if bytes > 0 { words.reserve(min(bytes / Self.bytesPerWord, Self.mostWords)) }
  }

  /// Bytes of prose in Han characters for each different word in it, about.
  private static let bytesPerWord = 4

  private var letters = OtherScript.Counts()

  /// The scripts beside Han and Latin that the prose has: a line in them is no stranger.
  var scripts: OtherScript { letters.scripts(fewest: Self.fewestLetters) }

  /// Letters of a script at least; fewer are a formula's, or a brand's.
  private static let fewestLetters = 3

  var isEmpty: Bool { words.isEmpty }

  /// Its words, each once.
  var all: [UInt64] { words.all }

  mutating func learn(_ text: UnsafeBufferPointer<UInt8>) {
    guard words.count < Self.mostWords else { return }
    // Taken out meanwhile: a walk that holds the words too has them copied at the first insertion.
    var known = KeySet()
    swap(&known, &words)
    forEachWord(of: text) { known.insert($0) }
    swap(&known, &words)
    letters.add(text)
  }

  /// How many words an item has, and how many of them the page's prose has too.
  func recurrence(of item: UnsafeBufferPointer<UInt8>) -> (known: Int, all: Int) {
    var (known, all) = (0, 0)
    forEachWord(of: item) {
      all += 1
      if words.contains($0) { known += 1 }
    }
    return (known, all)
  }

  private func forEachWord(of text: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    var previous: UInt64 = 0
    var run: UInt64 = 0
    var i = 0
    while i < text.count {
      let byte = text[i]
      var scalar = UInt32(byte)
      if byte < 0x80 {
        i += 1
      } else {
        let (read, width) = TextMeasure.scalar(text, at: i)
        scalar = read
        i += width
      }
      if scalar >= 0x3040, scalar < 0xA000 || scalar >= 0xAC00 && scalar < 0xD7B0 {
        if run != 0 { body(run) }
        run = 0
        let own = UInt64(restorer.simplified(scalar))
        if previous != 0 { body(previous << 20 | own) }
        previous = own
        continue
      }
      previous = 0
      let isLetter =
        scalar >= 0x80
        ? scalar >= 0xC0 && scalar < 0x2000 : (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      if isLetter {
        let lowered = scalar < 0x80 ? scalar | 0x20 : scalar
        run = (run ^ UInt64(lowered)) &* 0x100_0000_01B3 | 1 << 63
      } else {
        if run != 0 { body(run) }
        run = 0
      }
    }
    if run != 0 { body(run) }
  }
}
