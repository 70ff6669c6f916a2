import Domain
import HTTPServer
import Ingest

/// `GET /`: the newest articles, or those that a search finds, as a page for people.
///
/// It is open to everybody, as `/health` is; who may not read articles finds how to be let in.
struct HomePage: OneForm {
  let service: Service

  static let mediaType = "text/html"

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ["cursor", "q"])
    guard service.access.mayRead(request) else {
      return HTMLPage(title: "Winnow", body: HomePage.closed).response()
    }
    // A form that is sent empty asks for everything.
    let words = parameters["q"]?.contains { $0 != " " } == true ? parameters["q"] : nil
    var query = ArticleQuery(includesText: false)
    if let words {
      query.filter.text = words
      query.order = .relevance
    }
    query.cursor = parameters["cursor"]
    let list = try service.store.list(query)
    return HTMLPage(
      title: words.map { "\($0) – Winnow" } ?? "Winnow", query: words ?? "",
      body: content(
        list, words, isFirst: query.cursor == nil,
        host: XML.escape(request.authority ?? "localhost:8080"))
    ).response()
  }

  private func content(
    _ list: ArticleList, _ words: String?, isFirst: Bool, host: String
  ) -> String {
    var html =
      "<h1>\(words.map { "Articles with “\(XML.escape($0))”" } ?? "Newest articles")</h1>\n"
    if list.articles.isEmpty { html += isFirst ? nothing(words, host) : "<p>That was all.</p>" }
    html += "<ol class=\"list\">\n"
    for stored in list.articles {
      html += item(ArticleView(stored), stored.id, list.snippets[stored.id])
    }
    html += "</ol>\n"
    if let next = list.next {
      let search = words.map { "q=\(PercentCoding.encode($0))&amp;" } ?? ""
      html +=
        "<p><a rel=\"next\" href=\"/?\(search)cursor=\(PercentCoding.encode(next))\">More</a></p>"
    }
    return html
  }

  private func nothing(_ words: String?, _ host: String) -> String {
    words == nil
      ? """
      <p>There are none yet. Send one:</p>
      <pre>curl --data-binary @page.html -H 'Content-Type: text/html' \\
        --url-query url=https://example.org/a http://\(host)/v1/articles</pre>
      """
      : "<p>Nothing has all of these words. Fewer of them find more.</p>"
  }

  private func item(_ view: ArticleView, _ id: StoredArticle.ID, _ snippet: Snippet?) -> String {
    let article = view.article
    let said = snippet?.html ?? article.excerpt.map(XML.escape) ?? ""
    return """
      <li lang="\(XML.escape(article.language ?? ""))" dir="auto">
      <h3><a href="/articles/\(id)">\(XML.escape(article.title ?? article.url ?? id.rawValue))</a></h3>
      <p class="meta">\(ArticlePage.facts(of: article))</p>
      <p class="excerpt">\(said)</p>
      </li>

      """
  }

  private static let closed = """
    <h1>Winnow</h1>
    <p>Reading the articles here asks for a token. A program sends it as
    <code>Authorization: Bearer …</code>:</p>
    <pre>curl -H 'Authorization: Bearer winnow_…' …/v1/articles</pre>
    <p><code>winnow token create</code> makes one on the server's machine.</p>
    """
}
