import Domain

/// The members of a JSON page, its long strings not yet taken from the text.
struct PageMembers {
  var ref: JSONValue?
  var url: String?
  var contents: [(name: String, literal: JSONReader.Literal)] = []
  var contentType: String?
  var fetchedAt: String?
  var headers: [RawPage.Header] = []
  var metadata: [String: JSONValue] = [:]

  /// Every member that a page may have.
  static let names = [
    "body_base64", "content_type", "fetched_at", "headers", "html", "metadata", "ref", "text",
    "url",
  ]

  /// Reads the whole text; what was read before a problem stays.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) throws {
    var reader = JSONReader(text)
    guard reader.peek() == UInt8(ascii: "{") else {
      throw PageProblem(
        .malformed,
        "A page is a JSON object: {\"url\": \"…\", \"html\": \"…\"}. Many pages go to"
          + " /v1/articles/batch, one a line.")
    }
    var seen: Set<String> = []
    try reader.object { name, reader in
      guard PageMembers.names.contains(name) else {
        throw PageProblem(
          .malformed,
          "\(name.prefix(100)) is not a member of a page. The members are"
            + " \(PageMembers.names.joined(separator: ", ")); your own go under metadata.",
          member: String(name.prefix(100)))
      }
      guard seen.insert(name).inserted else {
        throw PageProblem(.malformed, "\(name) is there twice.", member: name)
      }
      if try reader.null() { return }
      try take(name, from: &reader)
    }
    try reader.end()
  }

  func header(_ name: String) -> String? {
    headers.first { $0.isNamed(name) }?.value
  }

  private mutating func take(_ name: String, from reader: inout JSONReader) throws {
    switch name {
    case "ref": ref = try reader.value()
    case "url": url = try string(name, &reader)
    case "content_type": contentType = try string(name, &reader)
    case "fetched_at": fetchedAt = try string(name, &reader)
    case "headers": try takeHeaders(from: &reader)
    case "metadata":
      guard let object = try reader.value().members else {
        throw PageProblem(.malformed, "metadata must be an object.", member: name)
      }
      metadata = object
    default:
      try expectString(name, &reader)
      contents.append((name, try reader.literal()))
    }
  }

  private func string(_ name: String, _ reader: inout JSONReader) throws -> String {
    try expectString(name, &reader)
    return try reader.string()
  }

  private func expectString(_ name: String, _ reader: inout JSONReader) throws {
    switch reader.peek() {
    case UInt8(ascii: "\""): return
    case nil: throw reader.problem("it ends where the value of \(name) should be")
    default: throw PageProblem(.malformed, "\(name) must be a string.", member: name)
    }
  }

  /// `{"name": "value"}`, with a list of values where a name came more than once.
  private mutating func takeHeaders(from reader: inout JSONReader) throws {
    let problem = PageProblem(
      .malformed, "headers must be an object of strings, or of lists of strings.",
      member: "headers")
    guard reader.peek() == UInt8(ascii: "{") else { throw problem }
    try reader.object { name, reader in
      switch try reader.value() {
      case .string(let value):
        headers.append(RawPage.Header(name: name, value: value))
      case .array(let values):
        for value in values {
          guard case .string(let value) = value else { throw problem }
          headers.append(RawPage.Header(name: name, value: value))
        }
      default: throw problem
      }
    }
  }
}
