import Markup

/// What a page says of itself outside its running text: `meta`, `link`, `title`, JSON-LD, `time`, microdata.
struct PageMetadata {
  /// A `meta` element: its `name`, `property` or `itemprop` in lower case, and its content.
  struct Meta {
    var name: String
    var content: String
  }

  /// An element that names a person or a time: where it says so, and its text.
  struct Mention {
    var origin: String
    var text: String
    var node: NodeID
  }

  var metas: [Meta] = []
  var title: String?
  var headings: [Mention] = []
  var canonical: String?
  var base: String?
  var language: String?

  /// Links to a licence, `link` elements and links in the text.
  var licenses: [Mention] = []

  /// Microdata of the number of comments.
  var commentCount: String?

  /// Values of JSON-LD scripts.
  var linkedData: [ScriptJSON] = []

  /// `time` elements and microdata of publishing dates.
  var times: [Mention] = []
  var modifiedTimes: [Mention] = []

  /// Elements marked as an author's name.
  var authors: [Mention] = []

  /// Links to pages about a person.
  var people: [Mention] = []

  /// Breadcrumb trails in microdata or by class, each as its links' texts.
  var trails: [[String]] = []

  /// The first content of the metas named, in the order of the names.
  func first(_ names: String...) -> Meta? {
    for name in names {
      if let meta = metas.first(where: { $0.name == name && !$0.content.isEmpty }) { return meta }
    }
    return nil
  }

  /// All contents of the metas named, in the order of the names.
  func all(_ names: String...) -> [Meta] {
    names.flatMap { name in metas.filter { $0.name == name && !$0.content.isEmpty } }
  }
}

extension PageMetadata {
  /// What `twitter:data1` and its like say of the author: the label before each names it in the site's language.
  var cardAuthors: [String] {
    metas.compactMap { meta in
      guard meta.name.hasPrefix("twitter:label"),
        PageMetadata.cardLabels.contains(meta.content.lowercased())
      else { return nil }
      return first(String("twitter:data" + meta.name.dropFirst("twitter:label".count)))?.content
    }
  }

  /// Labels of the author on cards.
  ///
  /// Source: the languages of the WordPress plugins that write them.
  private static let cardLabels: Set<String> = [
    "author", "autor", "escrito por", "geschreven door", "geschrieben von", "napisane przez",
    "par", "por", "scritto da", "skrevet av", "skrevet af", "skriven av", "verfasst von", "von",
    "written by", "écrit par", "автор", "написано автором", "作者", "撰寫者", "執筆者",
  ]

  /// More of a kind than any page needs: bounds against hostile ones.
  private static let mostMetas = 400
  private static let mostMentions = 40
  private static let longestMention = 400

  init(_ tree: Tree) {
    var node = tree.firstChild(.document)
    while let each = node {
      if tree.kind(each) == .element {
        take(each, tree)
      }
      node =
        tree.kind(each) == .templateContents
        ? tree.nextAfterSubtree(each, within: .document) : tree.nextInOrder(each, within: .document)
    }
  }

  private mutating func take(_ node: NodeID, _ tree: Tree) {
    switch tree.tag(node) {
    case .html:
      // Pages written as XHTML have the one without the other.
      language =
        language ?? tree.attributeString(node, .lang) ?? tree.attributeString(node, .xmlLang)
    case .title where title == nil && tree.namespace(node) == .html:
      title = PageMetadata.collapsed(tree.textContent(node))
    case .meta: takeMeta(node, tree)
    case .link: takeLink(node, tree)
    case .base: base = base ?? tree.attributeString(node, .href)
    case .script: takeScript(node, tree)
    case .h1, .h2:
      if headings.count < PageMetadata.mostMentions {
        let text = PageMetadata.collapsed(visibleText(of: node, tree)).withoutPermalink()
        if !text.isEmpty {
          headings.append(
            Mention(origin: tree.tag(node) == .h1 ? "h1" : "h2", text: text, node: node))
        }
      }
    case .time: takeTime(node, tree)
    default: break
    }
    guard tree.attributeCount(node) > 0 else { return }
    if tree.isElement(node, .a), let href = tree.attribute(node, .href),
      people.count < PageMetadata.mostMentions,
      tree.withBytes(href, { PersonAddress.matches($0) })
    {
      mention(&people, "a link to an author's page", node, tree, isPerson: true)
    }
    takeMarked(node, tree)
  }

  private mutating func takeMeta(_ node: NodeID, _ tree: Tree) {
    guard metas.count < PageMetadata.mostMetas,
      let name = tree.attributeString(node, .property) ?? tree.attributeString(node, .name)
        ?? tree.attributeString(node, .itemprop) ?? tree.attributeString(node, .httpEquiv),
      let content = tree.attributeString(node, .content)
    else { return }
    // Microdata in a `meta` speaks for the element around it.
    metas.append(
      Meta(name: name.lowercased().trimmingBlanks(), content: PageMetadata.collapsed(content)))
  }

  private mutating func takeLink(_ node: NodeID, _ tree: Tree) {
    // Most links are of style sheets and icons.
    guard let value = tree.attribute(node, .rel),
      tree.withBytes(
        value,
        {
          AttributeWords.contains("canonical", in: $0) || AttributeWords.contains("license", in: $0)
        }), let rel = tree.attributeString(node, .rel)?.lowercased(),
      let href = tree.attributeString(node, .href), !href.isEmpty
    else { return }
    for kind in rel.split(separator: " ") {
      switch kind {
      case "canonical": canonical = canonical ?? href
      case "license":
        licenses.insert(Mention(origin: "link license", text: href, node: node), at: 0)
      default: break
      }
    }
  }

  private mutating func takeScript(_ node: NodeID, _ tree: Tree) {
    guard let type = tree.attribute(node, .type),
      tree.withBytes(type, { AttributeWords.contains("ld+json", in: $0) }),
      let child = tree.firstChild(node), linkedData.count < PageMetadata.mostMentions
    else { return }
    if let value = tree.withBytes(tree.text(child), { JSONScanner.value(of: $0) }) {
      linkedData.append(value)
    }
  }

  private mutating func takeTime(_ node: NodeID, _ tree: Tree) {
    guard times.count < PageMetadata.mostMentions else { return }
    let text = tree.attributeString(node, .datetime) ?? tree.textContent(node)
    times.append(
      Mention(origin: "time", text: PageMetadata.collapsed(text), node: node))
  }

  /// Microdata, `rel`, and class names that many publishing platforms share.
  private mutating func takeMarked(_ node: NodeID, _ tree: Tree) {
    if let property = tree.attributeString(node, .itemprop)?.lowercased() {
      if property.holds("datepublished") || property == "datecreated" {
        mention(&times, "itemprop=\(property)", node, tree, attribute: true)
      } else if property == "commentcount" {
        commentCount =
          commentCount ?? tree.attributeString(node, .content)
          ?? PageMetadata.collapsed(tree.textContent(node))
      } else if property.holds("datemodified") {
        mention(&modifiedTimes, "itemprop=\(property)", node, tree, attribute: true)
      } else if property == "author" || property == "creator" {
        mention(
          &authors, "itemprop=\(property)", namePart(of: node, tree), tree, attribute: true,
          isPerson: true)
      }
    }
    if let rel = tree.attribute(node, .rel), tree.isElement(node, .a) {
      if tree.withBytes(rel, { AttributeWords.contains("author", in: $0) }) {
        mention(&authors, "rel=author", node, tree, isPerson: true)
        return
      }
      if licenses.count < PageMetadata.mostMentions,
        tree.withBytes(rel, { AttributeWords.contains("license", in: $0) }),
        let href = tree.attributeString(node, .href), !isInFigure(node, tree)
      {
        licenses.append(Mention(origin: "rel=license", text: href, node: node))
      }
    }
    guard let names = tree.attribute(node, .class) ?? tree.attribute(node, .id) else { return }
    switch tree.withBytes(names, { MarkedKind.of($0) }) {
    case .byline: mention(&authors, "class byline", node, tree, isPerson: true)
    case .author: mention(&authors, "class author", node, tree, isPerson: true)
    case .account: mention(&authors, "class user", node, tree, isPerson: true)
    case .breadcrumbs where trails.count < 4: trails.append(trail(of: node, tree))
    case .date: mention(&times, "class date", node, tree)
    default: break
    }
  }

  /// Whether an element is part of a picture: its licence is not the article's.
  private func isInFigure(_ node: NodeID, _ tree: Tree) -> Bool {
    var next = tree.parent(node)
    for _ in 0..<PageMetadata.figureReach {
      guard let each = next else { return false }
      if tree.isElement(each, .figure) { return true }
      next = tree.parent(each)
    }
    return false
  }

  /// Elements between a figure and a link in its caption.
  private static let figureReach = 5

  /// The element inside a person's microdata that holds the name.
  private func namePart(of node: NodeID, _ tree: Tree) -> NodeID {
    var child = tree.firstChild(node)
    var steps = 0
    while let each = child, steps < 40 {
      if let property = tree.attribute(each, .itemprop),
        tree.withBytes(property, { $0.elementsEqual("name".utf8) })
      {
        return each
      }
      child = tree.nextInOrder(each, within: node)
      steps += 1
    }
    return node
  }

  private func trail(of node: NodeID, _ tree: Tree) -> [String] {
    var links: [String] = []
    var child: NodeID? = node
    while let each = child {
      if tree.isElement(each, .a) { links.append(PageMetadata.collapsed(tree.textContent(each))) }
      child = tree.nextInOrder(each, within: node)
      if links.count > 12 { break }
    }
    return links.filter { !$0.isEmpty }
  }

  private func mention(
    _ mentions: inout [Mention], _ origin: String, _ node: NodeID, _ tree: Tree,
    attribute: Bool = false, isPerson: Bool = false
  ) {
    guard mentions.count < PageMetadata.mostMentions else { return }
    var text = ""
    if attribute {
      text = tree.attributeString(node, .content) ?? tree.attributeString(node, .datetime) ?? ""
    }
    if text.isEmpty {
      if isPerson {
        text = partedText(of: node, tree)
      } else if let own = tree.textContent(node, limit: PageMetadata.longestMention) {
        text = own
      } else {
        return
      }
    }
    guard text.utf8.count <= PageMetadata.longestMention else { return }
    text = PageMetadata.collapsed(text)
    if !text.isEmpty { mentions.append(Mention(origin: origin, text: text, node: node)) }
  }

  /// The text of a heading: a blank for each line break, nothing of scripts and styles.
  private func visibleText(of node: NodeID, _ tree: Tree) -> String {
    var text: [UInt8] = []
    var next = tree.firstChild(node)
    while let each = next {
      var isSkipped = false
      switch tree.kind(each) {
      case .text: text += tree.bytes[tree.text(each).indices]
      case .element:
        switch tree.tag(each) {
        case .br, .div, .p: text.append(0x20)
        case .script, .style, .template: isSkipped = true
        default: break
        }
      default: isSkipped = tree.kind(each) == .templateContents
      }
      next =
        isSkipped
        ? tree.nextAfterSubtree(each, within: node) : tree.nextInOrder(each, within: node)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text of an element, with a bar where elements part words that no blank parts: `Jane Doe|Follow`.
  private func partedText(of node: NodeID, _ tree: Tree) -> String {
    var text: [UInt8] = []
    var isParted = false
    var next = tree.firstChild(node)
    while let each = next {
      if tree.kind(each) == .text {
        let bytes = tree.bytes[tree.text(each).indices]
        if isParted, let last = text.last, last > 0x20, let first = bytes.first, first > 0x20 {
          text.append(UInt8(ascii: "|"))
        }
        text += bytes
        isParted = false
      } else {
        isParted = true
      }
      if text.count > PageMetadata.longestMention * 2 { break }
      let isSkipped =
        tree.kind(each) == .templateContents || tree.isElement(each, .script)
        || tree.isElement(each, .style)
      next =
        isSkipped
        ? tree.nextAfterSubtree(each, within: node) : tree.nextInOrder(each, within: node)
      if let next, tree.parent(next) != tree.parent(each) { isParted = true }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text with each run of blanks as one, and none at its ends.
  static func collapsed(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var blank = false
    for byte in text.utf8 {
      if byte <= 0x20 {
        blank = true
      } else {
        if blank, !bytes.isEmpty { bytes.append(0x20) }
        blank = false
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self).trimmingBlanks()
  }
}

extension String {
  private static let permalinks: Marks = "¶§🔗"

  /// A heading without the sign of the link to itself that documentation puts behind it.
  fileprivate func withoutPermalink() -> String {
    guard let last, String.permalinks.contains(last) else { return self }
    return String(dropLast()).trimmingBlanks()
  }
}
