import Domain
import HTTPServer
import Ingest

/// `GET /articles/{id}`: one article as a page for people, with its near-duplicates.
struct ArticlePage: OneForm {
  let service: Service

  static let mediaType = "text/html"
  private static let mostDuplicates = 5

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let id = try request.articleID()
    let stored = try service.article(id)
    let article = ArticleView(stored).article
    var html = "<article>\n<h1>\(XML.escape(article.title ?? "Without a title"))</h1>\n"
    html += "<p class=\"meta\">\(ArticlePage.facts(of: article))</p>\n"
    if let address = article.url, let link = ArticlePage.link(to: address) {
      html += "<p class=\"meta\">\(link)</p>\n"
    }
    for note in notes(on: article) { html += "<p class=\"note\" lang=\"en\">\(note)</p>\n" }
    // Sanitised when the page was cleaned; the page's policy holds what that might have missed.
    html += article.html + "\n</article>\n"
    html += try duplicates(of: id)
    html += """
      <p class="meta" lang="en">
      <a href="\(Paths.article(id))">JSON</a> · <a href="\(Paths.article(id))?format=text">Text</a> ·
      <a href="\(Paths.article(id))?format=markdown">Markdown</a> ·
      <a href="\(Paths.raw(id))">Raw page</a> · <a href="\(Paths.explain(id))">Explanation</a>
      </p>
      """
    return HTMLPage(
      title: article.title ?? "Without a title", language: article.language,
      direction: article.direction, body: html
    ).response()
  }

  /// Who wrote it, where and when.
  static func facts(of article: Article) -> String {
    var facts: [String] = []
    if let source = article.source ?? article.siteName { facts.append(XML.escape(source)) }
    if !article.authors.isEmpty {
      facts.append(XML.escape(article.authors.joined(separator: ", ")))
    }
    if let time = article.publishedAt?.description {
      // To the minute, in the page's own zone.
      let shown = String(time.prefix(16)).replacing("T", with: " ")
      facts.append("<time datetime=\"\(XML.escape(time))\">\(XML.escape(shown))</time>")
    }
    if article.readingMinutes > 0 { facts.append("\(article.readingMinutes) min") }
    return facts.joined(separator: " · ")
  }

  /// What a reader should know before they read.
  private func notes(on article: Article) -> [String] {
    var notes: [String] = []
    if !article.restored.isEmpty {
      let layers = article.restored.map {
        "\($0.layer.rawValue) (\($0.edits), \($0.certainty.rawValue))"
      }
      notes.append("Restored: \(layers.joined(separator: ", ")).")
    }
    for flag in article.flags {
      switch flag {
      case .overLimit:
        notes.append("The page was over a limit of the cleaner: some may be missing.")
      case .paywall: notes.append("The page shows only a part without paying.")
      case .synonymSpin:
        notes.append("Words of this text seem to have been exchanged by a machine.")
      case .truncated: notes.append("The text breaks off.")
      }
    }
    return notes
  }

  /// A link where the address is one that a browser should follow.
  private static func link(to address: String) -> String? {
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    let text = XML.escape(address)
    return "<a href=\"\(text)\" rel=\"noreferrer nofollow\">\(text)</a>"
  }

  private func duplicates(of id: StoredArticle.ID) throws -> String {
    let found = try service.nearDuplicates.nearDuplicates(of: id, limit: Self.mostDuplicates) ?? []
    guard !found.isEmpty else { return "" }
    let items = found.map { duplicate -> String in
      let other = ArticleView(duplicate.article).article
      let name = XML.escape(other.title ?? duplicate.article.id.rawValue)
      return "<li><a href=\"/articles/\(duplicate.article.id)\">\(name)</a></li>"
    }
    return "<h2 lang=\"en\">Nearly the same</h2>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
  }
}
