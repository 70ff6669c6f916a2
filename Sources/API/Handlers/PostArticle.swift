import Domain
import HTTPServer
import Ingest

/// `POST /v1/articles`: takes in one page, or the several of an upload, and answers with the article.
struct PostArticle: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, Reading.parameters + ["store", "url"])
    let reading = try Reading(parameters, accept: request.headers)
    let isKept = try parameters.flag("store", standard: true)
    if request.prefersAsync, let jobs = service.jobs {
      guard isKept else { throw Problem.asyncUnkept }
      // Such a job could come to nothing else.
      try service.reader.check(contentType: request.headers["Content-Type"])
      var body: [UInt8]? = request.body
      return try service.acceptJob(
        .article, request, url: parameters["url"] ?? request.headers["Content-Location"], in: jobs
      ) {
        defer { body = nil }
        return body
      }
    }
    switch try service.reader.read(request, parameters) {
    case .page(let page):
      return try NamedPageError.naming(page.ref) {
        try isKept ? keep(page, reading) : CleanAnswer(service: service).answer(page, reading)
      }
    case .address(let address):
      return try NamedPageError.naming(address.ref) {
        try isKept ? fetch(address, for: request, reading) : show(address, for: request, reading)
      }
    case .pages(let pages):
      return BatchAnswer(service: service, isKept: isKept).response(to: pages)
    }
  }

  private func keep(_ page: RawPage, _ reading: Reading) throws -> Response {
    try answer(try service.ingest.receive(page), page.ref, reading) { page }
  }

  private func fetch(
    _ address: PageAddress, for request: Request, _ reading: Reading
  ) throws -> Response {
    let receipt = try service.fetching {
      try service.ingest.receive(
        address,
        isCancelled: { [cancellation = request.cancellation] in cancellation.isCancelled })
    }
    return try answer(receipt, address.ref, reading) {
      try service.store.page(receipt.id, revision: receipt.revision)?.page
    }
  }

  private func show(
    _ address: PageAddress, for request: Request, _ reading: Reading
  ) throws -> Response {
    let page = try service.fetching { try service.ingest.page(at: address, for: request) }
    return try CleanAnswer(service: service).answer(page, reading)
  }

  /// The answer to a page that is kept, read as its client wants it.
  private func answer(
    _ receipt: Receipt, _ ref: JSONValue?, _ reading: Reading, of page: () throws -> RawPage?
  ) throws -> Response {
    guard let stored = receipt.article else {
      throw Problem.noArticle(.unprocessableContent, why: receipt.refusal, id: receipt.id)
    }
    var view = ArticleView(stored, outcome: receipt.outcome)
    view.ref = ref
    if reading.restoring != .stored, let page = try page() {
      view.article = try CleanAnswer(service: service).article(of: page, stored, reading.restoring)
    }
    let status: Response.Status = receipt.outcome == .unchanged ? .ok : .created
    var response = reading.response(status, view)
    if status == .created { response.headers["Location"] = Paths.article(receipt.id) }
    Validators(stored, reading: reading, version: service.version).mark(&response)
    return response
  }
}

extension PageReader {
  /// Reads a request's body.
  ///
  /// - Throws: `Problem` 411 where the request says of no length, so that there is none (RFC 9112
  ///   §6.3); `PageProblem` where it holds no page.
  func read(_ request: Request, _ parameters: Parameters) throws -> Submission {
    if request.body.isEmpty, request.headers["Content-Length"] == nil,
      request.headers["Transfer-Encoding"] == nil
    {
      throw Problem(
        .lengthRequired, "length-required",
        "There is no body: neither Content-Length nor Transfer-Encoding announces one. Send the"
          + " page's bytes, for example with curl --data-binary @page.html.")
    }
    return try read(request.body, in: Envelope(request, parameters))
  }
}

extension PageReader.Envelope {
  /// What a request says of its body: its type, and the address from `url=`, else from
  /// `Content-Location` (RFC 9110 §8.7).
  init(_ request: Request, _ parameters: Parameters) {
    self.init(
      contentType: request.headers["Content-Type"],
      url: parameters["url"] ?? request.headers["Content-Location"])
  }
}
