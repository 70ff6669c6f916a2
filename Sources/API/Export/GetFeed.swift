import Domain
import HTTPServer
import Ingest

/// `GET /v1/feed.atom`: the newest articles that match, as an Atom feed (RFC 4287).
struct GetFeed: Handler {
  let service: Service

  private static let entries = 50

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ArticleQuery.Filter.parameters + ["limit"])
    let filter = try ArticleQuery.Filter(parameters, address: service.reader.address)
    let query = ArticleQuery(
      filter: filter, order: .ingestedAt, limit: try parameters.limit ?? GetFeed.entries)
    let articles = try service.store.list(query).articles
    let newest = articles.map(\.change).max() ?? 0
    // Changes are never numbered twice; a deletion shows in how many there are, or in the last one.
    let last = articles.last?.id.rawValue ?? "none"
    let validators = Validators(
      tag: "\(newest)-\(articles.count)-\(last)-\(service.version)",
      modified: articles.map(\.updatedAt).max() ?? Timestamp(milliseconds: 0))
    if let unchanged = try validators.precondition(of: request) { return unchanged }
    var response = Response.bytes(
      Array(feed(articles, request).utf8), type: "application/atom+xml; charset=utf-8")
    validators.mark(&response)
    return response
  }

  private func feed(_ articles: [StoredArticle], _ request: Request) -> String {
    let base = request.authority.map { "\(request.scheme)://\($0)" } ?? ""
    let updated = articles.map(\.updatedAt).max() ?? Timestamp(milliseconds: 0)
    let address = XML.escape(base + request.target)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
      <title>Articles</title>
      <id>\(address)</id>
      <link rel="self" type="application/atom+xml" href="\(address)"/>
      <updated>\(updated.rfc3339)</updated>
      <author><name>Winnow</name></author>
      <generator version="\(XML.escape(service.version))">Winnow</generator>

      """
    for stored in articles { text += entry(stored, base) }
    return text + "</feed>\n"
  }

  private func entry(_ stored: StoredArticle, _ base: String) -> String {
    let article = ArticleView(stored).article
    let itself = base + Paths.article(stored.id)
    var text = "<entry>\n"
    let language = article.language.map { " xml:lang=\"\(XML.escape($0))\"" } ?? ""
    text += "<title\(language)>\(XML.escape(article.title ?? stored.id.rawValue))</title>\n"
    // §4.2.6: never changes, wherever the service is reached; ids are the store's own.
    text += "<id>urn:x-winnow:article:\(stored.id)</id>\n"
    text += "<updated>\(stored.updatedAt.rfc3339)</updated>\n"
    // §3.3: a date is whole and has its zone; the page may not say as much.
    if let time = article.publishedAt, time.precision == 6 || time.precision == 5, time.zone != nil
    {
      text += "<published>\(time.description)</published>\n"
    }
    for author in article.authors {
      text += "<author><name>\(XML.escape(author))</name></author>\n"
    }
    let address = XML.escape(article.url ?? itself + "?format=html")
    text += "<link rel=\"alternate\" type=\"text/html\" href=\"\(address)\"/>\n"
    if article.url != nil {
      text += "<link rel=\"related\" type=\"application/json\" href=\"\(XML.escape(itself))\"/>\n"
    }
    for keyword in article.keywords { text += "<category term=\"\(XML.escape(keyword))\"/>\n" }
    if let excerpt = article.excerpt {
      text += "<summary\(language)>\(XML.escape(excerpt))</summary>\n"
    }
    text += "<content type=\"html\"\(language)>\(XML.escape(article.html))</content>\n"
    return text + "</entry>\n"
  }
}
