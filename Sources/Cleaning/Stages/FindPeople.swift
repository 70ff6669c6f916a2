import Domain
import Markup

/// Finds authors and the source: structured data, then labelled lines, then marked elements, then bylines in the text.
struct FindPeople: Stage {
  func apply(to document: inout Document) {
    findSource(in: &document)
    let outlets =
      [document.article.source, document.article.siteName, document.linked.publisher]
      .compactMap { $0?.lowercased() } + hostNames(document)
    let reader = AuthorNames(outlets: outlets)
    var chosen: [String] = []
    for (value, origin) in witnesses(in: document) {
      let names = reader.names(in: value)
      let isBelieved = chosen.isEmpty && !names.isEmpty
      if isBelieved { chosen = names }
      document.note("authors", value, from: origin, believed: isBelieved)
    }
    document.article.authors = chosen
  }

  private func hostNames(_ document: Document) -> [String] {
    guard let host = document.url?.hostname else { return [] }
    return [host, host.hasPrefix("www.") ? String(host.dropFirst(4)) : host]
  }

  /// What is said of the author, the most believed first.
  private func witnesses(in document: Document) -> [(String, String)] {
    var found: [(String, String)] = []
    let labelled = labelled([.author], in: document)
    let isDamaged = document.isDamaged
    if document.isChinese || isDamaged { found += labelled.map { ($0, "a labelled line") } }
    if !isDamaged {
      for name in [document.linked.authors.joined(separator: "; ")] where !name.isEmpty {
        found.append((name, "JSON-LD author"))
      }
      let metas = document.metadata.all(
        "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
        "dcterms.creator", "citation_author",
        "article:author_name", "og:author", "mediaid", "authors", "article.author",
        "cxenseparse:author", "twitter:creator:name",
        "news_authors")
      for name in Set(metas.map(\.name)).sorted(by: { a, b in
        metas.firstIndex { $0.name == a } ?? 0 < metas.firstIndex { $0.name == b } ?? 0
      }) {
        let values = metas.filter { $0.name == name && !$0.content.contains("://") }.map(\.content)
        if !values.isEmpty { found.append((values.joined(separator: "; "), "meta \(name)")) }
      }
    }
    for origin in ["itemprop=author", "rel=author", "class byline", "class author"] {
      let texts = document.metadata.authors.filter { $0.origin == origin }.map(\.text)
      if let first = texts.first {
        found.append(
          (
            origin == "rel=author" || origin.hasPrefix("itemprop")
              ? unique(texts.prefix(4)) : first, origin
          ))
      }
    }
    if !document.isChinese, !isDamaged { found += labelled.map { ($0, "a labelled line") } }
    if let closing = closingName(in: document) {
      found.append((closing, "brackets closing the last paragraph"))
    }
    found += self.labelled([.editor], in: document).map { ($0, "an editor's line") }
    return found
  }

  private func unique(_ texts: ArraySlice<String>) -> String {
    var seen: [String] = []
    for text in texts where !seen.contains(text) { seen.append(text) }
    return seen.joined(separator: "; ")
  }

  /// Values of labels on lines that are labels and little else, those around the article alone.
  private func labelled(_ marks: Set<LineMark>, in document: Document) -> [String] {
    var values: [String] = []
    for (index, verdict) in document.verdicts.enumerated() {
      guard let labels = verdict?.labels else { continue }
      for field in labels.fields where marks.contains(field.mark) && !field.value.isEmpty {
        let value = document.withFolded(of: index) { line in
          String(decoding: UnsafeBufferPointer(rebasing: line[field.value]), as: UTF8.self)
        }
        values.append(value)
      }
    }
    return values
  }

  private func closingName(in document: Document) -> String? {
    document.closing.map { $0.name }
  }

  private func findSource(in document: inout Document) {
    var found: [(String, String)] = labelled([.source], in: document).map {
      ($0, "a labelled line")
    }
    if !document.isDamaged {
      for meta in document.metadata.all(
        "source", "og:article:source", "mediasource", "article:source", "weibo: article:source")
      {
        found.append((meta.content, "meta \(meta.name)"))
      }
    }
    for (value, origin) in found {
      let text = value.trimmingMarks()
      let isGood = (2...40).contains(text.count) && !text.contains("://")
      let isBelieved = document.article.source == nil && isGood
      document.note("source", text, from: origin, believed: isBelieved)
      if isBelieved { document.article.source = text }
    }
    let site = document.metadata.first(
      "og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name")
    if !document.isDamaged {
      document.article.siteName = site?.content ?? document.linked.publisher
      if let name = document.article.siteName {
        document.note(
          "site_name", name, from: site.map { "meta \($0.name)" } ?? "JSON-LD publisher",
          believed: true)
      }
    }
  }
}

extension Document {
  /// A name in brackets behind the last sentence of the body: `…不断提升。(李希平)`.
  struct Closing {
    var block: Int
    var name: String

    /// Bytes of the brackets and the name, at the end of the block's text.
    var size: Int
  }

  /// What stands in brackets at the very end of the body, if it reads as a Chinese name.
  func closingBrackets(_ fold: (String) -> String) -> Closing? {
    guard let last = blocks.lastIndex(where: { $0.isKept }), blocks[last].measure.han > 0 else {
      return nil
    }
    let text = string(of: last)
    guard let close = text.last, close == ")" || close == "）",
      let open = text.lastIndex(where: { $0 == "(" || $0 == "（" })
    else { return nil }
    let before = String(text[..<open]).trimmingBlanks()
    guard let ender = before.last, "。！？”’…!?」』".contains(ender) else { return nil }
    let inner = String(text[text.index(after: open)...].dropLast())
    guard inner.count <= 24 else { return nil }
    let names = AuthorNames(outlets: []).names(in: fold(inner))
    guard !names.isEmpty, names.allSatisfy({ Surnames.isName($0) }) else { return nil }
    return Closing(block: last, name: inner, size: text[open...].utf8.count)
  }

  var isChinese: Bool { article.language == "zh" }
}
