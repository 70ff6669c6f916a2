import Domain
import HTTPServer
import Ingest

/// `GET /v1/stats`: what is kept, in numbers.
struct GetStatistics: Handler {
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let statistics = try ledger.store.statistics()
    return .json(headers: ["Cache-Control": "no-store"]) { writer in
      writer.member("pages", statistics.pages)
      writer.member("articles", statistics.articles)
      writer.member("without_article", statistics.pages - statistics.articles)
      writer.member("near_duplicates", statistics.nearDuplicates)
      writer.member("revisions", statistics.revisions)
      writer.name("raw")
      writer.object {
        $0.member("pages", statistics.raws)
        $0.member("bytes", statistics.rawBytes)
        $0.member("stored_bytes", statistics.rawStoredBytes)
      }
      writer.member("articles_stored_bytes", statistics.articleStoredBytes)
      writer.member("database_bytes", statistics.databaseBytes)
      writer.member("free_disk_bytes", statistics.freeDiskBytes)
      writer.member("oldest", statistics.oldest?.rfc3339)
      writer.member("newest", statistics.newest?.rfc3339)
      writer.member("deletions", statistics.deletions)
      writer.member("change", String(statistics.change))
      GetStatistics.write(statistics.languages, as: "languages", to: &writer)
      GetStatistics.write(statistics.hosts, as: "hosts", to: &writer)
    }
  }

  private static func write(
    _ counts: [(name: String, articles: Int)], as name: String, to writer: inout JSONWriter
  ) {
    writer.name(name)
    writer.array { writer in
      for count in counts {
        writer.object {
          $0.member("name", count.name)
          $0.member("articles", count.articles)
        }
      }
    }
  }
}
