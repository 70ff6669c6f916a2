import Domain
import HTTPServer

/// What tells two answers of one address apart: its `ETag` and `Last-Modified` (RFC 9110 §8.8).
struct Validators: Sendable {
  /// An opaque tag without its quotation marks.
  var tag: String
  var modified: Timestamp

  /// The validators of an article's answer: what changes it changes the tag.
  ///
  /// - Parameters:
  ///   - change: The article's change counter, which leads the tag so that `If-Match` can find it.
  ///   - reading: The form and options of reading.
  ///   - version: The program, since another one may write the same article otherwise.
  init(_ stored: StoredArticle, reading: Reading, version: String) {
    let fields = (reading.fields ?? ArticleField.everything).map(\.rawValue).sorted()
    let options =
      [
        version, reading.form.rawValue, reading.restoring.extent.rawValue,
        reading.restoring.script.rawValue,
      ] + fields
    tag = "\(stored.change)-\(String(Validators.hash(options), radix: 36))"
    modified = stored.updatedAt
  }

  init(tag: String, modified: Timestamp) {
    self.tag = tag
    self.modified = modified
  }

  func mark(_ response: inout Response) {
    response.headers["ETag"] = "\"\(tag)\""
    response.headers["Last-Modified"] = HTTPDate.string(modified.wholeSeconds)
    // Kept by caches, asked about each time.
    response.headers["Cache-Control"] = "no-cache"
  }

  /// The 304 where the client has this answer already, nil where it is to be sent; the conditions are
  /// looked at in the order of RFC 9110 §13.2.2.
  ///
  /// - Throws: `Problem` 412.
  func precondition(of request: Request, vary: String = "Accept-Encoding") throws -> Response? {
    try isCurrent(for: request) ? unchanged(vary: vary) : nil
  }

  /// Whether the client has this answer already.
  ///
  /// - Throws: `Problem` 412.
  func isCurrent(for request: Request) throws -> Bool {
    let headers = request.headers
    if headers.contains("If-Match") {
      guard EntityTag.list(headers, "If-Match", holds: tag, isStrong: true) else {
        throw Problem(StoreError.conflict)
      }
    } else {
      try check(unmodifiedSince: headers)
    }
    return isKnown(to: headers)
  }

  /// The 304 for who has it already.
  func unchanged(vary: String) -> Response {
    var response = Response(
      .notModified, headers: ["Vary": vary, "X-Content-Type-Options": "nosniff"])
    mark(&response)
    return response
  }

  /// - Throws: `Problem` 412 where it was modified after the client's `If-Unmodified-Since`.
  func check(unmodifiedSince headers: Headers) throws {
    guard let text = headers["If-Unmodified-Since"], let since = HTTPDate.seconds(text) else {
      return
    }
    guard modified.wholeSeconds <= since else {
      throw Problem(StoreError.conflict)
    }
  }

  private func isKnown(to headers: Headers) -> Bool {
    if headers.contains("If-None-Match") {
      return EntityTag.list(headers, "If-None-Match", holds: tag, isStrong: false)
    }
    guard let text = headers["If-Modified-Since"], let since = HTTPDate.seconds(text) else {
      return false
    }
    return modified.wholeSeconds <= since
  }

  /// FNV-1a of 64 bits (RFC 9923): tells the few ways of reading one article apart.
  private static func hash(_ texts: [String]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in texts.joined(separator: "\0").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return hash
  }
}

extension Timestamp {
  /// Seconds since 1970, which is all that an HTTP date has.
  fileprivate var wholeSeconds: Int { Int((Double(milliseconds) / 1000).rounded(.down)) }
}

/// Tags as clients send them.
enum EntityTag {
  /// Whether a field names this tag, or `*`; weak tags count only where the comparison is weak (RFC
  /// 9110 §8.8.3.2).
  static func list(_ headers: Headers, _ name: String, holds tag: String, isStrong: Bool) -> Bool {
    // Most clients send back the one tag they were given.
    if let field = headers[name], headers.count(of: name) == 1, field.isQuoted(tag) { return true }
    return headers.list(name).contains { member in
      member == "*" || (opaque(member) == tag && !(isStrong && member.hasPrefix("W/")))
    }
  }

  /// What stands between the quotation marks; a weak tag compares like a strong one.
  ///
  /// A server or proxy that compresses an answer weakens its tag, so a client that read a compressed
  /// answer has no other.
  static func opaque(_ text: Substring) -> String? {
    let bare = text.hasPrefix("W/") ? text.dropFirst(2) : text
    guard bare.count >= 2, bare.hasPrefix("\""), bare.hasSuffix("\"") else { return nil }
    return String(bare.dropFirst().dropLast())
  }

  /// Holds a change's conditions against an article: for `If-Match` any of its representations of
  /// this change will do, a weakened one too, since the change counter leads each tag.
  ///
  /// - Returns: Whether the client asked for a certain change at all.
  /// - Throws: `Problem` 412 where the article stands at another.
  static func check(changing stored: StoredArticle, _ headers: Headers) throws -> Bool {
    let isConditional = try isAsked(of: stored, headers)
    // RFC 9110 §13.1.2: of what is not GET or HEAD, a tag that is there forbids the change.
    let unwanted = headers.list("If-None-Match")
    guard
      !unwanted.contains(where: {
        $0 == "*" || opaque($0)?.split(separator: "-").first == "\(stored.change)"
      })
    else {
      throw Problem(
        .preconditionFailed, "precondition-failed",
        "If-None-Match names the article as it stands, so it is not changed. To change what is there,"
          + " send its ETag in If-Match.")
    }
    return isConditional
  }

  private static func isAsked(of stored: StoredArticle, _ headers: Headers) throws -> Bool {
    guard headers.contains("If-Match") else {
      try Validators(tag: "", modified: stored.updatedAt).check(unmodifiedSince: headers)
      return headers.contains("If-Unmodified-Since")
    }
    let tags = headers.list("If-Match")
    if tags == ["*"] { return false }
    let changes = tags.compactMap { opaque($0)?.split(separator: "-").first }
    guard changes.contains("\(stored.change)") else { throw Problem(StoreError.conflict) }
    return true
  }
}

extension String {
  /// Whether this is `text` between quotation marks, and nothing else.
  fileprivate func isQuoted(_ text: String) -> Bool {
    utf8.count == text.utf8.count + 2 && utf8.first == UInt8(ascii: "\"")
      && utf8.last == UInt8(ascii: "\"") && utf8.dropFirst().dropLast().elementsEqual(text.utf8)
  }
}
