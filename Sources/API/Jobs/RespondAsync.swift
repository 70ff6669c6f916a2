import Domain
import HTTPServer
import Ingest

extension Request {
  /// Whether the client wants to be answered before the work is done (RFC 7240 §4.1).
  var prefersAsync: Bool {
    headers.list("Prefer").contains {
      $0.lowercased().split(separator: ";").first.map { $0.filter { $0 != " " } } == "respond-async"
    }
  }
}

extension Service {
  /// Keeps a request's body as a job and answers 202.
  ///
  /// - Parameter next: gives the body.
  func acceptJob(
    _ form: Job.Form, _ request: Request, url: String?, in jobs: JobRunner,
    reading next: () throws -> [UInt8]?
  ) throws -> Response {
    let now = ingest.clock()
    let id = Ingest.systemID(now)
    let (count, digest) = try jobs.folder.keep(next, as: id)
    guard count > 0 else {
      jobs.folder.remove(id)
      throw Problem(
        .badRequest, "empty-page", "The body is empty: there is nothing to take in.")
    }
    do {
      let key = form == .article ? nil : try request.idempotencyKey()
      return try once(key, for: request, body: digest) {
        let job = Job(
          id: id, form: form, contentType: request.headers["Content-Type"], url: url, bytes: count,
          createdAt: now)
        try jobs.submit(job)
        return JobView(job, life: jobLife).response(
          .accepted,
          headers: [
            "Location": Paths.job(id), "Preference-Applied": "respond-async",
          ])
      } otherwise: {
        jobs.folder.remove(id)
      }
    } catch {
      if (try? jobs.store.job(id)) ?? nil == nil { jobs.folder.remove(id) }
      throw error
    }
  }
}

extension Problem {
  static let asyncUnkept = Problem(
    .badRequest, "bad-parameter",
    "store=false keeps nothing, so there is nothing to answer later. Leave out Prefer:"
      + " respond-async.")
}
