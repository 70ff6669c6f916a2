/// What a page's source text shows of the damage done to hijacked pages.
public struct PageDamage: Sendable, Equatable {
  /// How the page's annotations were made.
  public enum Kind: String, Sendable {
    /// No annotation that was injected.
    case none
    /// `經(jīng)濟(jì)`: toned pinyin behind traditional characters.
    case toned
    /// `家(jia)電器(qi)`: untoned pinyin behind arbitrary characters.
    case untoned
    /// `发展(fzhn)`: pinyin of a word in simplified script, its toned vowels dropped.
    case vowelDropped = "vowel-dropped"
  }

  /// Why annotations are removed or kept, as a phrase for `explain`.
  public enum Reason: String, Sendable {
    case noTraces = "no traces of damage"
    case tooFew = "too few brackets with readings"
    case notConversions = "the annotated characters are not conversions"
    case everyCharacter = "annotations cover the text, as in a lesson"
    case japanese = "kana: readings in brackets belong to the page"
    case conversions = "toned readings behind converted characters"
    case untonedRuns = "untoned readings behind characters, all over the page"
    case droppedVowels = "readings with their toned vowels dropped"
    case byteDamage = "broken byte pairs"
  }

  public var kind: Kind
  public var reason: Reason

  /// Characters annotated on the page by injection, each once, in the order of the page.
  public var annotated: [Unicode.Scalar]

  /// Han characters in the text.
  public var hanCount: Int
  /// Brackets that hold a reading of the character before them.
  public var annotationCount: Int
  /// `?yōu)` and the like, and broken byte pairs.
  public var brokenCount: Int
  /// Brackets with a reading that were kept.
  public var glossCount: Int
  /// C0 controls, private-use and zero-width characters taken out.
  public var controlCount: Int

  /// Whether the page bears marks that only hijacking leaves: injected annotations or broken byte pairs.
  public var isHijacked: Bool { kind != .none || brokenCount > 0 }

  public init(
    kind: Kind = .none, reason: Reason = .noTraces, annotated: [Unicode.Scalar] = [],
    hanCount: Int = 0, annotationCount: Int = 0, brokenCount: Int = 0, glossCount: Int = 0,
    controlCount: Int = 0
  ) {
    self.kind = kind
    self.reason = reason
    self.annotated = annotated
    self.hanCount = hanCount
    self.annotationCount = annotationCount
    self.brokenCount = brokenCount
    self.glossCount = glossCount
    self.controlCount = controlCount
  }
}
