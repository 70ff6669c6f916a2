/// The part that an element plays when content is built.
enum ContentRole: UInt8 {
  /// Unwrapped within a line: `span`, `font`, unknown elements.
  case transparent
  /// Unwrapped, but what is around it is another paragraph: `div`, `section`, `p`.
  case block
  /// Left out with all below it, whatever was kept.
  case skipped
  case formatting, ruby, rubyText
  case heading, pre
  case quote, list, item, definitions, term, detail, figure, figureCaption
  case table, tableSection, row, cell, caption
  case lineBreak, rule, image

  init(_ tag: Tag) {
    self =
      tag.rawValue < UInt32(Self.byTag.count) ? Self.byTag[Int(tag.rawValue)] : .transparent
  }

  private static let byTag: [ContentRole] = {
    var roles = [ContentRole](repeating: .transparent, count: 256)
    for (role, tags) in tagsByRole {
      for tag in tags { roles[Int(tag.rawValue)] = role }
    }
    return roles
  }()

  /// HTML standard, "Rendering": what is a block in a browser's own style sheet is one here.
  private static let tagsByRole: [(ContentRole, [Tag])] = [
    (
      .block,
      [
        .address, .article, .aside, .body, .center, .details, .dialog, .div, .fieldset,
        .footer, .form, .frameset, .header, .hgroup, .html, .isindex, .legend, .main, .marquee,
        .nav, .optgroup, .option, .p, .search, .section, .summary,
      ]
    ),
    (
      .skipped,
      [
        .applet, .area, .audio, .base, .basefont, .bgsound, .canvas, .col, .colgroup, .datalist,
        .embed, .frame, .head, .iframe, .input, .keygen, .link, .map, .meta, .meter, .noembed,
        .noframes, .param, .progress, .script, .select, .source, .spacer, .style, .template,
        .textarea, .title, .track, .video,
      ]
    ),
    (
      .formatting,
      [
        .a, .abbr, .acronym, .b, .cite, .code, .del, .dfn, .em, .i, .ins, .kbd, .mark, .q, .s,
        .samp, .small, .strike, .strong, .sub, .sup, .time, .tt, .u, .var,
      ]
    ),
    (.ruby, [.ruby]),
    (.rubyText, [.rt, .rp]),
    (.heading, [.h1, .h2, .h3, .h4, .h5, .h6]),
    (.pre, [.listing, .plaintext, .pre, .xmp]),
    (.quote, [.blockquote]),
    (.list, [.dir, .menu, .ol, .ul]),
    (.item, [.li]),
    (.definitions, [.dl]),
    (.term, [.dt]),
    (.detail, [.dd]),
    (.figure, [.figure]),
    (.figureCaption, [.figcaption]),
    (.table, [.table]),
    (.tableSection, [.tbody, .tfoot, .thead]),
    (.row, [.tr]),
    (.cell, [.td, .th]),
    (.caption, [.caption]),
    (.lineBreak, [.br]),
    (.rule, [.hr]),
    (.image, [.img, .image]),
  ]

  /// The tag that stands for another in content.
  static func normal(_ tag: Tag) -> Tag {
    switch tag {
    case .acronym: .abbr
    case .b: .strong
    case .dir, .menu: .ul
    case .i: .em
    case .listing, .plaintext, .xmp: .pre
    case .strike: .s
    case .tt: .code
    default: tag
    }
  }

  /// Whether two elements of a formatting tag are two things: two links, two keys, but one bold.
  static func isDistinct(_ tag: Tag) -> Bool {
    switch tag {
    case .a, .abbr, .cite, .code, .dfn, .kbd, .q, .rp, .rt, .ruby, .samp, .time, .var: true
    default: false
    }
  }
}
