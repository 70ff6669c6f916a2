/// What the algorithm asks of an element, as bits.
struct ElementProperties: OptionSet {
  let rawValue: UInt16

  static let special = Self(rawValue: 1)
  /// Where the search of "in scope" ends; also those of the narrower scopes.
  static let scopeEnd = Self(rawValue: 1 << 1)
  static let buttonScopeEnd = Self(rawValue: 1 << 2)
  static let listItemScopeEnd = Self(rawValue: 1 << 3)
  static let tableScopeEnd = Self(rawValue: 1 << 4)
  static let impliedEndTag = Self(rawValue: 1 << 5)
  static let mathMLTextIntegrationPoint = Self(rawValue: 1 << 6)
  static let htmlIntegrationPoint = Self(rawValue: 1 << 7)
  /// `table`, `tbody`, `tfoot`, `thead`, `tr`: text in them is foster-parented.
  static let tableStructure = Self(rawValue: 1 << 8)

  private static let everyScopeEnd: Self = [.scopeEnd, .buttonScopeEnd, .listItemScopeEnd]

  /// The properties of a known HTML element, by the number of its tag.
  static let ofHTML: [ElementProperties] = (0..<NameTable.knownEnd).map { html(Tag(rawValue: $0)) }

  static func of(_ tag: Tag, _ namespace: Namespace) -> Self {
    switch namespace {
    case .html: Int(tag.rawValue) < ofHTML.count ? ofHTML[Int(tag.rawValue)] : []
    case .svg: svg(tag)
    case .mathML: mathML(tag)
    }
  }

  private static func html(_ tag: Tag) -> Self {
    switch tag {
    case .html, .template: [.special, .tableScopeEnd, .everyScopeEnd]
    case .table: [.special, .tableScopeEnd, .tableStructure, .everyScopeEnd]
    case .applet, .caption, .marquee, .object, .select, .td, .th: [.special, .everyScopeEnd]
    case .button: [.special, .buttonScopeEnd]
    case .ol, .ul: [.special, .listItemScopeEnd]
    case .tbody, .tfoot, .thead, .tr: [.special, .tableStructure]
    case .dd, .dt, .li, .p: [.special, .impliedEndTag]
    case .optgroup, .option, .rb, .rp, .rt, .rtc: .impliedEndTag
    case .address, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br,
      .center, .col, .colgroup, .details, .dir, .div, .dl, .embed, .fieldset, .figcaption, .figure,
      .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr,
      .iframe, .img, .input, .keygen, .link, .listing, .main, .menu, .meta, .nav, .noembed,
      .noframes, .noscript, .param, .plaintext, .pre, .script, .search, .section, .source, .style,
      .summary, .textarea, .title, .track, .wbr, .xmp:
      .special
    default: []
    }
  }

  private static func svg(_ tag: Tag) -> Self {
    switch tag {
    case .foreignObject, .desc, .title: [.special, .htmlIntegrationPoint, .everyScopeEnd]
    default: []
    }
  }

  private static func mathML(_ tag: Tag) -> Self {
    switch tag {
    case .mi, .mo, .mn, .ms, .mtext: [.special, .mathMLTextIntegrationPoint, .everyScopeEnd]
    case .annotationXml: [.special, .everyScopeEnd]
    default: []
    }
  }
}
