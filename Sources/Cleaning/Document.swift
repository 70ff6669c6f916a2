import Domain
import Markup
import Restoration
import WebURL

/// A page on its way to an article: what stages read and change.
struct Document {
  var url: WebURL?

  /// Whether the page is HTML; else it is plain text and the tree was made of its lines.
  var isMarkup: Bool
  var tree: Tree

  /// The element below which blocks are looked for.
  var root: NodeID

  /// What of the tree the page hides.
  var visibility = Visibility()

  /// The texts of the blocks, one after another.
  var text: [UInt8] = []
  var blocks: [PageBlock] = []

  /// For each node, the block its text is part of, or -1.
  var owner: [Int32] = []

  /// The block-level elements, each after the one around it.
  var containers: [Container] = []

  /// Whether the page had more blocks than were wanted, so that its end is missing.
  var isCut = false

  /// For each block, its verdict by the grammar of lines.
  var verdicts: [LineVerdict?] = []

  /// Block texts in simplified script where that differs, else nil; the grammar of lines reads these.
  var folded: [[UInt8]?] = []

  /// The first block whose text stood in the page's data alone; such are judged by no line.
  var linkedBlocks = Int.max

  var metadata = PageMetadata()

  /// What JSON-LD says of the article.
  var linked = LinkedArticle([])

  /// Whether the page's `title` is stuffed with search phrases.
  var hasStuffedTitle = false

  /// Whom the line beside the date of a copied page names.
  var copiedAuthor: String?

  /// Whether its `keywords` are phrases that nothing on the page speaks of.
  var hasStuffedKeywords = false

  /// Blocks that repeat the page's title.
  var titleBlocks: [Int] = []

  /// A name in brackets behind the last sentence of the body.
  var closing: Closing?

  /// No date of the page can be later: when it was fetched, where that is known.
  var latestTime = Timestamp(milliseconds: .max)
  var damage = PageDamage()
  var edits: [Edit] = []

  /// Removals of noise that were counted and not recorded among `edits`.
  var unrecorded = 0

  /// Conversions of script that were counted and not recorded among `edits`, and whether all of them are proved.
  var conversions = (edits: 0, areProved: true)
  var article = Article()
  var witnesses: [Witness] = []
  var findings: [Finding] = []

  /// Whether the page is a fragment of content alone, of which nothing is taken away.
  var isBareContent = false

  /// Whether the body was converted to traditional script and is to be converted back.
  var isConverted = false

  init(tree: Tree, isMarkup: Bool, url: WebURL?) {
    self.tree = tree
    self.isMarkup = isMarkup
    self.url = url
    root = tree.body ?? tree.documentElement ?? .document
  }
}

extension Document {
  /// Calls `body` with a block's text.
  func withText<Result>(
    of block: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[blocks[block].text])) }
  }

  /// Calls `body` with a block's text in simplified script.
  func withFolded<Result>(
    of block: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if folded.indices.contains(block), let folded = folded[block] {
      return folded.withUnsafeBufferPointer(body)
    }
    return withText(of: block, body)
  }

  /// A block's text as a string.
  func string(of block: Int) -> String {
    withText(of: block) { String(decoding: $0, as: UTF8.self) }
  }

  /// Decides about a block and says why.
  mutating func judge(
    _ block: Int, _ role: Role, keeping: Bool, _ rule: StaticString, layer: Layer? = nil
  ) {
    blocks[block].role = role
    blocks[block].isKept = keeping
    blocks[block].reason = .rule(rule)
    blocks[block].layer = layer
  }

  /// Lets go of the page's tree and text, which nobody asks for once the content is made of them.
  ///
  /// What is written next takes as much as they do; blocks keep their measures.
  mutating func letGoOfPage() {
    tree.letGo()
    visibility = Visibility()
    text = []
    owner = []
    containers = []
    folded = []
  }

  /// Notes what a witness says of a field.
  mutating func note(_ field: String, _ value: String, from origin: String, believed: Bool) {
    witnesses.append(Witness(field: field, value: value, origin: origin, isBelieved: believed))
  }
}

/// One step of cleaning: it changes a document and says what it did.
///
/// A stage carries its rules as stored data, remembers nothing between documents, and cannot fail: with nothing to do it
/// leaves the document as it was.
protocol Stage: Sendable {
  func apply(to document: inout Document)
}
