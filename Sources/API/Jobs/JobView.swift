import Domain
import HTTPServer
import Ingest

/// A job as clients see it.
struct JobView {
  var job: Job

  /// How long it is kept once it is finished.
  var life: Duration

  init(_ job: Job, life: Duration) {
    self.job = job
    self.life = life
  }

  func response(_ status: Response.Status, headers: Headers = [:]) -> Response {
    var writer = JSONWriter()
    write(to: &writer)
    writer.newline()
    var headers = headers
    headers["Cache-Control"] = "no-store"
    return .bytes(writer.bytes, type: "application/json", status, headers: headers)
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", job.id.rawValue)
      writer.member("state", job.state.rawValue)
      writer.member("form", job.form.rawValue)
      writer.member("bytes", job.bytes)
      writer.name("counts")
      writer.object {
        $0.member("pages", job.counts.pages)
        $0.member("created", job.counts.created)
        $0.member("revised", job.counts.revised)
        $0.member("unchanged", job.counts.unchanged)
        $0.member("failed", job.counts.failed)
      }
      writer.name("errors")
      writer.array { writer in
        for failure in job.errors {
          writer.object {
            $0.member("index", failure.index)
            $0.member("type", failure.type)
            $0.member("detail", failure.detail)
          }
        }
      }
      writer.member("failure", job.failure)
      writer.member("created_at", job.createdAt.rfc3339)
      writer.member("started_at", job.startedAt?.rfc3339)
      writer.member("finished_at", job.finishedAt?.rfc3339)
      writer.member("expires_at", expiry?.rfc3339)
      writer.name("hrefs")
      writer.object {
        $0.member("self", Paths.job(job.id))
        $0.member("results", Paths.job(job.id) + "/results")
      }
    }
  }

  private var expiry: Timestamp? {
    job.finishedAt.map { $0 + life }
  }
}

extension Paths {
  static func job(_ id: Job.ID) -> String { "/v1/jobs/\(id)" }
}
