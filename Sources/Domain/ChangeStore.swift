/// Tells clients that keep a copy what happened since they last asked.
///
/// Each page stands once, at its latest change, so a client that follows `next` learns of every state that
/// lasts, once and in order.
public protocol ChangeStore: Sendable {
  /// Changes after `since`, in the order they happened; nil where deletions up to a later one have been
  /// forgotten, so that the client has to begin anew.
  ///
  /// - Throws: `StoreError.badCursor` where the store has not come to `since` yet: another store said it.
  func changes(since: Int64, limit: Int) throws(StoreError) -> ChangeList?
}

/// One thing that happened to a page, seen from a client that knows the store up to some change.
public struct PageChange: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case added
    /// New bytes.
    case revised
    /// Cleaned again or corrected, from the same bytes.
    case changed
    case deleted
  }

  public var change: Int64
  public var kind: Kind
  public var id: StoredArticle.ID
  public var at: Timestamp

  /// Nil where the page was deleted.
  public var url: String?
  public var revision: Int?

  /// Whether the page holds an article now.
  public var hasArticle: Bool

  public init(
    change: Int64, kind: Kind, id: StoredArticle.ID, at: Timestamp, url: String? = nil,
    revision: Int? = nil, hasArticle: Bool = false
  ) {
    self.change = change
    self.kind = kind
    self.id = id
    self.at = at
    self.url = url
    self.revision = revision
    self.hasArticle = hasArticle
  }
}

public struct ChangeList: Sendable {
  public var changes: [PageChange]

  /// What to ask for next: the last change of the list, or `since` where there is none.
  public var next: Int64
  public var isComplete: Bool

  public init(changes: [PageChange], next: Int64, isComplete: Bool) {
    self.changes = changes
    self.next = next
    self.isComplete = isComplete
  }
}
