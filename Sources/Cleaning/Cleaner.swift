import Domain
import Markup
import Restoration
import TextCoding
import WebURL

/// Turns raw pages into articles.
///
/// A value without state: the same page and the same tables give the same article, on any thread.
public struct Cleaner: Sendable {
  /// Names the cleaner that made an article: `winnow/1.0.0`.
  public static let version = "winnow/0.1.0"

  private let repair: Repair
  private let restorer: ScriptRestorer
  private let spin: SynonymSpin
  private let model: BlockModel
  private let maximumBlocks: Int

  /// Blocks that any page may have unless told otherwise; the greatest page of 2,617 has 2,137.
  public static let defaultBlocks = 6_144

  /// Loads the built-in tables; some milliseconds, once a program.
  ///
  /// - Parameter maximumBlocks: blocks that any page may have, and one more for each 64 bytes of their text. What follows is
  ///   left out, and the article is flagged as over a limit.
  public init(maximumBlocks: Int = Cleaner.defaultBlocks) {
    self.maximumBlocks = maximumBlocks
    let tables = RepairTables()
    repair = Repair(tables: tables)
    restorer = ScriptRestorer(tables: tables)
    spin = SynonymSpin(tables: tables)
    model = .standard
  }

  /// Cleans one page.
  ///
  /// Never fails: a page without an article says why in `refusal`.
  ///
  /// - Parameters:
  ///   - restoring: how far repairs and script conversion go.
  ///   - explaining: whether the answer carries every block of the page and, among its edits, each conversion of script and
  ///     each removal of noise; off, it is faster.
  ///   - furniture: what the page's host puts on many pages, where a store has learnt it.
  ///   - teaching: whether the answer is kept: it carries the hashes of the page's lines, to learn from, and each
  ///     conversion of script.
  ///   - observing: called after each step with its name, for whoever holds a clock.
  public func clean(
    _ page: RawPage, restoring: Restoring = .stored, explaining: Bool = true,
    furniture: Furniture? = nil, teaching: Bool = false, observing: ((String) -> Void)? = nil
  ) -> Cleaned {
    let isMarkup = PageKind.isMarkup(page)
    var decoded = decode(page.bytes, httpCharset: page.charset, isHTML: isMarkup)
    observing?("decode")
    // The text is handed on, from step to step, so that no step has to copy what another still holds.
    var source: [UInt8] = []
    swap(&source, &decoded.utf8)
    var damage = PageDamage()
    var edits: [Edit] = []
    let wrap = isMarkup ? nil : HardWrap(unwrapping: &source)
    var unrecorded = 0
    let isRecording = explaining || teaching
    if restoring.extent != .none {
      let repaired = repair.repair(source, isMarkup: isMarkup, isRecording: isRecording)
      source = repaired.text
      damage = repaired.damage
      edits = repaired.edits
      unrecorded = repaired.unrecorded
    }
    observing?("repair")
    let tree = isMarkup ? PageTree.parse(consume source) : TextPage.tree(of: consume source)
    observing?("parse")
    var document = Document(tree: tree, isMarkup: isMarkup, url: page.url.flatMap { WebURL($0) })
    document.damage = damage
    document.edits = edits
    document.unrecorded = unrecorded
    if let fetched = page.fetchedAt {
      // A page may be dated a day ahead: it is tomorrow somewhere.
      document.latestTime = Timestamp(milliseconds: fetched.milliseconds + 86_400_000)
    }
    for stage in stages(restoring, furniture, isRecording: isRecording) {
      stage.apply(to: &document)
      observing?("\(type(of: stage))")
    }
    if let wrap { document.edits = document.edits.map { wrap.original(of: $0) } }
    var cleaned = result(of: document, explaining: explaining)
    observing?("result")
    cleaned.article?.boilerplateVersion = furniture?.version
    if page.isCut { cleaned.article?.flags.append(.truncated) }
    if teaching { cleaned.lines = document.lineHashes }
    cleaned.mediaType = isMarkup ? "text/html" : "text/plain"
    cleaned.charset = decoded.encoding.name
    cleaned.charsetReason = decoded.reason
    return cleaned
  }

  /// The stages every page goes through.
  ///
  /// Lines are judged before bodies are chosen, since a body ends where a line says so, each by itself and then by what it has
  /// to do with the page; what a host
  /// repeats goes once there is a body, since only there it does harm; fields are read off dropped lines, so they come after; the script is decided on the body alone, so it
  /// comes last.
  private func stages(
    _ restoring: Restoring, _ furniture: Furniture?, isRecording: Bool
  ) -> [any Stage] {
    let reading: [any Stage] = [
      ReadPage(words: model.words, maximumBlocks: maximumBlocks),
      JudgeLines(restorer: restorer),
      ShowWaitingBody(),
    ]
    // What was put in is taken out wherever repairs are wanted, and spinning is a mark of hijacked pages too.
    let isRestored = restoring.extent != .none
    let choosing: [any Stage] = [
      ChooseMarkupBody(model: model),
      TakeLinkedBody(words: model.words, maximumBlocks: maximumBlocks),
      ChooseTextBody(),
      KeepBareContent(),
      KeepWholeTables(),
      FillGaps(),
      DropListsAndForms(),
    ]
    let describing: [any Stage] = [
      DescribeLanguage(),
      TakeClosingName(restorer: restorer),
      FindTitle(),
      FindSource(),
      FindPeople(restorer: restorer),
      FindTimes(),
      FindKeywords(),
      DescribePage(),
      DropHeadLines(),
      WriteArticle(restorer: restorer, restoring: restoring, isRecording: isRecording),
    ]
    return reading + (isRestored ? [JudgeInjected(restorer: restorer)] : []) + choosing
      + (furniture.map { [DropFurniture(furniture: $0)] } ?? []) + describing
      + (isRestored ? [FlagSpin(spin: spin)] : [])
  }

  private func result(of document: Document, explaining: Bool) -> Cleaned {
    var cleaned = Cleaned()
    cleaned.edits = document.edits
    cleaned.findings = document.findings
    cleaned.witnesses = document.witnesses
    if explaining { cleaned.blocks = document.explained }
    var article = document.article
    article.url = document.url?.href
    article.cleaner = Cleaner.version
    article.restored = Cleaner.counts(of: document)
    for block in document.blocks where !block.isKept {
      article.removed[block.role.rawValue, default: 0] += 1
    }
    article.confidence = document.confidence
    if !document.tree.exceeded.isEmpty || document.isCut { article.flags.append(.overLimit) }
    guard let refusal = document.refusal else {
      cleaned.article = article
      return cleaned
    }
    cleaned.refusal = refusal
    return cleaned
  }

  private static func counts(of document: Document) -> [RestoredCount] {
    let (edits, conversions) = (document.edits, document.conversions)
    var counts: [RestoredCount] = []
    if document.unrecorded > 0 {
      counts.append(
        RestoredCount(layer: .controlBytes, edits: document.unrecorded, certainty: .likely))
    }
    if conversions.edits > 0 {
      counts.append(
        RestoredCount(
          layer: .scriptConversion, edits: conversions.edits,
          certainty: conversions.areProved ? .proved : .likely))
    }
    for index in edits.indices {
      let (layer, certainty) = (edits[index].layer, edits[index].certainty)
      if let own = counts.firstIndex(where: { $0.layer == layer }) {
        counts[own].edits += 1
        if certainty == .likely { counts[own].certainty = .likely }
      } else {
        counts.append(RestoredCount(layer: layer, edits: 1, certainty: certainty))
      }
    }
    return Layer.allCases.compactMap { layer in counts.first { $0.layer == layer } }
  }
}

/// Whether a page is HTML or plain text: what its sender said, else what its bytes look like.
enum PageKind {
  /// How far a tag is looked for in a page of no declared type.
  private static let prescan = 4096

  static func isMarkup(_ page: RawPage) -> Bool {
    switch page.mediaType {
    case "text/html", "application/xhtml+xml", "application/xml", "text/xml": return true
    case "text/plain": return false
    default: return looksLikeMarkup(page.bytes)
    }
  }

  /// Whether the first bytes hold a tag, a comment or a declaration of HTML.
  ///
  /// Source: the tags of WHATWG MIME Sniffing §7.1, and a few that fragments begin with; UTF-16 is read past its zeros.
  private static func looksLikeMarkup(_ bytes: [UInt8]) -> Bool {
    let head = head(of: bytes)
    guard !isText(head) else { return false }
    return head.withUnsafeBufferPointer { head in
      // Every sign begins with the one byte.
      head.indices.contains { start in
        head[start] == UInt8(ascii: "<")
          && signs.contains { AttributeWords.begins(head[start...], with: $0) }
      }
    }
  }

  /// The first characters, one byte each where they are ASCII; of UTF-16 the others are one byte that no tag has, since the
  /// halves of 值 before a blank, `3C 50 20 00`, are no `<P `.
  private static func head(of bytes: [UInt8]) -> [UInt8] {
    // A byte order mark says nothing of the kind of a page.
    let mark = byteOrderMark(of: bytes)
    let head = bytes.dropFirst(mark?.length ?? 0).prefix(prescan)
    let isMarked = mark?.encoding == .utf16LE || mark?.encoding == .utf16BE
    let start = head.startIndex
    guard isMarked || head.contains(0) else { return Array(head) }
    let zeros = head.indices.filter { head[$0] == 0 }
    // A stray one is noise.
    guard isMarked || zeros.count * 8 > head.count else {
      return zeros.isEmpty ? Array(head) : head.filter { $0 != 0 }
    }
    let isBigEndian =
      isMarked
      ? mark?.encoding == .utf16BE : zeros.count { ($0 - start) % 2 == 0 } * 2 > zeros.count
    return stride(from: start, to: head.endIndex - 1, by: 2).map { i in
      let (high, low) = isBigEndian ? (head[i], head[i + 1]) : (head[i + 1], head[i])
      return high == 0 ? low : 0xFF
    }
  }

  /// Whether text that does not begin with a tag has far more lines than tags: notes and posts quote a tag now and then.
  private static func isText(_ head: [UInt8]) -> Bool {
    guard let first = head.first(where: { $0 > 0x20 && $0 < 0x80 || $0 >= 0xE3 }),
      first != UInt8(ascii: "<")
    else { return false }
    return head.withUnsafeBufferPointer { head in
      var (lines, tags) = (0, 0)
      for byte in head {
        lines += byte == 0x0A ? 1 : 0
        tags += byte == UInt8(ascii: "<") ? 1 : 0
      }
      return tags * 2 < lines
    }
  }

  private static let signs: [StaticString] = [
    "<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<h1", "<div", "<font",
    "<table", "<a href", "<style",
    "<title", "<br>", "<br/", "<p>", "<p ", "<meta", "<article", "<section", "<ul>", "<span",
    "<img ", "<td", "<!--", "</p>",
    "</div>",
  ]
}
