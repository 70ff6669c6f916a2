/// What a hijacked site puts around an article: spam, breadcrumbs, the line of date and source, the tail.
struct PageShell {
  private let layers: Set<DamageLayer>

  init(_ layers: Set<DamageLayer>) { self.layers = layers }

  /// A line of search spam, or an empty one.
  func spam(_ dice: inout Dice) -> String {
    guard layers.contains(.keywordLine) else { return "" }
    let count = dice.number(6...11)
    let phrases = (0..<count).map { _ in
      (0..<dice.number(2...3)).map { _ in dice.pick(Self.stems) }.joined()
    }
    return phrases.joined(separator: dice.pick(["_", "-", ",", "，", "、"]))
  }

  /// A list of places, or an empty line.
  func places(_ dice: inout Dice) -> String {
    guard layers.contains(.linkFarm) else { return "" }
    let names = (0..<dice.number(8...16)).map { _ in dice.pick(Self.counties) }
    return names.joined(separator: dice.pick(["| ", "、", " "]))
  }

  /// The line below the headline, and whether it names the author.
  func dateline(_ article: ArticleSource, _ dice: inout Dice) -> (text: String, hasAuthor: Bool) {
    let (date, source, author) = (article.published, article.source, article.author)
    switch dice.number(1...4) {
    case 1: return ("\(date):07    来源：\(source)", false)
    case 2: return ("发布时间：\(date)　来源：\(source)　作者：\(author)", true)
    case 3: return ("来源：\(source) | 作者：\(author) | \(date) | 浏览：\(dice.number(80...4000))次", true)
    default:
      return (
        "日期：\(date.split(separator: "-").joined(separator: "/"))  文章来源：\(source)  责任编辑：\(author)",
        true
      )
    }
  }

  /// Elements that no reader sees, full of words, or nothing.
  func noise(_ dice: inout Dice) -> String {
    guard layers.contains(.hiddenNoise) else { return "" }
    let id = "x\(dice.number(1000...9999))"
    let style = dice.pick([
      "display: none;", "display:none", "position:absolute;left:-9999px",
      "height:0;overflow:hidden",
      "visibility:hidden", "font-size:0",
    ])
    let kinds = ["b", "i", "tt", "del", "sup", "pre", "legend", "acronym"]
    let empty = (0..<60).map { _ in
      let kind = dice.pick(kinds)
      return "<\(kind) id=\"\(id)\"></\(kind)>"
    }
    return "<div id=\"\(id)\" style=\"\(style)\">\(empty.joined())"
      + "<a href=\"/\(id)\">\(dice.pick(Self.stems))\(dice.pick(Self.stems))</a></div>\n"
  }

  private static let stems = [
    "国产", "欧美", "日韩", "亚洲", "久久", "精品", "在线", "视频", "观看", "免费", "综合", "高清", "影院", "一区", "二区", "成人",
    "丁香", "婷婷", "五月天", "色", "激情", "伊人", "中文字幕",
  ]

  private static let counties = [
    "安化县", "昌图县", "大通县", "额敏县", "凤台县", "光泽县", "淮滨县", "嘉祥县", "康平县", "利津县", "芒市", "宁陕县", "蓬安县",
    "确山县", "荣成市", "沙湾区", "桐城市", "尉氏县", "兴城市", "盐边县", "镇雄县",
  ]
}
