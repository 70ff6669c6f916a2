/// An article as the cleaner found it on a page.
///
/// A member that is not known is nil, never a guess.
public struct Article: Sendable, Hashable, Codable {
  public var url: String?
  public var canonicalURL: String?
  public var title: String?
  public var authors: [String] = []
  public var source: String?
  public var siteName: String?
  public var publishedAt: PartialTime?
  public var modifiedAt: PartialTime?

  /// BCP 47, primary subtag (`zh`).
  public var language: String?

  /// ISO 15924 (`Hans`).
  public var script: String?

  /// `ltr` or `rtl`.
  public var direction: String?
  public var keywords: [String] = []
  public var breadcrumbs: [String] = []
  public var excerpt: String?
  public var leadImage: String?
  public var images: [Image] = []
  public var links: [Link] = []
  public var license: String?
  public var commentCount: Int?

  /// One line per block, without the title.
  public var text = ""

  /// A sanitised fragment.
  public var html = ""

  /// CommonMark.
  public var markdown = ""

  /// Latin words plus Han, kana and Hangul characters.
  public var wordCount = 0
  public var readingMinutes = 0
  public var restored: [RestoredCount] = []

  /// Dropped blocks, counted by role.
  public var removed: [String: Int] = [:]
  public var flags: [Flag] = []

  /// 0 to 1: how sure the cleaner is that this is the page's article.
  public var confidence = 0.0

  /// The cleaner that made it: `winnow/1.0.0`.
  public var cleaner = ""

  /// The version of its host's learnt furniture that it was cleaned with; nil where there was none.
  public var boilerplateVersion: Int64?

  public init() {}

  /// What a reader of the article should know.
  public enum Flag: String, Sendable, Hashable, Codable {
    case overLimit = "over-limit"
    case paywall = "paywall"
    case synonymSpin = "synonym-spin"
    case truncated = "truncated"
  }

  /// An image of the body, its address absolute.
  public struct Image: Sendable, Hashable, Codable {
    public var url: String
    public var alt: String?
    public var caption: String?

    public init(url: String, alt: String? = nil, caption: String? = nil) {
      self.url = url
      self.alt = alt
      self.caption = caption
    }
  }

  /// A link of the body, its address absolute.
  public struct Link: Sendable, Hashable, Codable {
    public var url: String
    public var text: String

    public init(url: String, text: String) {
      self.url = url
      self.text = text
    }
  }
}

/// What cleaning a page came to: an article or none, and the record of how.
public struct Cleaned: Sendable {
  /// Nil where the page holds no article.
  public var article: Article?

  /// Every block of the page in order.
  public var blocks: [Block] = []
  public var edits: [Edit] = []
  public var witnesses: [Witness] = []
  public var findings: [Finding] = []

  /// Hashes of the page's distinct lines, ascending: what a host's furniture is learnt from.
  public var lines: [UInt64] = []

  /// The media type that the bytes turned out to be: `text/html` or `text/plain`.
  public var mediaType = "text/html"

  /// The encoding's WHATWG name in lower case.
  public var charset = "utf-8"

  /// How the encoding was found.
  public var charsetReason = ""

  /// Why there is no article, for the client; empty where there is one.
  public var refusal = ""

  public init() {}
}

/// How far a reader wants a page restored.
public struct Restoring: Sendable, Hashable {
  /// Which repairs.
  public enum Extent: String, Sendable, Hashable, CaseIterable {
    /// All repairs and the script.
    case full
    /// Repairs without the script.
    case repair
    /// The page as it stands.
    case none
  }

  /// Which script the answer is in.
  public enum Script: String, Sendable, Hashable, CaseIterable {
    /// What was converted is converted back.
    case auto
    case keep
    case simplified
    case traditional
  }

  public var extent: Extent
  public var script: Script

  public init(extent: Extent = .full, script: Script = .auto) {
    self.extent = extent
    self.script = script
  }

  /// What is stored: everything restored.
  public static let stored = Restoring()
}
