/// Damages clean articles as hijacked pages are damaged, for tests and for measuring the repair.
///
/// The same seed, layers and article give the same page.
public struct Obfuscator: Sendable {
  public var seed: UInt64
  public var layers: Set<DamageLayer>
  public var style: AnnotationStyle

  public init(
    seed: UInt64, layers: Set<DamageLayer> = Set(DamageLayer.allCases),
    style: AnnotationStyle = .toned
  ) {
    (self.seed, self.layers, self.style) = (seed, layers, style)
  }

  /// The page, in UTF-8.
  ///
  /// Text is converted, annotated, cut and sprinkled with control bytes; around it stand search spam, breadcrumbs, the line of
  /// date and source, the editor, keywords and places, each in a form that the seed chooses.
  public func obfuscate(_ article: ArticleSource, asHTML: Bool) -> [UInt8] {
    var dice = Dice(seed)
    let damage = TextDamage(layers, style, of: article, &dice)
    let shell = PageShell(layers)
    let dateline = shell.dateline(article, &dice)
    var head = [damage.damaged(dice.pick(Self.breadcrumbs), &dice)]
    if layers.contains(.strayMarks) { head.append("?") }
    let spam = shell.spam(&dice)
    let title = damage.damaged(article.title, &dice)
    let body = article.paragraphs.map { damage.damaged(damage.junked($0, &dice), &dice) }
    // Labels of the line stay whole: it is the text that is damaged.
    let meta = damage.damaged(dateline.text, &dice)
    var tail: [String] = []
    if !dateline.hasAuthor { tail.append(damage.damaged("责任编辑：\(article.author)", &dice)) }
    if !article.keywords.isEmpty {
      tail.append(damage.damaged("关键词：" + article.keywords.joined(separator: " "), &dice))
    }
    let places = shell.places(&dice)
    if !places.isEmpty { tail.append(places) }
    let page =
      asHTML
      ? html(spam, head, title, meta, body, tail, shell, &dice)
      : text((spam.isEmpty ? [] : [spam]) + head + [title, meta] + body + tail, &dice)
    return Array(page.utf8)
  }

  private func text(_ lines: [String], _ dice: inout Dice) -> String {
    let separator = dice.pick(["\n", "\n\n", "\r\n", "\r\n\r\n"])
    return lines.joined(separator: separator) + separator
  }

  private func html(
    _ spam: String, _ head: [String], _ title: String, _ meta: String, _ body: [String],
    _ tail: [String], _ shell: PageShell, _ dice: inout Dice
  ) -> String {
    let pageTitle = spam.isEmpty ? title : spam + "_" + title
    var page =
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>\(pageTitle)</title></head>\n<body>\n"
    page += shell.noise(&dice)
    if !spam.isEmpty { page += "<div>\(spam)</div>\n" }
    for line in head { page += "<div class=\"path\">\(line)</div>\n" }
    page += "<div class=\"main\"><h1>\(title)</h1>\n<div class=\"info\">\(meta)</div>\n"
    switch dice.number(1...3) {
    case 1: page += "<div class=\"content\">" + body.map { "<p>\($0)</p>\n" }.joined() + "</div>\n"
    case 2: page += "<div class=\"text\">" + body.joined(separator: "<br><br>\n") + "</div>\n"
    default:
      page +=
        "<table><tr><td>" + body.map { "<p style=\"text-indent:2em\">\($0)</p>\n" }.joined()
        + "</td></tr></table>\n"
    }
    for line in tail { page += "<div>\(line)</div>\n" }
    return page + "</div>\n" + shell.noise(&dice) + "</body></html>\n"
  }

  private static let breadcrumbs = [
    "您的位置：首页>新闻 >", "当前位置：首页 > 要闻 > 正文", "首页 -> 政务公开 -> 动态",
  ]
}
