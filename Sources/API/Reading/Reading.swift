import Domain
import HTTPServer

/// How an article is to be read: its form, how far it is restored, which members.
struct Reading {
  var form: Representation
  var restoring: Restoring

  /// The JSON members wanted; nil: all.
  var fields: Set<ArticleField>?

  /// The parameters that an endpoint has which answers with articles.
  static let parameters = ["fields", "format", "restore", "script"]

  /// - Throws: `Problem` 400 and 406.
  init(_ parameters: Parameters, accept headers: Headers) throws {
    form = try parameters.choice("format") ?? Representation(accept: headers)
    restoring = try Reading.restoring(parameters)
    fields = try Reading.fields(parameters)
    guard fields == nil || form == .json else {
      throw Problem.badParameter(
        "fields", parameters["fields"] ?? "",
        "It chooses members of JSON; leave it out for format=\(form.rawValue).")
    }
  }

  private static func restoring(_ parameters: Parameters) throws -> Restoring {
    let extent: Restoring.Extent = try parameters.choice("restore") ?? .full
    let script: Restoring.Script? = try parameters.choice("script")
    guard extent != .none || script == nil || script == .keep else {
      throw Problem.badParameter(
        "script", parameters["script"] ?? "",
        "With restore=none the page is answered as it stands: leave script out, or say keep.")
    }
    return Restoring(extent: extent, script: script ?? (extent == .full ? .auto : .keep))
  }

  /// The members that `fields=` names; nil where it is not there.
  static func fields(_ parameters: Parameters) throws -> Set<ArticleField>? {
    guard let list = parameters["fields"] else { return nil }
    let names = list.split(separator: ",", omittingEmptySubsequences: false)
    return Set(
      try names.map { name in
        guard let field = ArticleField(rawValue: String(name)) else {
          let all = ArticleField.allCases.map(\.rawValue).joined(separator: ",")
          throw Problem.badParameter(
            "fields", list,
            "There is no member “\(name.prefix(40))”; names stand between commas alone. The members are"
              + " \(all).")
        }
        return field
      })
  }
}

extension Reading {
  /// The article in its form.
  func body(_ view: ArticleView) -> [UInt8] {
    switch form {
    case .json:
      var bytes = ArticleWriter(fields: fields ?? ArticleField.everything).json(view)
      bytes.append(0x0A)
      return bytes
    case .text: return Reading.line(view.article.text)
    case .html: return Reading.line(view.article.html)
    case .markdown: return Reading.line(view.article.markdown)
    }
  }

  /// Text that ends with a line's end.
  private static func line(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    if bytes.last != 0x0A { bytes.append(0x0A) }
    return bytes
  }

  /// What chooses among the answers of one address.
  var vary: String { "Accept, Accept-Encoding" }

  /// An answer with the article in its form.
  func response(_ status: Response.Status, _ view: ArticleView) -> Response {
    response(status, body(view))
  }

  func response(_ status: Response.Status, _ body: [UInt8]) -> Response {
    var response = Response.bytes(body, type: form.contentType, status)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Vary"] = "Accept"
    if form == .html { response.headers["Content-Security-Policy"] = ContentPolicy.fragment }
    return response
  }
}

/// What a browser may do with content that came from strangers.
enum ContentPolicy {
  /// A sanitised fragment: its images and nothing else.
  static let fragment = "sandbox; default-src 'none'; img-src http: https: data:"

  /// A raw page: nothing at all.
  static let raw = "sandbox; default-src 'none'"
}
