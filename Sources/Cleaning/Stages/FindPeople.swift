import Domain
import Markup
import Restoration

/// Finds the authors: structured data, labelled lines, marked elements, bylines in the text.
///
/// The first witness that names a person beyond doubt is believed; where none does, the first that gives a pen name.
struct FindPeople: Stage {
  var restorer: ScriptRestorer

  /// What one witness says of the authors.
  private struct Testimony {
    var value: String
    var origin: String
    var names: [String]
    var mayBePenName = true

    /// Whether it is a field or a label for authors, no more than a class name.
    var isStrong = false
  }

  func apply(to document: inout Document) {
    let outlets =
      [document.article.source, document.article.siteName, document.linked.publisher]
      .compactMap { $0 } + document.hostNames
    var reader = AuthorNames(outlets: outlets)
    reader.simplified = { [restorer] text in
      String(decoding: restorer.simplified(Array(text.utf8)), as: UTF8.self)
    }
    let testimonies = testimonies(in: document, reader)
    let chosen = choose(testimonies, reader)
    for (index, testimony) in testimonies.enumerated() {
      document.note(
        "authors", testimony.value, from: testimony.origin, believed: index == chosen)
    }
    document.article.authors = chosen.map { testimonies[$0].names } ?? []
  }

  /// The first testimony that names a person; a pen name in a field for authors is believed before a weaker witness.
  private func choose(_ testimonies: [Testimony], _ reader: AuthorNames) -> Int? {
    let person = testimonies.firstIndex { $0.names.contains { reader.isPerson($0) } }
    let penName = testimonies.firstIndex { $0.mayBePenName && !$0.names.isEmpty }
    guard let person, let penName, penName < person, testimonies[penName].isStrong,
      !testimonies[person].isStrong
    else { return person ?? penName }
    return penName
  }

  /// What is said of the authors, the most believed first.
  ///
  /// Chinese sites fill the metas with the names of their software and their offices; there the visible lines come first.
  private func testimonies(in document: Document, _ reader: AuthorNames) -> [Testimony] {
    let labelled = labelled([.author], in: document).map {
      Testimony(
        value: $0, origin: "a labelled line",
        names: reader.names(in: $0, document.isChinese ? .marked : .prose), isStrong: true)
    }
    let bylines = Bylines(reader: reader, simplified: reader.simplified).all(in: document).map {
      Testimony(
        value: $0.value, origin: $0.origin, names: $0.names, mayBePenName: false,
        isStrong: true)
    }
    let stated = document.isDamaged ? [] : stated(in: document, reader)
    let marked = marked(in: document, reader)
    let editors = self.labelled([.editor], in: document).map {
      Testimony(
        value: $0, origin: "an editor's line", names: reader.names(in: $0, .marked))
    }
    var closing: [Testimony] = []
    if let name = document.closing?.name {
      closing = [
        Testimony(
          value: name, origin: "brackets closing the last paragraph", names: reader.names(in: name),
          isStrong: true)
      ]
    }
    let visible = document.isChinese || document.isDamaged
    let sources =
      !visible
      ? []
      : document.labelValues([.source]).map {
        Testimony(
          value: $0, origin: "a source that is a person", names: reader.names(in: $0, .prose))
      }
    let pieces = visible ? onDatelines(document) : (posters: [], others: [])
    return visible
      ? labelled + pieces.posters + closing + bylines + stated + marked + pieces.others + editors
        + sources
      : stated + marked + labelled + bylines + closing + editors
  }

  /// Names without labels on datelines: who posted, and others, those of one line together.
  private func onDatelines(
    _ document: Document
  ) -> (posters: [Testimony], others: [Testimony]) {
    var (posters, others): ([String], [String]) = ([], [])
    for name in document.datelineNames {
      guard case .person(let folded) = name.piece else { continue }
      let own = String(name.text.suffix(folded.count))
      if name.isPoster { posters.append(own) } else { others.append(own) }
    }
    func testimony(_ names: [String]) -> [Testimony] {
      names.isEmpty
        ? []
        : [
          Testimony(
            value: names.joined(separator: " "), origin: "a name on the dateline", names: names)
        ]
    }
    return (testimony(posters), testimony(others))
  }

  private func stated(in document: Document, _ reader: AuthorNames) -> [Testimony] {
    var found: [Testimony] = []
    if !document.linked.authors.isEmpty {
      let value = document.linked.authors.joined(separator: "; ")
      found.append(
        Testimony(
          value: value, origin: "JSON-LD author", names: reader.names(in: value),
          isStrong: true))
    }
    for name in FindPeople.metaNames {
      let values = document.metadata.metas.filter {
        $0.name == name && !$0.content.contains("://") && !$0.content.isEmpty
      }.map(\.content)
      guard !values.isEmpty else { continue }
      // Catalogues give each person a meta: "Roy, Aniruddha".
      let isCatalogue = FindPeople.catalogues.contains(name)
      let names = values.flatMap { reader.names(in: isCatalogue ? Self.turned($0) : $0) }
      found.append(
        Testimony(
          value: values.joined(separator: "; "), origin: "meta \(name)", names: unique(names),
          isStrong: true))
    }
    return found
  }

  private func marked(in document: Document, _ reader: AuthorNames) -> [Testimony] {
    var found: [Testimony] = []
    for origin in FindPeople.origins {
      let pool =
        origin == "a link to an author's page"
        ? document.metadata.people : document.metadata.authors
      let isStrong = origin.hasPrefix("itemprop") || origin == "rel=author"
      var mentions = document.byDistance(
        pool.filter {
          $0.origin == origin || origin == "itemprop=author" && $0.origin == "itemprop=creator"
        })
      // Links to people and names of accounts stand all over a page.
      if origin == "a link to an author's page" || origin == "class user" {
        mentions = mentions.filter { document.isAtHead($0) }
      }
      guard let first = mentions.first(where: { !reader.names(in: $0.text, .marked).isEmpty })
      else {
        if let silent = mentions.first {
          found.append(Testimony(value: silent.text, origin: origin, names: []))
        }
        continue
      }
      // Several authors stand side by side; the nearest to the headline is the first of them.
      let shared = mentions.filter { isBehind($0.node, first.node, document.tree) }
        .sorted { document.tree.source($0.node).start < document.tree.source($1.node).start }
      let values = origin.hasPrefix("class") ? [first.text] : shared.map(\.text)
      let names = unique(values.flatMap { reader.names(in: $0, .marked) })
      found.append(
        Testimony(
          value: unique(values).joined(separator: "; "), origin: origin, names: names,
          mayBePenName: origin != "class author" || document.isAtHead(first),
          isStrong: isStrong))
    }
    return found
  }

  /// Whether an element stands behind the first of a byline, no further than its markup is long.
  private func isBehind(_ node: NodeID, _ first: NodeID, _ tree: Tree) -> Bool {
    let start = Int(tree.source(first).start)
    return (start...start + FindPeople.bylineSize).contains(Int(tree.source(node).start))
  }

  /// Bytes of markup that a byline of several authors takes.
  private static let bylineSize = 1_000

  private static let origins = [
    "itemprop=author", "rel=author", "class byline", "class author", "a link to an author's page",
    "class user",
  ]

  /// Metas for authors in the order of belief.
  ///
  /// Source: names in common use (Dublin Core, Highwire Press, Parse.ly, Sailthru, Cxense, OpenGraph, Chinese portals).
  private static let metaNames = [
    "author", "article:author", "byl", "parsely-author", "sailthru.author", "citation_author",
    "dc.creator", "dcterms.creator", "dc.contributor", "article:author_name", "og:article:author",
    "og:author", "authors", "article.author", "cxenseparse:author", "twitter:creator:name",
    "news_authors", "creator", "rnews:author", "bt:author", "vr:author",
    "weibo: article:author", "mediaid",
  ]

  private static let catalogues: Set<String> = [
    "citation_author", "dc.creator", "dcterms.creator", "dc.contributor",
  ]

  /// `Roy, Aniruddha` as `Aniruddha Roy`.
  private static func turned(_ name: String) -> String {
    let parts = name.split(separator: ",").map { $0.trimmingBlanks() }
    return parts.count == 2 ? parts[1] + " " + parts[0] : name
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: [String] = []
    for text in texts where !seen.contains(text) { seen.append(text) }
    return seen
  }

  /// Values of labels on lines that are labels and little else.
  private func labelled(_ marks: Set<LineMark>, in document: Document) -> [String] {
    document.labelValues(marks).filter { !$0.isEmpty }
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> String { String(self).trimmingBlanks() }
}

extension Document {
  var isChinese: Bool { article.language == "zh" }

  /// The page's host, as a name of its site.
  var hostNames: [String] {
    guard let host = url?.hostname else { return [] }
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    let labels = bare.split(separator: ".").map(String.init)
    // The label before the zone is the site's: `example` of `www.example.co.uk`.
    let own = labels.filter { $0.count > 3 }
    return [host, bare] + own
  }

  /// Values of the labels asked for, in the page's own script, nearest to the article's head first.
  func labelValues(_ marks: Set<LineMark>) -> [String] {
    var values: [(distance: Int, value: String)] = []
    let head = headBlock
    for (index, verdict) in verdicts.enumerated() {
      guard let labels = verdict?.labels else { continue }
      for field in labels.fields where marks.contains(field.mark) && !field.value.isEmpty {
        guard opensLine(field, index) else { continue }
        values.append((abs(index - head), original(field.value, of: index)))
      }
    }
    return values.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }.map(\.element.value)
  }

  /// Whether a label stands where one may: `by` inside a sentence is none.
  private func opensLine(_ field: LabelledLine.Field, _ block: Int) -> Bool {
    guard field.label.lowerBound > 0 else { return true }
    return withFolded(of: block) { line in
      let before = line[field.label.lowerBound - 1]
      if line[field.label.lowerBound] >= 0x80 { return true }
      return before != 0x20
        || field.label.lowerBound > 1
          && !((line[field.label.lowerBound - 2] | 0x20) &- 0x61 < 26)
    }
  }

  /// A range of a block's folded text as the page writes it, where folding kept the places.
  func original(_ range: Range<Int>, of block: Int) -> String {
    let isSame = withFolded(of: block) { $0.count } == blocks[block].text.count
    func read(_ line: UnsafeBufferPointer<UInt8>) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
    }
    return isSame ? withText(of: block, read) : withFolded(of: block, read)
  }
}
