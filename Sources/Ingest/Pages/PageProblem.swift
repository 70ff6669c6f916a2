import Domain

/// Why what a client sent is not taken as a page, in words that say what to do.
public struct PageProblem: Error, Sendable, Hashable {
  /// What kind of trouble it is; the API gives each a status and an address.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// There is nothing to clean.
    case empty
    /// The page has no URL and no content, or more than one content.
    case incomplete
    /// Only an address, where pages are not fetched.
    case notFetched
    /// JSON, a form or a member of it that cannot be read.
    case malformed
    /// A content type that is no page.
    case unsupportedType
    case tooLarge
    case metadataTooLarge
    /// A record of a crawl that holds no page: a redirect, an error, an image.
    case notAPage
  }

  public var kind: Kind
  public var detail: String

  /// The member, part or parameter at fault, where there is one.
  public var member: String?

  /// The client's own name for the page, where it could still be read.
  public var ref: JSONValue?

  public init(_ kind: Kind, _ detail: String, member: String? = nil, ref: JSONValue? = nil) {
    self.kind = kind
    self.detail = detail
    self.member = member
    self.ref = ref
  }
}
