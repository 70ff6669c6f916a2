import Compression
import Domain
import Ingest

/// An EPUB 3.3 (W3C) with a chapter for each article, in their order.
///
/// The chapters are written as they come; table of contents and package, which name them all, stand at
/// the end of the archive.
struct Book: ExportForm {
  private struct Chapter {
    var file: String
    var title: String
  }

  private let identifier: String
  private let made: Timestamp
  private var archive = SpooledZip()
  private var chapters: [Chapter] = []
  private var language: String?

  init(identifier: String, made: Timestamp) {
    self.identifier = identifier
    self.made = made
  }

  mutating func begin() throws -> [UInt8] {
    // OCF 3.3 §4.3: the media type stands first, as it is.
    try file("mimetype", "application/epub+zip", isStored: true)
      + file("META-INF/container.xml", Book.container)
      + file("EPUB/style.css", Book.style)
  }

  mutating func piece(_ view: ArticleView) throws -> [UInt8] {
    let article = view.article
    let title = Book.title(view)
    let chapter = Chapter(file: "a\(chapters.count + 1).xhtml", title: title)
    if chapters.isEmpty { language = Book.language(article) }
    chapters.append(chapter)
    var head = article.authors
    if let source = article.source ?? article.siteName { head.append(source) }
    if let time = article.publishedAt { head.append(time.description) }
    var body = "<h1>\(XML.escape(title))</h1>\n"
    if !head.isEmpty {
      body += "<p class=\"by\">\(XML.escape(head.joined(separator: " · ")))</p>\n"
    }
    body += XHTMLBody.convert(article.html)
    if let url = article.url, Book.isAddress(url) {
      body += "<p class=\"from\"><a href=\"\(XML.escape(url))\">\(XML.escape(url))</a></p>\n"
    }
    return try file(
      "EPUB/" + chapter.file,
      Book.page(
        title: title, language: Book.language(article), isRightToLeft: article.direction == "rtl",
        body))
  }

  mutating func end() throws -> [UInt8] {
    let about =
      "<h1>Articles</h1>\n<p>\(chapters.count) articles, \(made.rfc3339.prefix(10))</p>\n"
    var list = "<nav epub:type=\"toc\" id=\"toc\"><h1>Contents</h1>\n<ol>\n"
    list += "<li><a href=\"title.xhtml\">Articles</a></li>\n"
    for chapter in chapters {
      list += "<li><a href=\"\(chapter.file)\">\(XML.escape(chapter.title))</a></li>\n"
    }
    list += "</ol></nav>\n"
    return try file("EPUB/title.xhtml", Book.page(title: "Articles", language: "en", about))
      + file("EPUB/nav.xhtml", Book.page(title: "Contents", language: language ?? "en", list))
      + file("EPUB/package.opf", package)
      + archive.end()
  }

  private mutating func file(
    _ name: String, _ text: String, isStored: Bool = false
  ) throws -> [UInt8] {
    try archive.file(name, Array(text.utf8), changed: made, isStored: isStored)
  }

  private var package: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:identifier id="id">\(identifier)</dc:identifier>
      <dc:title>Articles</dc:title>
      <dc:language>\(language ?? "en")</dc:language>
      <meta property="dcterms:modified">\(made.rfc3339.prefix(19))Z</meta>
      </metadata>
      <manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="style" href="style.css" media-type="text/css"/>
      <item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>

      """
    for (index, chapter) in chapters.enumerated() {
      text += "<item id=\"a\(index + 1)\" href=\"\(chapter.file)\""
      text += " media-type=\"application/xhtml+xml\"/>\n"
    }
    text += "</manifest>\n<spine>\n<itemref idref=\"title\"/>\n"
    for index in chapters.indices { text += "<itemref idref=\"a\(index + 1)\"/>\n" }
    return text + "</spine>\n</package>\n"
  }

  private static func page(
    title: String, language: String, isRightToLeft: Bool = false, _ body: String
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"\
     xml:lang="\(language)" lang="\(language)"\(isRightToLeft ? " dir=\"rtl\"" : "")>
    <head><title>\(XML.escape(title))</title>\
    <link rel="stylesheet" type="text/css" href="style.css"/></head>
    <body>
    \(body)</body>
    </html>

    """
  }

  /// A title never is empty: a table of contents has something to click on.
  private static func title(_ view: ArticleView) -> String {
    let words = (view.article.title ?? "").split(whereSeparator: \.isWhitespace)
    let title =
      XML.escape(words.joined(separator: " ")).isEmpty ? nil : words.joined(separator: " ")
    return title ?? view.article.url ?? view.place?.id.rawValue ?? "Untitled"
  }

  /// The primary subtag where it is one, for books say in which language they are.
  private static func language(_ article: Article) -> String {
    guard let language = article.language, (2...3).contains(language.utf8.count),
      language.utf8.allSatisfy({ (0x61...0x7a).contains($0) })
    else { return "und" }
    return language
  }

  private static func isAddress(_ url: String) -> Bool {
    (url.hasPrefix("http://") || url.hasPrefix("https://"))
      && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"\\^`{|}<>\"".utf8.contains($0) }
  }

  private static let container = """
    <?xml version="1.0" encoding="UTF-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """

  private static let style = """
    body { line-height: 1.5; }
    .by, .from { font-size: 0.85em; color: #555; }

    """
}
