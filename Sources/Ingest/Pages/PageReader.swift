import Domain

/// Makes raw pages of what clients send: raw HTML and text, JSON pages, forms and uploads.
///
/// A value without state. It never looks into a page beyond what tells the kinds of bodies apart.
public struct PageReader: Sendable {
  /// The most bytes a page may have.
  public var limit: Int

  /// The most bytes that a client's metadata of a page may have, as JSON without blanks.
  public var metadataLimit = PageReader.usualMetadata

  /// Enough for some hundred members; each list reads its articles' metadata.
  public static let usualMetadata = 64 << 10

  /// Makes an absolute, normalised address of one as written; nil where it is none.
  public var address: @Sendable (String) -> String?

  public init(limit: Int, address: @escaping @Sendable (String) -> String?) {
    self.limit = limit
    self.address = address
  }

  /// What was said about a body outside of it.
  public struct Envelope: Sendable, Hashable {
    public var contentType: String?

    /// The `url` parameter, else `Content-Location`.
    public var url: String?

    public init(contentType: String? = nil, url: String? = nil) {
      self.contentType = contentType
      self.url = url
    }
  }

  /// What a body turned out to hold.
  public enum Submission: Sendable {
    case page(RawPage)

    /// An address alone: the page is to be fetched.
    case address(PageAddress)

    /// An upload of several pages, each of them good or not.
    case pages([Result<RawPage, PageProblem>])
  }

  /// The content types that bodies may have, as errors name them.
  public static let acceptedTypes = [
    "text/html", "application/xhtml+xml", "text/plain", "application/json",
    "application/x-www-form-urlencoded", "application/octet-stream", "multipart/form-data",
  ]

  /// Reads a request's body.
  public func read(
    _ body: [UInt8], in envelope: Envelope
  ) throws(PageProblem) -> Submission {
    let type = try mediaType(envelope.contentType, member: nil)
    guard !body.isEmpty else { throw .emptyBody }
    switch type?.essence {
    case "multipart/form-data":
      return try upload(body, boundary: type?.parameters["boundary"], url: envelope.url)
    case "application/json":
      return Submission(try order(json: body, url: envelope.url))
    case "application/x-www-form-urlencoded":
      if let form = try Form(body) { return Submission(try order(form: form, url: envelope.url)) }
      return try sniff(body, type: type, url: envelope.url)
    case nil, "application/octet-stream":
      return try sniff(body, type: type, url: envelope.url)
    default:
      return .page(try page(body, type: type, url: envelope.url))
    }
  }

  /// Refuses what no bytes could make a page, before they are looked at.
  public func check(contentType: String?) throws(PageProblem) {
    _ = try mediaType(contentType, member: nil)
  }

  /// The bytes decide: a JSON page, or HTML or text, which cleaning tells apart.
  private func sniff(
    _ body: [UInt8], type: MediaType?, url: String?
  ) throws(PageProblem) -> Submission {
    if PageReader.looksLikeJSONPage(body) { return Submission(try order(json: body, url: url)) }
    return .page(try page(body, type: type, url: url))
  }

  /// Raw bytes of a page, with what is known about them.
  func page(
    _ bytes: [UInt8], type: MediaType?, url: String?
  ) throws(PageProblem) -> RawPage {
    guard bytes.count <= limit else { throw .tooLarge(bytes.count, limit: limit) }
    if let format = BinaryFormat(bytes) { throw .binary(format) }
    let isDeclared = type.map { PageReader.pageTypes.contains($0.essence) } ?? false
    return RawPage(
      bytes: bytes, url: try url.map { (text) throws(PageProblem) in try absolute(text) },
      mediaType: isDeclared ? type?.essence : nil, charset: type?.charset)
  }

  /// A client's metadata of a page, unless it is over the limit.
  @discardableResult
  public func checked(
    _ metadata: [String: JSONValue]
  ) throws(PageProblem) -> [String: JSONValue] {
    guard !metadata.isEmpty else { return metadata }
    var json = JSONWriter()
    json.value(metadata)
    guard json.bytes.count <= metadataLimit else {
      throw PageProblem(
        .metadataTooLarge,
        "The metadata has \(json.bytes.count) bytes; the limit is \(metadataLimit)"
          + " (limits.max_metadata). Send a name or an address of what is large in place of it.",
        member: "metadata")
    }
    return metadata
  }

  func absolute(_ text: String) throws(PageProblem) -> String {
    guard let address = address(text) else {
      throw PageProblem(
        .malformed,
        "url is not an absolute http or https address: \"\(text.prefix(200))\"."
          + " Give the page's full address, such as https://example.org/a.",
        member: "url")
    }
    return address
  }

  /// Reads a content type and refuses those that are no page.
  func mediaType(
    _ header: String?, member: String?
  ) throws(PageProblem) -> MediaType? {
    guard let header, !header.trimmedASCII.isEmpty else { return nil }
    guard let type = MediaType(header) else {
      throw PageProblem(
        .unsupportedType,
        "\"\(header.prefix(100))\" is not a content type. \(PageProblem.accepted)", member: member)
    }
    guard PageReader.acceptedTypes.contains(type.essence) else {
      throw .unsupported(type.essence, member: member)
    }
    return type
  }

  /// The types that say what a page's bytes are; the others leave it to the bytes.
  static let pageTypes: Set<String> = ["text/html", "application/xhtml+xml", "text/plain"]

  /// A `{` and a quotation mark: no page of HTML or prose begins so.
  static func looksLikeJSONPage(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    rest = rest.drop { blanks.contains($0) }
    guard rest.first == UInt8(ascii: "{") else { return false }
    rest = rest.dropFirst().drop { blanks.contains($0) }
    return rest.first == UInt8(ascii: "\"")
  }
}

extension PageReader.Submission {
  fileprivate init(_ order: PageOrder) {
    self =
      switch order {
      case .page(let page): .page(page)
      case .address(let address): .address(address)
      }
  }
}

extension PageProblem {
  static let accepted =
    "Accepted are " + PageReader.acceptedTypes.joined(separator: ", ")
    + "; many pages at once go to /v1/articles/batch."

  static let emptyBody = PageProblem(
    .empty,
    "The body is empty. Send the page's bytes, for example with"
      + " curl --data-binary @page.html -H 'Content-Type: text/html'.")

  static func unsupported(_ type: String, member: String?) -> PageProblem {
    PageProblem(
      .unsupportedType, "A body of \(type) is not a page that can be cleaned. \(accepted)",
      member: member)
  }

  static func tooLarge(_ size: Int, limit: Int, member: String? = nil) -> PageProblem {
    PageProblem(
      .tooLarge,
      "The page has \(size) bytes; the limit is \(limit). Send the HTML alone, without images and"
        + " other files in it.", member: member)
  }

  static func binary(_ format: BinaryFormat) -> PageProblem {
    PageProblem(
      .unsupportedType,
      "The bytes are \(format.name), not a web page. Send the page's HTML or text.")
  }
}
