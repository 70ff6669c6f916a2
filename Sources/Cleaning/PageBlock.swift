import Domain
import Markup

/// One block of a page while it is being judged: a run of text between the borders that block-level elements draw.
struct PageBlock {
  /// Its text in `Document.text`: blanks collapsed, trimmed.
  var text: Range<Int>

  /// The nearest block-level element around it.
  var container: NodeID

  /// The container's place in `Segmentation.containers`.
  var place: Int32 = 0

  /// Byte offset of its first text in the page's decoded source.
  var offset: Int

  var measure: TextMeasure

  /// Bytes of its text inside links, and how many links those are.
  var linkedBytes = 0
  var links = 0

  /// What stands around it, as far as the model asks.
  var context: BlockContext

  /// The model's probability that it belongs to the article.
  var score: Float = 0

  /// Whether it is hidden text inside a line that is seen.
  var isAside = false

  var role: Role = .boilerplate
  var isKept = false
  var reason: Reason = .model
  var layer: Layer?

  /// What decided about a block; put into words only when somebody asks.
  enum Reason {
    /// The model's score.
    case model
    /// A rule by its name.
    case rule(StaticString)
    /// The model's score, and the page hides it.
    case hidden(Visibility.Hiding)
  }

  var linkDensity: Float {
    text.isEmpty ? 0 : Float(linkedBytes) / Float(text.count)
  }
}

/// What an element hands down to the blocks inside it.
struct BlockContext {
  /// Kinds of ancestors, as bits.
  struct Ancestors: OptionSet {
    var rawValue: UInt32

    static let article = Ancestors(rawValue: 1 << 0)
    static let main = Ancestors(rawValue: 1 << 1)
    static let nav = Ancestors(rawValue: 1 << 2)
    static let header = Ancestors(rawValue: 1 << 3)
    static let footer = Ancestors(rawValue: 1 << 4)
    static let aside = Ancestors(rawValue: 1 << 5)
    static let form = Ancestors(rawValue: 1 << 6)
    static let table = Ancestors(rawValue: 1 << 7)
    static let list = Ancestors(rawValue: 1 << 8)
    static let quote = Ancestors(rawValue: 1 << 9)
    static let figure = Ancestors(rawValue: 1 << 10)
    static let link = Ancestors(rawValue: 1 << 11)
    static let hidden = Ancestors(rawValue: 1 << 12)
    static let noscript = Ancestors(rawValue: 1 << 13)
    static let section = Ancestors(rawValue: 1 << 14)
    static let button = Ancestors(rawValue: 1 << 15)
    static let articleBody = Ancestors(rawValue: 1 << 16)
    static let definitions = Ancestors(rawValue: 1 << 17)
    static let preformatted = Ancestors(rawValue: 1 << 18)
    static let caption = Ancestors(rawValue: 1 << 19)
    static let dialog = Ancestors(rawValue: 1 << 20)
    static let heading = Ancestors(rawValue: 1 << 21)
    static let paragraph = Ancestors(rawValue: 1 << 22)
  }

  var ancestors: Ancestors = []
  var depth = 0

  /// The nearest element that the page hides, the block's text in it.
  var hiddenElement: NodeID?

  /// 1 to 6 inside `h1` to `h6`, else 0.
  var headingLevel = 0

  /// Weights of class and id words: of the nearest element that has any, of the one above it, the least and the
  /// greatest on the way up, and their sum.
  var nearestWords: Float = 0
  var outerWords: Float = 0
  var leastWords: Float = 0
  var greatestWords: Float = 0
  var allWords: Float = 0

  /// Elements between the block and the nearest element with weighted words.
  var wordsDistance = 0
}
