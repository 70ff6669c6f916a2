/// A list of articles that a client asks for.
public struct ArticleQuery: Sendable, Hashable {
  /// What must hold of each article; all given members at once.
  public struct Filter: Sendable, Hashable, Codable {
    /// Full-text query in the client's words.
    public var text: String?
    public var url: String?
    public var host: String?
    public var language: String?
    public var author: String?
    public var source: String?
    public var keyword: String?

    /// From this moment on.
    public var publishedFrom: Timestamp?

    /// Before this moment.
    public var publishedTo: Timestamp?
    public var ingestedFrom: Timestamp?
    public var ingestedTo: Timestamp?
    public var excludesDuplicates = false

    public init() {}

    /// Whether it lets everything through.
    public var isEmpty: Bool { self == Filter() }
  }

  /// What the list is ordered by.
  public enum Order: String, Sendable, Hashable, CaseIterable {
    case ingestedAt = "ingested_at"
    case publishedAt = "published_at"
    /// Best match first; makes sense with a full-text query only.
    case relevance
  }

  public var filter: Filter
  public var order: Order
  public var isDescending: Bool

  /// 1 to 200.
  public var limit: Int

  /// Where the page before ended: opaque, made by the store.
  public var cursor: String?

  /// Whether the articles come with `text`, `html` and `markdown`, which are empty otherwise: a list
  /// without them reads a tenth of the bytes.
  public var includesText: Bool

  public init(
    filter: Filter = Filter(), order: Order = .ingestedAt, isDescending: Bool = true,
    limit: Int = 20, cursor: String? = nil, includesText: Bool = true
  ) {
    self.filter = filter
    self.order = order
    self.isDescending = isDescending
    self.limit = limit
    self.cursor = cursor
    self.includesText = includesText
  }
}

/// One page of a list.
public struct ArticleList: Sendable {
  public var articles: [StoredArticle]

  /// The cursor of the next page, nil at the end.
  public var next: String?

  /// Of a full-text query: where in each article something was found.
  public var snippets: [StoredArticle.ID: Snippet] = [:]

  public init(articles: [StoredArticle], next: String?) {
    self.articles = articles
    self.next = next
  }
}
