/// How an element's tag bears on the layout of text.
///
/// Source: the HTML standard's suggested rendering (§15.3), `display` of each element; what never shows text of the page
/// is skipped.
public enum ElementKind: UInt8, Sendable {
  case block
  case inline
  case lineBreak
  case rule
  case skipped

  public static func of(_ tag: Tag, isHTML: Bool) -> ElementKind {
    let raw = Int(tag.rawValue)
    guard isHTML else { return tag == .math ? .inline : .skipped }
    return raw < table.count ? table[raw] : .block
  }

  /// By tag number; names that no standard knows (custom elements) are mostly containers.
  private static let table: [ElementKind] = {
    var table = [ElementKind](repeating: .inline, count: 1024)
    for tag in blockTags where Int(tag.rawValue) < table.count { table[Int(tag.rawValue)] = .block }
    for tag in skippedTags where Int(tag.rawValue) < table.count {
      table[Int(tag.rawValue)] = .skipped
    }
    table[Int(Tag.br.rawValue)] = .lineBreak
    table[Int(Tag.hr.rawValue)] = .rule
    return table
  }()

  private static let blockTags: [Tag] = [
    .address, .article, .aside, .blockquote, .body, .button, .caption, .center, .dd, .details,
    .dialog, .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .frameset, .h1,
    .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .html, .label, .legend, .li, .listing, .main, .menu,
    .nav, .noscript, .ol, .option, .p, .plaintext, .pre, .search, .section, .select, .summary,
    .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .xmp,
  ]

  private static let skippedTags: [Tag] = [
    .applet, .area, .audio, .base, .canvas, .col, .colgroup, .datalist, .embed, .frame, .head,
    .iframe, .img, .input, .link, .map, .meta, .meter, .noembed, .noframes, .object, .param,
    .picture, .progress, .rp, .rt, .script, .select, .source, .style, .svg, .template, .textarea,
    .title, .track, .video, .wbr,
  ]
}
