import Domain

extension PageReader {
  /// Reads one JSON page where an address alone is none: see `order`.
  public func page(json: [UInt8], url: String? = nil) throws(PageProblem) -> RawPage {
    switch try order(json: json, url: url) {
    case .page(let page): return page
    case .address(let address):
      var problem = PageProblem.notFetched
      problem.ref = address.ref
      throw problem
    }
  }

  /// Reads one JSON page, or the address of one: the body of a post, or a line of a batch.
  ///
  /// - Parameter url: The address given beside it, where there is one.
  /// - Throws: A `PageProblem` that names the member, and the page's `ref` where it was read.
  public func order(json: [UInt8], url: String? = nil) throws(PageProblem) -> PageOrder {
    guard isUTF8(json) else {
      throw PageProblem(
        .malformed,
        "The JSON is not UTF-8. Put a page of another encoding into body_base64, its charset into"
          + " content_type.")
    }
    return try json.withUnsafeBufferPointer { (bytes) throws(PageProblem) in
      var members = PageMembers()
      do {
        try members.read(bytes)
        return try order(members, text: bytes, url: url)
      } catch let problem as JSONReader.Problem {
        throw PageProblem(
          .malformed,
          "The page's JSON cannot be read: \(problem.reason), at byte \(problem.offset).",
          ref: members.ref)
      } catch var problem as PageProblem {
        problem.ref = members.ref
        throw problem
      } catch {
        throw PageProblem(.malformed, "The page's JSON cannot be read.", ref: members.ref)
      }
    }
  }

  private func order(
    _ members: PageMembers, text: UnsafeBufferPointer<UInt8>, url: String?
  ) throws -> PageOrder {
    if let url, let own = members.url, try absolute(url) != absolute(own) {
      throw PageProblem(
        .malformed, "url is given twice and differs: in the page and beside it. Give it once.",
        member: "url")
    }
    if members.contents.isEmpty, let own = members.url {
      return .address(try address(members, url: own))
    }
    var page = try content(members, text: text)
    page.url = try (members.url ?? url).map(absolute)
    page.fetchedAt = try members.fetchedAt.map(moment)
    page.headers = members.headers
    page.ref = members.ref
    page.metadata = try checked(members.metadata)
    return .page(page)
  }

  /// An address alone; what is said of a content that is not there is refused.
  private func address(_ members: PageMembers, url: String) throws(PageProblem) -> PageAddress {
    let idle: [(name: String, isThere: Bool)] = [
      ("content_type", members.contentType != nil), ("fetched_at", members.fetchedAt != nil),
      ("headers", !members.headers.isEmpty),
    ]
    if let name = idle.first(where: \.isThere)?.name {
      throw PageProblem(
        .incomplete,
        "The page has \(name) and no content: give html, text or body_base64 too, or url alone to"
          + " have it fetched.", member: name)
    }
    return PageAddress(
      url: try absolute(url), ref: members.ref, metadata: try checked(members.metadata))
  }

  /// The one of `html`, `text` and `body_base64` that is there.
  private func content(
    _ members: PageMembers, text: UnsafeBufferPointer<UInt8>
  ) throws -> RawPage {
    guard let (name, literal) = members.contents.first else {
      throw PageProblem(
        .incomplete, "The page has no content: give html, text or body_base64.")
    }
    guard members.contents.count == 1 else {
      let names = members.contents.map(\.name).joined(separator: " and ")
      throw PageProblem(.incomplete, "The page has \(names): give one of them.", member: name)
    }
    let declared = members.contentType ?? members.header("content-type")
    let type = try mediaType(
      declared, member: members.contentType == nil ? "headers" : "content_type")
    let reader = JSONReader(text)
    // Four digits are three bytes: what must be too large is refused before it is decoded.
    let least = name == "body_base64" ? literal.range.count / 4 * 3 : literal.range.count / 6
    guard least <= limit + 3 else { throw PageProblem.tooLarge(least, limit: limit, member: name) }
    switch name {
    case "body_base64":
      let bytes = try base64(literal, reader)
      guard !bytes.isEmpty else { throw emptyContent(name) }
      return try page(bytes, type: type, url: nil)
    case "html":
      let bytes = try reader.unescape(literal)
      guard !bytes.isEmpty else { throw emptyContent(name) }
      let isXHTML = type?.essence == "application/xhtml+xml"
      var page = try page(bytes, type: nil, url: nil)
      page.mediaType = isXHTML ? "application/xhtml+xml" : "text/html"
      page.charset = "utf-8"
      return page
    default:
      let bytes = try reader.unescape(literal)
      guard !bytes.isEmpty else { throw emptyContent(name) }
      var page = try page(bytes, type: nil, url: nil)
      page.mediaType = "text/plain"
      page.charset = "utf-8"
      return page
    }
  }

  private func emptyContent(_ name: String) -> PageProblem {
    PageProblem(.empty, "\(name) is empty: there is no page to clean.", member: name)
  }

  private func base64(_ literal: JSONReader.Literal, _ reader: JSONReader) throws -> [UInt8] {
    do {
      guard literal.hasEscapes else {
        return try Base64.decode(UnsafeBufferPointer(rebasing: reader.bytes[literal.range]))
      }
      return try reader.unescape(literal).withUnsafeBufferPointer { try Base64.decode($0) }
    } catch Base64.Problem.strangeByte(let byte, let offset) {
      throw PageProblem(
        .malformed,
        "body_base64 is not Base64: character \(offset + 1) is"
          + " 0x\(String(byte, radix: 16, uppercase: true)).", member: "body_base64")
    } catch Base64.Problem.cutShort {
      throw PageProblem(
        .malformed, "body_base64 is not Base64: its last group is cut short.",
        member: "body_base64")
    }
  }

  func moment(_ text: String) throws(PageProblem) -> Timestamp {
    guard let moment = Timestamp(text) else {
      throw PageProblem(
        .malformed,
        "fetched_at is not a time: \"\(text.prefix(60))\". Write it as RFC 3339 has it, such as"
          + " 2021-10-12T11:03:50+08:00.", member: "fetched_at")
    }
    return moment
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }
}
