import Domain

/// What a client wants taken in: a page, or the address of one that is to be fetched.
public enum PageOrder: Sendable {
  case page(RawPage)
  case address(PageAddress)

  /// The client's own name for it.
  public var ref: JSONValue? {
    switch self {
    case .page(let page): page.ref
    case .address(let address): address.ref
    }
  }
}

/// A page of which a client gave the address alone.
public struct PageAddress: Sendable, Hashable {
  /// Absolute and normalised.
  public var url: String
  public var ref: JSONValue?
  public var metadata: [String: JSONValue]

  public init(url: String, ref: JSONValue? = nil, metadata: [String: JSONValue] = [:]) {
    self.url = url
    self.ref = ref
    self.metadata = metadata
  }
}

extension PageProblem {
  /// An address where nobody fetches.
  public static let notFetched = PageProblem(
    .notFetched,
    "The page is only an address, and fetching is turned off (fetch.enabled = false in the"
      + " configuration). Send what stands there in html, text or body_base64.", member: "url")
}
