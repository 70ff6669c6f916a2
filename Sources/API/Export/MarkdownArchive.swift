import Compression
import Domain
import Ingest

/// A ZIP archive of Markdown files, named by the articles' ids.
struct MarkdownArchive: ExportForm {
  private var archive = SpooledZip()

  func begin() -> [UInt8] { [] }

  mutating func piece(_ view: ArticleView) throws -> [UInt8] {
    try archive.file(
      MarkdownFile.name(view), MarkdownFile.bytes(view), changed: view.place?.updatedAt)
  }

  mutating func end() throws -> [UInt8] { try archive.end() }
}

/// An article as a file of Markdown with its fields before it, as static site generators read them.
///
///     ---
///     title: "The bridge"
///     authors: ["Ann Lee"]
///     ---
///
///     # The bridge
///
public enum MarkdownFile {
  public static func name(_ view: ArticleView) -> String {
    (view.place?.id.rawValue ?? view.raw.digest.hexadecimal) + ".md"
  }

  /// Values are JSON, which is YAML (YAML 1.2.2 §1.2): no text of a stranger's can leave its quotes.
  public static func bytes(_ view: ArticleView) -> [UInt8] {
    let article = view.article
    var out: [UInt8] = Array("---\n".utf8)
    func add(_ name: String, _ write: (inout JSONWriter) -> Void) {
      var writer = JSONWriter(capacity: 128)
      write(&writer)
      out += Array("\(name): ".utf8) + writer.bytes + [0x0A]
    }
    func add(_ name: String, _ text: String?) {
      if let text { add(name) { $0.value(text) } }
    }
    func add(_ name: String, _ texts: [String]) {
      if !texts.isEmpty { add(name) { $0.value(texts) } }
    }
    add("id", view.place?.id.rawValue)
    add("title", article.title)
    add("url", article.url)
    add("authors", article.authors)
    add("source", article.source ?? article.siteName)
    add("date", article.publishedAt?.description)
    add("updated", article.modifiedAt?.description)
    add("language", article.language)
    add("keywords", article.keywords)
    add("excerpt", article.excerpt)
    add("ingested_at", view.place?.ingestedAt.rfc3339)
    add("sha256", view.raw.digest.hexadecimal)
    add("cleaner", article.cleaner.isEmpty ? nil : article.cleaner)
    out += Array("---\n\n".utf8)
    if let title = article.title, !title.isEmpty {
      // A line break would end the heading.
      out += Array("# \(title.split(whereSeparator: \.isNewline).joined(separator: " "))\n\n".utf8)
    }
    out += Array(article.markdown.utf8)
    if out.last != 0x0A { out.append(0x0A) }
    return out
  }
}
