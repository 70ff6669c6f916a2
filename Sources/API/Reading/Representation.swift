import HTTPServer
import Ingest

/// The forms in which an article is answered.
public enum Representation: String, Sendable, Hashable, CaseIterable {
  case json, text, html, markdown

  /// Its media type, without parameters.
  var mediaType: String {
    switch self {
    case .json: "application/json"
    case .text: "text/plain"
    case .html: "text/html"
    case .markdown: "text/markdown"
    }
  }

  /// What `Content-Type` says: JSON is UTF-8 by itself (RFC 8259 §8.1).
  var contentType: String { self == .json ? mediaType : mediaType + "; charset=utf-8" }

  /// The form that `Accept` likes best (RFC 9110 §12.5.1); among equals the first of this list.
  ///
  /// - Throws: `Problem` 406 where it takes none.
  init(accept headers: Headers) throws {
    let ranges = headers.list("Accept").compactMap { MediaRange(String($0)) }
    guard !ranges.isEmpty else {
      self = .json
      return
    }
    let weights = Representation.allCases.map { form in
      (form: form, weight: MediaRange.weight(of: form.mediaType, in: ranges))
    }
    // `max` keeps the first of equals.
    guard let best = weights.max(by: { $0.weight < $1.weight }), best.weight > 0 else {
      let types = Representation.allCases.map(\.mediaType).joined(separator: ", ")
      throw Problem(
        .notAcceptable, "not-acceptable",
        "Accept allows none of the forms there are: \(types). Ask for one of them, or with"
          + " format=json, text, html or markdown.")
    }
    self = best.form
  }

  /// Lines of JSON go by several names, none of them registered.
  private static let synonyms = [
    "application/x-ndjson": [
      "application/jsonl", "application/ndjson", "application/x-jsonlines",
    ]
  ]

  /// - Throws: `Problem` 406 where `Accept` does not take the one form that there is.
  static func check(_ essence: String, accept headers: Headers) throws {
    let ranges = headers.list("Accept").compactMap { MediaRange(String($0)) }
    let names = [essence] + (synonyms[essence] ?? [])
    guard !ranges.isEmpty, names.allSatisfy({ MediaRange.weight(of: $0, in: ranges) == 0 })
    else { return }
    throw Problem(
      .notAcceptable, "not-acceptable",
      "Accept does not allow \(essence), which is all that there is here. Ask for it, or leave Accept"
        + " out.")
  }
}

/// One member of `Accept`: a type, a range of types, and how much it is liked.
private struct MediaRange {
  var type: String
  var subtype: String
  var weight: Double

  init?(_ text: String) {
    guard let media = MediaType(text) else { return nil }
    let halves = media.essence.split(separator: "/")
    guard halves.count == 2 else { return nil }
    (type, subtype) = (String(halves[0]), String(halves[1]))
    weight = media.parameters["q"].map { min(max(Double($0) ?? 0, 0), 1) } ?? 1
  }

  /// 2 for the type itself, 1 for `text/*`, 0 for `*/*`, nil where it says nothing of it.
  func precision(for essence: String) -> Int? {
    if essence == "\(type)/\(subtype)" { return 2 }
    guard subtype == "*" else { return nil }
    if type == "*" { return 0 }
    return essence.hasPrefix("\(type)/") ? 1 : nil
  }

  /// The most precise range that speaks of a type decides.
  static func weight(of essence: String, in ranges: [MediaRange]) -> Double {
    ranges.compactMap { range in range.precision(for: essence).map { ($0, range.weight) } }
      .max { $0.0 < $1.0 }?.1 ?? 0
  }
}
