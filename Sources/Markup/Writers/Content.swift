import WebURL

/// What is kept of a page, as a clean tree: allow-listed elements in valid nesting, and nothing else.
///
///     let content = page.content(below: article, keeping: kept, options: ContentOptions(base: url))
///     content.text()      one line per block
///     content.html()      sanitised, stable under parsing and building again
///     content.markdown()  CommonMark with GFM's tables and ~~
///
/// Blocks stand below `root`. A text node's text is collapsed as a browser would show it (in `pre`
/// as it is), a link's address is absolute, and nothing carries an id, a class, a style or a script.
public struct Content: Sendable {
  public internal(set) var tree: Tree
  public let root: NodeID

  /// The images of the content, in order.
  public internal(set) var images: [ContentImage] = []

  /// The links of the content, in order.
  public internal(set) var links: [ContentLink] = []

  init(tree: Tree) {
    self.tree = tree
    root = .document
    collect()
  }
}

/// An image of the content.
public struct ContentImage: Hashable, Sendable {
  /// An absolute http(s) address, or a `data:` one of a small image.
  public var url: String
  public var alt: String
  /// The text of the figure's caption, empty where there is none.
  public var caption: String

  public init(url: String, alt: String = "", caption: String = "") {
    self.url = url
    self.alt = alt
    self.caption = caption
  }
}

/// A link of the content.
public struct ContentLink: Hashable, Sendable {
  /// An absolute address: http, https, mailto or tel.
  public var url: String
  public var text: String

  public init(url: String, text: String) {
    self.url = url
    self.text = text
  }
}

/// How content is built.
public struct ContentOptions: Sendable {
  /// What relative addresses are resolved against: the page's `base`, else its own address.
  ///
  /// Without it a link with a relative address is only its text, and such an image is left out.
  public var base: WebURL?

  public var keepsImages = true

  /// What the page hides; images that it never shows are left out.
  public var visibility = Visibility()

  /// Elements by node index that are left out with all below them, images too; empty for none.
  public var excluded: [Bool] = []

  public init(base: WebURL? = nil) { self.base = base }
}

extension Tree {
  /// Builds the content of the text nodes marked in `kept`, by node index, below `root`.
  ///
  /// Linear in the number of nodes and bytes; very deep nesting comes out flat.
  public func content(
    below root: NodeID, keeping kept: [Bool], options: ContentOptions = ContentOptions()
  ) -> Content {
    var builder = ContentBuilder(source: self, root: root, kept: kept, options: options)
    return builder.build()
  }
}

extension Content {
  /// Gives each text another form, such as the other Chinese script; titles and `alt` too.
  public mutating func mapText(_ transform: ([UInt8]) -> [UInt8]) {
    for index in 0..<tree.nodeCount {
      let node = NodeID(UInt32(index))
      switch tree.kind(node) {
      case .text:
        tree.replaceText(node, with: transform(Array(tree.bytes[tree.text(node).indices])))
      case .element:
        for attribute in tree.attributes(node)
        where attribute.name == .alt || attribute.name == .title {
          let value = Array(tree.bytes[attribute.value.indices])
          tree.setAttribute(node, attribute.name, to: transform(value))
        }
      case .document, .doctype, .comment, .templateContents: continue
      }
    }
    collect()
  }

  /// Finds the images and links in the tree.
  mutating func collect() {
    images = []
    links = []
    var figure: NodeID?
    var caption = ""
    var next = tree.firstChild(root)
    while let node = next {
      next = tree.nextInOrder(node, within: root)
      switch tree.tag(node) {
      case .figure:
        figure = node
        caption = self.caption(of: node)
      case .img:
        guard let url = tree.attributeString(node, .src) else { continue }
        let inside = figure.map { tree.contains($0, node) } ?? false
        images.append(
          ContentImage(
            url: url, alt: tree.attributeString(node, .alt) ?? "", caption: inside ? caption : ""))
      case .a:
        guard let url = tree.attributeString(node, .href) else { continue }
        links.append(ContentLink(url: url, text: tree.textContent(node)))
      default: continue
      }
    }
  }

  private func caption(of figure: NodeID) -> String {
    var next = tree.firstChild(figure)
    while let node = next {
      if tree.isElement(node, .figcaption) { return line(of: node) }
      next = tree.next(node)
    }
    return ""
  }
}
