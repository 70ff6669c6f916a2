import Domain

extension PageReader {
  /// Reads a form upload: one `page` part or several, with what is said of them.
  ///
  /// `url`, `ref` and `fetched_at` stand once for a single page, or as often as `page` does, in the
  /// same order; `metadata`, a JSON object, stands once and holds for all.
  func upload(
    _ body: [UInt8], boundary: String?, url: String?
  ) throws(PageProblem) -> Submission {
    guard let boundary, let form = Multipart(body, boundary: boundary) else {
      throw PageProblem(
        .malformed,
        "The multipart body is not cut by the boundary that Content-Type names, or is cut short."
          + " Let the client make it: curl -F page=@page.html -F url=https://example.org/a.")
    }
    if let strange = form.parts.first(where: { !PageReader.partNames.contains($0.name) }) {
      throw PageProblem(
        .malformed,
        "\(strange.name.prefix(100)) is not a part of a page. The parts are"
          + " \(PageReader.partNames.joined(separator: ", ")).",
        member: String(strange.name.prefix(100)))
    }
    let pages = form.parts.filter { $0.name == "page" }
    guard !pages.isEmpty else {
      throw PageProblem(
        .incomplete, "The form has no part named page. Send it with -F page=@page.html.",
        member: "page")
    }
    let urls = try values("url", of: form, for: pages.count)
    guard url == nil || urls.isEmpty && pages.count == 1 else {
      throw PageProblem(
        .malformed, "url is given beside the form: give each page its own url part.", member: "url")
    }
    let refs = try values("ref", of: form, for: pages.count)
    let times = try values("fetched_at", of: form, for: pages.count)
    let metadata = try metadata(of: form)
    var results: [Result<RawPage, PageProblem>] = []
    for (index, part) in pages.enumerated() {
      let ref = index < refs.count ? JSONValue.string(refs[index]) : nil
      do throws(PageProblem) {
        var page = try page(part, url: index < urls.count ? urls[index] : url)
        page.ref = ref
        page.metadata = metadata
        if index < times.count { page.fetchedAt = try moment(times[index]) }
        results.append(.success(page))
      } catch {
        var problem = error
        problem.ref = ref
        results.append(.failure(problem))
      }
    }
    guard results.count == 1 else { return .pages(results) }
    do throws(PageProblem) {
      return .page(try results[0].get())
    } catch {
      throw error
    }
  }

  private static let partNames = ["fetched_at", "metadata", "page", "ref", "url"]

  private func page(_ part: Multipart.Part, url: String?) throws(PageProblem) -> RawPage {
    let type = try mediaType(part.contentType, member: "page")
    guard !part.content.isEmpty else {
      throw PageProblem(.empty, "The part page is empty.", member: "page")
    }
    return try page(Array(part.content), type: type, url: url)
  }

  /// The values of a part that stands once a page, or not at all.
  private func values(
    _ name: String, of form: Multipart, for count: Int
  ) throws(PageProblem) -> [String] {
    let values = form.parts.filter { $0.name == name }
    guard values.isEmpty || values.count == count else {
      throw PageProblem(
        .malformed,
        "The form has \(count) page parts and \(values.count) named \(name): give one for each"
          + " page, in the same order, or none.", member: name)
    }
    return values.map { String(decoding: $0.content, as: UTF8.self).trimmedASCII }
  }

  private func metadata(of form: Multipart) throws(PageProblem) -> [String: JSONValue] {
    let problem = PageProblem(
      .malformed, "metadata must be one part that holds a JSON object.", member: "metadata")
    let parts = form.parts.filter { $0.name == "metadata" }
    guard let part = parts.first else { return [:] }
    guard parts.count == 1, let members = JSONValue(json: Array(part.content))?.members else {
      throw problem
    }
    return try checked(members)
  }
}
