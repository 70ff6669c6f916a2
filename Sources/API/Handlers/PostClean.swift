import Domain
import HTTPServer
import Ingest

/// `POST /v1/clean`: cleans one page and keeps nothing.
struct PostClean: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, Reading.parameters + ["explain", "url"])
    let reading = try Reading(parameters, accept: request.headers)
    let isExplained = try parameters.flag("explain", standard: false)
    guard !isExplained || reading.form == .json else {
      throw Problem.badParameter(
        "explain", "true", "It comes with JSON only; leave out format=\(reading.form.rawValue).")
    }
    switch try service.reader.read(request, parameters) {
    case .page(let page):
      return try NamedPageError.naming(page.ref) {
        try CleanAnswer(service: service).answer(page, reading, isExplained: isExplained)
      }
    case .address(let address):
      return try NamedPageError.naming(address.ref) {
        try service.doorkeeper.admitFetch(request)
        let page = try service.fetching { try service.ingest.page(at: address, for: request) }
        return try CleanAnswer(service: service).answer(page, reading, isExplained: isExplained)
      }
    case .pages(let pages):
      return BatchAnswer(service: service, isKept: false).response(to: pages)
    }
  }
}
