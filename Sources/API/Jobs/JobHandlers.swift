import Domain
import HTTPServer
import Ingest

extension Service {
  /// The routes of jobs; none where there are no jobs.
  var jobRoutes: [Route] {
    guard let jobs else { return [] }
    return [
      .get("/v1/jobs", GetJobs(jobs: jobs, life: jobLife)),
      .get("/v1/jobs/{id}", GetJob(jobs: jobs, life: jobLife)),
      .get("/v1/jobs/{id}/results", GetJobResults(jobs: jobs, store: store)),
      .delete("/v1/jobs/{id}", DeleteJob(jobs: jobs, life: jobLife)),
    ]
  }
}

/// `GET /v1/jobs`: the newest first.
struct GetJobs: Handler {
  let jobs: JobRunner
  let life: Duration

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ["cursor", "limit", "state"])
    let limit = try parameters.limit ?? 20
    let before = try parameters["cursor"].map { text in
      guard let id = Job.ID(text), id.isULID else { throw Problem(StoreError.badCursor) }
      return id
    }
    let found = try jobs.jobs(
      state: try parameters.choice("state"), before: before, limit: limit + 1)
    return .json(headers: ["Cache-Control": "no-store"]) { writer in
      writer.name("jobs")
      writer.array { writer in
        for job in found.prefix(limit) { JobView(job, life: life).write(to: &writer) }
      }
      writer.member("next", found.count > limit ? found[limit - 1].id.rawValue : nil)
    }
  }
}

/// `GET /v1/jobs/{id}`: how far a job is.
struct GetJob: Handler {
  let jobs: JobRunner
  let life: Duration

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return JobView(try jobs.job(of: request), life: life).response(.ok)
  }
}

/// `GET /v1/jobs/{id}/results`: the lines that answer the pages so far, as a batch has them, with the titles that
/// the articles have now: none once they are deleted.
struct GetJobResults: Handler {
  let jobs: JobRunner
  let store: any ArticleStore

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let job = try jobs.job(of: request)
    let next = jobs.folder.lines(answering: job.id) ?? { nil }
    let store = store
    return Response(
      headers: ["Content-Type": BatchAnswer.contentType, "Cache-Control": "no-store"],
      body: .pieces(next: { try next().map { try TitledLines.write($0, from: store) } }))
  }
}

/// `DELETE /v1/jobs/{id}`: cancels a job, and answers when it has stopped; removes one that is finished.
struct DeleteJob: Handler {
  let jobs: JobRunner
  let life: Duration

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let id = try jobs.job(of: request).id
    guard let (job, isRemoved) = try jobs.end(id) else { throw Problem.noSuchJob(id.rawValue) }
    guard !isRemoved else { return Response(.noContent) }
    return JobView(job, life: life).response(job.state.isFinished ? .ok : .accepted)
  }
}

extension JobRunner {
  fileprivate func job(of request: Request) throws -> Job {
    let name = try request.parameter("id")
    guard let id = Job.ID(name), let job = try job(id) else { throw Problem.noSuchJob(name) }
    return job
  }
}

extension Problem {
  static func noSuchJob(_ id: String) -> Problem {
    Problem(
      .notFound, "no-such-job",
      "There is no job \(id.prefix(64)): finished ones are forgotten after a while. GET /v1/jobs"
        + " lists them.")
  }
}
