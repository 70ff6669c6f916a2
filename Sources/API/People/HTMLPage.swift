import Domain
import Foundation
import HTTPServer
import Ingest

/// A page for people: HTML without script, whose policy lets it load images alone.
struct HTMLPage {
  var title: String
  /// What was searched for, for the field to show.
  var query = ""
  var language: String?
  var direction: String?
  /// The content, as HTML.
  var body: String

  private static let style = """
    :root { color-scheme: light dark; }
    body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; }
    header, footer { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; }
    header { border-bottom: 1px solid #8886; padding-bottom: .75rem; }
    footer { border-top: 1px solid #8886; margin-top: 2rem; padding-top: .75rem; font-size: .9rem; }
    header form { display: flex; gap: .5rem; flex: 1; min-width: 15rem; }
    header input { flex: 1; min-width: 0; font: inherit; padding: .2rem .5rem; }
    header button { font: inherit; }
    .name { font-size: 1.3rem; font-weight: 700; text-decoration: none; color: inherit; }
    .list { list-style: none; padding: 0; }
    .list li { margin: 1.25rem 0; }
    h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
    h3 { margin: 0; font-size: 1.15rem; }
    p, .meta, blockquote { overflow-wrap: anywhere; }
    .meta { color: #888; font-size: .9rem; margin: .15rem 0; }
    .excerpt { margin: .25rem 0; }
    .note { border-inline-start: .25rem solid #d80; padding-inline-start: .75rem; font-size: .9rem; }
    img { max-width: 100%; height: auto; }
    pre { overflow-x: auto; }
    table { border-collapse: collapse; display: block; overflow-x: auto; }
    td, th { border: 1px solid #8886; padding: .2rem .5rem; }
    """

  /// The style is let through by its digest (CSP 3 §2.3.1), everything else but images is not.
  static let policy: String = {
    let digest = Data(PageDigest(of: Array(style.utf8)).bytes).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; img-src http: https: data:; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }()

  private var html: String {
    let attributes =
      "lang=\"\(XML.escape(language ?? "en"))\""
      + (direction.map { " dir=\"\(XML.escape($0))\"" } ?? "")
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(XML.escape(title))</title>
      <link rel="alternate" type="application/atom+xml" title="Articles" href="/v1/feed.atom">
      <style>\(Self.style)</style>
      </head>
      <body>
      <header>
      <a class="name" href="/">Winnow</a>
      <form role="search" action="/" method="get">
      <input type="search" name="q" aria-label="Search the articles" placeholder="Search the articles" value="\(XML.escape(query))">
      <button>Search</button>
      </form>
      </header>
      <main \(attributes)>
      \(body)
      </main>
      <footer>
      <a href="/v1/feed.atom">Feed</a>
      <a href="/v1/stats">Statistics</a>
      <a href="/openapi.json">API</a>
      </footer>
      </body>
      </html>

      """
  }

  func response() -> Response {
    .bytes(
      Array(html.utf8), type: "text/html; charset=utf-8",
      headers: [
        "Cache-Control": "no-cache", "Content-Security-Policy": HTMLPage.policy,
        "Referrer-Policy": "no-referrer",
      ])
  }
}
