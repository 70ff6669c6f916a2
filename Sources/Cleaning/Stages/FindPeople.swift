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

    /// Whether it is the line under the headline, which names every author.
    var isByline = false
  }

  func apply(to document: inout Document) {
    let outlets =
      [document.article.siteName, document.linked.publisher].compactMap { $0 } + document.hostNames
    let source = document.article.source.map { [$0] } ?? []
    let sites =
      document.isChinese
      ? document.metadata.title.flatMap { TitleText.siteParts(of: $0) } ?? [] : []
    var reader = AuthorNames(outlets: outlets + source, titleSites: sites)
    reader.isJapanese = document.isJapanese
    reader.simplified = { [restorer] text in
      restorer.simplified(text)
    }
    var sources = AuthorNames(outlets: outlets)
    sources.simplified = reader.simplified
    let testimonies = testimonies(in: document, reader, sources)
    // On a hijacked page only its labels can be trusted to speak of the article.
    let chosen = choose(testimonies, reader).map { index in
      document.isDamaged && testimonies[index].origin == FindPeople.label
        ? index : fuller(than: index, among: testimonies, reader)
    }
    for (index, testimony) in testimonies.enumerated() {
      document.note(
        "authors", testimony.value, from: testimony.origin, believed: index == chosen)
    }
    document.article.authors = chosen.map { testimonies[$0].names } ?? []
    guard document.article.authors.isEmpty, let name = document.copiedAuthor,
      !reader.isOutlet(name)
    else { return }
    document.note("authors", name, from: "the line beside the date", believed: true)
    document.article.authors = [name]
  }

  /// The first testimony that names a person; a pen name in a field for authors is believed before a weaker witness.
  private func choose(_ testimonies: [Testimony], _ reader: AuthorNames) -> Int? {
    let people = testimonies.indices.filter {
      testimonies[$0].names.contains { reader.isPerson($0) }
    }
    let person =
      people.first { testimonies[$0].names.contains { !reader.isOutlet($0) } } ?? people.first
    let penName = testimonies.firstIndex { $0.mayBePenName && !$0.names.isEmpty }
    let isNamed = people.contains { testimonies[$0].isStrong }
    guard let person, let penName, penName < person, testimonies[penName].isStrong, !isNamed
    else { return person ?? penName }
    return penName
  }

  /// The testimony that says more than the one chosen: the byline that names a second author beside the first, or the
  /// full name of whom the chosen one calls by the given name.
  private func fuller(
    than index: Int, among testimonies: [Testimony], _ reader: AuthorNames
  ) -> Int {
    let chosen = testimonies[index].names
    func isFuller(_ testimony: Testimony) -> Bool {
      let names = testimony.names
      if chosen.count == 1, names.count == 1, !chosen[0].contains(" ") {
        return names[0].lowercased().hasPrefix(chosen[0].lowercased() + " ")
          && AuthorNames.hasGivenName(names[0])
      }
      return testimony.isByline && names.count > chosen.count
        && chosen.allSatisfy { names.contains($0) } && names.allSatisfy { reader.isPerson($0) }
    }
    return testimonies.indices.first { isFuller(testimonies[$0]) } ?? index
  }

  /// What is said of the authors, the most believed first.
  ///
  /// Chinese sites fill the metas with the names of their software and their offices; there the visible lines come first.
  private func testimonies(
    in document: Document, _ reader: AuthorNames, _ sourceReader: AuthorNames
  ) -> [Testimony] {
    let visible = document.isChinese || document.isDamaged
    func labelled(atHead: Bool?) -> [Testimony] {
      let values = document.labelValues([.author], atHead: atHead).filter { !$0.isEmpty }
      // Away from the headline, a page full of labels is one of comments or teasers.
      let isCrowd = atHead == false && values.count > FindPeople.mostLabels
      return values.map {
        Testimony(
          value: $0, origin: FindPeople.label,
          names: isCrowd ? [] : reader.names(in: $0, document.isChinese ? .marked : .prose),
          isStrong: atHead != false, isByline: atHead == true)
      }
    }
    let lines = Bylines(reader: reader)
    let signatures = lines.signatures(in: document).map {
      Testimony(
        value: $0.value, origin: $0.origin, names: $0.names, mayBePenName: $0.isPenName)
    }
    let bylines = lines.all(in: document).map {
      Testimony(
        value: $0.value, origin: $0.origin, names: $0.names, mayBePenName: $0.isPenName,
        isStrong: !$0.isPenName, isByline: true)
    }
    let beside = NamesBesideDates(reader: reader).all(in: document).map {
      Testimony(value: $0.value, origin: $0.origin, names: $0.names, mayBePenName: false)
    }
    let stated = document.isDamaged ? [] : stated(in: document, reader)
    let marked = marked(in: document, reader)
    let links = marked.filter { FindPeople.vagueOrigins.contains($0.origin) }
    let elements = marked.filter { !FindPeople.vagueOrigins.contains($0.origin) }
    let editors = document.labelValues([.editor]).filter { !$0.isEmpty }.map {
      // Desks sign with numbers: NF055.
      Testimony(
        value: $0, origin: "an editor's line",
        names: reader.names(in: $0, .marked).filter {
          reader.isPerson($0) || AuthorNames.isHan($0) && $0.count < 5
        })
    }
    var closing: [Testimony] = []
    if let names = document.closing?.names {
      closing = [
        Testimony(
          value: names.joined(separator: "; "), origin: "brackets closing the last paragraph",
          names: names, isStrong: true)
      ]
    }
    let sources =
      !visible
      ? []
      : document.labelValues([.source]).map {
        Testimony(
          value: $0, origin: "a source that is a person", names: sourceReader.names(in: $0, .prose))
      }
    let pieces = visible ? onDatelines(document) : (posters: [], others: [])
    let owners = SiteOwner.names(of: document).map {
      Testimony(
        value: $0.value, origin: "whose site it is", names: reader.names(in: $0.name, .marked))
    }
    return visible
      ? labelled(atHead: nil) + pieces.posters + closing + bylines + stated + marked
        + pieces.others + beside + sources + editors + owners
      : stated + elements + labelled(atHead: true) + bylines + links + beside
        + labelled(atHead: false) + closing + signatures + editors + owners
  }

  private static let label = "a labelled line"

  /// Labels away from the headline that an article's foot may hold.
  private static let mostLabels = 6

  private static let vagueOrigins: Set<String> = ["a link to an author's page", "class user"]

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
    let cards = document.metadata.cardAuthors
    if !cards.isEmpty {
      found.append(
        Testimony(
          value: cards.joined(separator: "; "), origin: "meta twitter:data",
          names: unique(cards.flatMap { reader.names(in: $0) }), isStrong: true))
    }
    if !document.linked.authors.isEmpty {
      let value = document.linked.authors.joined(separator: "; ")
      found.append(
        Testimony(
          value: value, origin: "JSON-LD author", names: reader.names(in: value),
          isStrong: true))
    }
    let isEastAsian =
      document.isHanPage || ["ja", "ko", "zh"].contains(document.article.language ?? "zh")
    for name in FindPeople.metaNames {
      let values = document.metadata.metas.filter {
        $0.name == name && !$0.content.contains("://") && !$0.content.isEmpty
      }.map(\.content)
      guard !values.isEmpty else { continue }
      // Catalogues give each person a meta: "Roy, Aniruddha".
      let isCatalogue = FindPeople.catalogues.contains(name)
      var names = values.flatMap { reader.names(in: isCatalogue ? Self.turned($0) : $0) }
      if !isEastAsian { names.removeAll { AuthorNames.isHan($0) } }
      // Systems of Chinese sites sign with the account of who typed it, also under what others wrote in English.
      let isForeign = !names.contains { AuthorNames.isHan($0) == document.isHanPage }
      found.append(
        Testimony(
          value: values.joined(separator: "; "), origin: "meta \(name)", names: unique(names),
          mayBePenName: !isForeign, isStrong: !isForeign))
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
        }
      ).filter { !document.isInComments($0.node) }
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
      // Several authors stand side by side.
      let shared = mentions.filter { isBeside($0.node, first.node, document.tree) }
        .sorted { document.tree.source($0.node).start < document.tree.source($1.node).start }
      let values = origin.hasPrefix("class") ? [first.text] : shared.map(\.text)
      let names = unique(values.flatMap { reader.names(in: $0, .marked) })
      found.append(
        Testimony(
          value: unique(values).joined(separator: "; "), origin: origin, names: names,
          mayBePenName: origin != "class author" || document.isAtHead(first)
            || isOnly(names, of: mentions, reader),
          isStrong: isStrong, isByline: origin == "class byline"))
    }
    return found
  }

  /// Whether an element stands beside the nearest of a byline, no further than its markup is long.
  private func isBeside(_ node: NodeID, _ first: NodeID, _ tree: Tree) -> Bool {
    abs(Int(tree.source(node).start) - Int(tree.source(first).start)) <= FindPeople.bylineSize
  }

  /// Whether all elements of a kind that name someone name the same.
  private func isOnly(
    _ names: [String], of mentions: [PageMetadata.Mention], _ reader: AuthorNames
  ) -> Bool {
    mentions.allSatisfy { mention in
      let own = reader.names(in: mention.text, .marked)
      return own.isEmpty || own == names
    }
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
    "citation_author", "author", "article:author", "byl", "parsely-author", "sailthru.author",
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
}

extension Substring {
  fileprivate func trimmingBlanks() -> String { String(self).trimmingBlanks() }
}
