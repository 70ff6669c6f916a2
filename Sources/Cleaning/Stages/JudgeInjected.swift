import Domain
import Markup
import Restoration

/// Finds lines that were put into a hijacked page, by what they have to do with the rest of it.
///
/// A lexicon knows the spam of yesterday. What any spam has in common: it is a list of phrases or a short line without an end
/// of a sentence, it is about something else than the article, and it is in another script than the page, since it was put in
/// after the page was converted. Only pages that bear marks of hijacking are looked at; on others a list is a list.
struct JudgeInjected: Stage {
  var restorer: ScriptRestorer

  /// Items that hold no word of the page's prose, in percent, from which on a list has nothing to do with it.
  private static let foreign = 75

  /// Units of a line at most that is a single phrase.
  static let longestPhrase = 60

  /// Function words and marks of a headline at most.
  private static let headlineWords = 6

  /// Lines of phrases below the article that are a farm of links.
  private static let fewestLines = 4

  func apply(to document: inout Document) {
    guard !document.blocks.isEmpty else { return }
    guard document.isHanPage else { return }
    readLostLetters(&document)
    readStuffedHeadlines(&document)
    cutRows(of: &document)
    judgeMadeSentences(&document)
    judgeWrittenLinks(&document)
    // Asked for where a line of items stands outside the text, which few pages have.
    let title = document.metadata.title.flatMap { stuffing($0) }
    let keywords = document.metadata.all("keywords", "news_keywords").compactMap {
      stuffing($0.content)
    }
    let isHijacked = document.looksHijacked
    let strays = isHijacked ? [] : mayBeStrays(document)
    let heads = mayBeHeads(document)
    let adverts = isHijacked ? [] : mayBeAdverts(document)
    let runs = document.strayRuns
    guard
      isHijacked || title != nil || !keywords.isEmpty || !strays.isEmpty
        || !heads.isEmpty || !adverts.isEmpty || !runs.isEmpty
    else { return }
    let vocabulary = isHijacked ? vocabularyOrVerse(of: document) : vocabulary(of: document)
    guard !vocabulary.isEmpty else { return }
    let script = script(of: document)
    document.hasStuffedTitle = title.map { isStuffed($0, vocabulary, script) } ?? false
    document.hasStuffedKeywords = keywords.contains { areStuffed($0, vocabulary, script) }
    let isTraditional = script == .traditional
    judge(heads: heads, vocabulary, script, &document)
    judge(strays: strays, vocabulary, script, &document)
    judge(runs: runs, vocabulary, isTraditional, &document)
    for index in adverts where isAdvert(index, vocabulary, document, topics: 2) {
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "words of a trade with a way to reach it", layer: .keywordLine)
    }
    guard document.looksHijacked else { return }
    let lastProse = document.blocks.indices.last { isProse($0, document) } ?? 0
    var run: [Int] = []
    for index in document.blocks.indices {
      let measure = document.blocks[index].measure
      let isLine =
        measure.enders == 0 && document.verdicts[index] == nil && measure.units > 0
        // What is in the page's own script was there when it was converted.
        && !(isTraditional && isConverted(index, vocabulary, document))
      guard isLine else {
        closeRun(&run, vocabulary, lastProse, &document)
        continue
      }
      if let rule = rule(for: index, vocabulary, script, document) {
        document.verdicts[index] = LineVerdict(role: .spam, rule: rule, layer: .keywordLine)
      } else if measure.units <= Self.longestPhrase, !isKnown(index, vocabulary, document) {
        run.append(index)
        continue
      }
      closeRun(&run, vocabulary, lastProse, &document)
    }
    closeRun(&run, vocabulary, lastProse, &document)
    judgeNeighbours(vocabulary, &document)
    if document.isMarkup { judgeComments(&document) }
  }

  /// Why a line was put in, or nil where nothing says so.
  private func rule(
    for index: Int, _ vocabulary: PageVocabulary, _ script: PageScript, _ document: Document
  ) -> StaticString? {
    let measure = document.blocks[index].measure
    let isOther = isOfOtherScript(index, script, document)
    if isOther, script == .traditional {
      let longest = measure.spaces >= 2 ? Self.longestAdvert : Self.longestPhrase
      if measure.units <= longest, measure.commas == 0 {
        return "in another script than the page"
      }
      // Nobody wrote a list after the page was converted but who put it in.
      let isList = document.withFolded(of: index) { line in
        ItemLine(line).map { $0.functionWords <= $0.items.count && $0.longest <= 40 } ?? false
      }
      if isList { return "a list in another script than the page" }
    }
    if isForeignLinks(index, vocabulary, document) { return "links foreign to the page" }
    if isAdvert(index, vocabulary, document) { return "words of a trade with a way to reach it" }
    return document.withFolded(of: index) { line -> StaticString? in
      if measure.han == 0, StrayList.mayBe(measure),
        StrayList(vocabulary, words: words).kind(of: line, measure, isOtherScript: false) != nil
      {
        return "a list in another language than the page"
      }
      if StrayList.mayBe(measure),
        StrayList(vocabulary, words: words).kind(of: line, measure, isOtherScript: isOther) != nil
      {
        return "a list that has nothing to do with the text around it"
      }
      guard let items = ItemLine(line), items.functionWords * 6 <= items.items.count,
        items.longest <= 40
      else { return nil }
      let foreign = items.items.count { item in
        let (known, all) = vocabulary.recurrence(of: UnsafeBufferPointer(rebasing: line[item]))
        return all > 0 && known * 4 <= all
      }
      guard foreign * 100 >= items.items.count * Self.foreign else { return nil }
      if isOther { return "a list in another script than the page" }
      if measure.han * 4 < measure.units / 2 { return "a list in another language than the page" }
      return items.recombinedItems * 2 >= items.items.count || items.lexiconItems > 0
        || !SpamTopics.words.hits(in: line, limit: 1).isEmpty || items.items.count >= 8
        ? "a list that recombines words foreign to the page" : nil
    }
  }

  /// A list of links in which hardly a word is the page's.
  private func isForeignLinks(
    _ index: Int, _ vocabulary: PageVocabulary, _ document: Document
  ) -> Bool {
    let block = document.blocks[index]
    guard block.links >= 4, block.linkDensity >= 0.8 else { return false }
    let (known, all) = document.withText(of: index) { vocabulary.recurrence(of: $0) }
    return all >= 8 && known * 8 <= all
  }

  /// A line of words of trades that ends in an account or a number to write to.
  private func isAdvert(
    _ index: Int, _ vocabulary: PageVocabulary, _ document: Document, topics: Int = 1
  ) -> Bool {
    let measure = document.blocks[index].measure
    guard measure.digits >= Self.fewestDigits, measure.units <= Self.longestAdvert else {
      return false
    }
    return document.withFolded(of: index) { line in
      let (known, all) = vocabulary.recurrence(of: line)
      return all >= 6 && known * 4 <= all && !ContactWords.words.hits(in: line, limit: 1).isEmpty
        && SpamTopics.words.hits(in: line, limit: topics).count >= topics
    }
  }

  /// Lines below the first paragraph of a page without other marks that may be adverts.
  private func mayBeAdverts(_ document: Document) -> [Int] {
    guard let first = document.firstSentence else { return [] }
    return document.blocks.indices[first...].filter { index in
      let measure = document.blocks[index].measure
      return document.verdicts[index] == nil && measure.digits >= Self.fewestDigits
        && measure.enders == 0 && measure.units <= Self.longestAdvert
    }
  }

  /// Digits of a number to call at least, and units of such a line at most.
  private static let fewestDigits = 5
  private static let longestAdvert = 160

  /// Judges lines of links that are written out as text, as injected entities make them; code stands in preformatted text.
  private func judgeWrittenLinks(_ document: inout Document) {
    for index in document.blocks.indices {
      let block = document.blocks[index]
      guard block.text.count >= Self.shortestWritten,
        document.text[block.text.lowerBound] == UInt8(ascii: "<"),
        !block.context.ancestors.contains(.preformatted),
        document.withText(of: index, { Self.isWrittenLinks($0) })
      else { continue }
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "links written out as text", layer: .linkFarm)
    }
  }

  /// Bytes of four links written out.
  private static let shortestWritten = 60

  /// Whether a text is `<a …>…</a>`, four times and more, and nothing else but blanks.
  private static func isWrittenLinks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var links = 0
    var place = 0
    while place < text.count {
      guard text[place] > 0x20 else {
        place += 1
        continue
      }
      guard text[place...].starts(with: "<a ") else { return false }
      guard
        let end = text[place...].firstIndex(of: UInt8(ascii: "/")).flatMap({ slash in
          text.indices[slash...].first { text[$0...].starts(with: "</a>") }
        })
      else { return false }
      links += 1
      place = end + 4
    }
    return links >= 4
  }

  /// Several lines in a row that recombine few words or are in another language, none of the page's; or lines between such.
  private func closeRun(
    _ run: inout [Int], _ vocabulary: PageVocabulary, _ lastProse: Int,
    _ document: inout Document
  ) {
    defer { run.removeAll(keepingCapacity: true) }
    guard let first = run.first, let last = run.last else { return }
    let (above, below) = (isSpam(first - 1, document), isSpam(last + 1, document))
    let isBeside = above && below || (above || below) && first > lastProse
    guard run.count >= Self.fewestLines || isBeside else { return }
    var own: [[UInt64]] = []
    var (foreign, alien) = (0, 0)
    for index in run {
      document.withText(of: index) { text in
        let (known, all) = vocabulary.recurrence(of: text)
        if known == 0 { foreign += 1 }
        if document.blocks[index].measure.han == 0, all > 0 { alien += 1 }
        own.append(words(of: text))
      }
    }
    let shared = sharing(own)
    let isList =
      run.count >= Self.fewestLines
      && (shared * 3 >= run.count * 2 || alien * 100 >= run.count * Self.foreign)
    guard foreign * 100 >= run.count * Self.foreign, isList || isBeside && foreign == run.count
    else { return }
    for index in run {
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "lines that recombine words foreign to the page", layer: .linkFarm)
    }
  }

  func isSpam(_ index: Int, _ document: Document) -> Bool {
    document.verdicts.indices.contains(index) && document.verdicts[index]?.role == .spam
  }

  func isProse(_ index: Int, _ document: Document) -> Bool { document.isProse(index) }

  /// The words of the page's prose; of a block with parts, of these texts alone.
  func vocabulary(of document: Document, parts: [Int: [NodeID]] = [:]) -> PageVocabulary {
    let prose = document.blocks.indices.filter { isProse($0, document) }
    var vocabulary = PageVocabulary(
      restorer, bytes: prose.reduce(0) { $0 + document.blocks[$1].text.count })
    for index in prose {
      guard let texts = parts[index] else {
        document.withText(of: index) { vocabulary.learn($0) }
        continue
      }
      for text in texts {
        document.tree.withBytes(document.tree.text(text)) { vocabulary.learn($0) }
      }
    }
    return vocabulary
  }

  /// The script that a page's prose is in, where it is one.
  enum PageScript { case traditional, simplified, mixed }

  /// The script of the page's prose.
  func script(of document: Document) -> PageScript {
    var (traditional, simplified) = (0, 0)
    func count(_ index: Int) {
      let counts = document.withText(of: index) { restorer.scriptCounts($0) }
      traditional += counts.traditional
      simplified += counts.simplified
    }
    for index in document.blocks.indices
    where document.blocks[index].measure.enders > 0 && !isSpam(index, document) {
      count(index)
      if traditional + simplified > 2_000 { break }
    }
    if traditional + simplified == 0 {
      // Verse ends no sentence.
      for index in document.blocks.indices.prefix(Self.mostVerses)
      where document.verdicts[index] == nil {
        count(index)
      }
    }
    if traditional >= 20, traditional > simplified * 8 { return .traditional }
    return simplified >= 20 && simplified > traditional * 8 ? .simplified : .mixed
  }

  /// Lines of verse that tell its script.
  private static let mostVerses = 200

  func isTraditional(_ document: Document) -> Bool { script(of: document) == .traditional }

  /// Whether a line has characters of traditional script, and was not written in Japanese, whose script they are too.
  func isConverted(
    _ index: Int, _ vocabulary: PageVocabulary, _ document: Document
  ) -> Bool {
    document.withText(of: index) { line in
      restorer.scriptCounts(line).traditional > 0
        && StrayList.alienLetters(in: line, beside: vocabulary.scripts) == 0
    }
  }

  /// Whether a line has characters that only the other script has, and none that only the page's own has.
  func isOfOtherScript(_ index: Int, _ script: PageScript, _ document: Document) -> Bool {
    document.withText(of: index) { isOfOtherScript($0, script) }
  }

  private func isOfOtherScript(
    _ text: UnsafeBufferPointer<UInt8>, _ script: PageScript
  ) -> Bool {
    guard script != .mixed else { return false }
    let counts = restorer.scriptCounts(text)
    return script == .traditional
      ? counts.simplified > 0 && counts.traditional == 0
      // A name or a quotation has one such character.
      : counts.traditional >= Self.fewestTraditional && counts.simplified == 0
  }

  /// Traditional characters at least that make a line a stranger on a simplified page.
  private static let fewestTraditional = 2

  /// Text outside the body that is made of items.
  private struct Stuffing {
    var bytes: [UInt8]
    var items: [Range<Int>]
    var line: ItemLine
  }

  private func stuffing(_ text: String) -> Stuffing? {
    guard text.utf8.count >= 24 else { return nil }
    let bytes = Array(text.utf8)
    guard let line = bytes.withUnsafeBufferPointer({ ItemLine($0) }), line.items.count >= 4,
      // The headline beside the phrases has its function words.
      line.functionWords <= max(Self.headlineWords, line.items.count / 4)
    else { return nil }
    return Stuffing(bytes: bytes, items: line.items, line: line)
  }

  /// Items of which hardly a word is the page's, and how many have none at all.
  private func foreignItems(
    of stuffing: Stuffing, _ vocabulary: PageVocabulary
  ) -> (hardly: Int, not: Int) {
    stuffing.bytes.withUnsafeBufferPointer { line in
      var (hardly, not) = (0, 0)
      for item in stuffing.items {
        let (known, all) = vocabulary.recurrence(of: UnsafeBufferPointer(rebasing: line[item]))
        if all > 0, known * 4 <= all { hardly += 1 }
        if all > 0, known == 0 { not += 1 }
      }
      return (hardly, not)
    }
  }

  /// Whether a page's `title` is stuffed with phrases that nothing on the page speaks of; names of sections and of the site
  /// are few and do not recombine.
  private func isStuffed(
    _ title: Stuffing, _ vocabulary: PageVocabulary, _ script: PageScript
  ) -> Bool {
    if title.line.isSpam { return true }
    let foreign = foreignItems(of: title, vocabulary)
    if foreign.not >= 4, foreign.not * 100 >= title.items.count * Self.foreign { return true }
    return isMade(title, foreign.hardly, script)
  }

  /// Whether a page's keywords have nothing to do with it.
  private func areStuffed(
    _ keywords: Stuffing, _ vocabulary: PageVocabulary, _ script: PageScript
  ) -> Bool {
    let foreign = foreignItems(of: keywords, vocabulary)
    return foreign.not == keywords.items.count || isMade(keywords, foreign.hardly, script)
  }

  /// Whether phrases recombine words, or are in another script than the page, and most are foreign to it.
  private func isMade(_ stuffing: Stuffing, _ foreign: Int, _ script: PageScript) -> Bool {
    guard foreign >= 4, foreign * 5 >= stuffing.items.count * 3 else { return false }
    return stuffing.bytes.withUnsafeBufferPointer { line in
      isOfOtherScript(line, script)
        || StrayList.recombines(stuffing.items, of: line, words: words)
    }
  }

  /// The words of a text, each once.
  func words(of text: UnsafeBufferPointer<UInt8>) -> [UInt64] {
    var vocabulary = PageVocabulary(restorer)
    vocabulary.learn(text)
    return vocabulary.all
  }

  /// How many texts, of each its words, share a word with another.
  func sharing(_ texts: [[UInt64]]) -> Int {
    var counts: [UInt64: Int] = [:]
    for words in texts {
      for word in words { counts[word, default: 0] += 1 }
    }
    return texts.count { $0.contains { counts[$0, default: 0] > 1 } }
  }
}
