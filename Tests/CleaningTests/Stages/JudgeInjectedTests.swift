import Domain
import Testing

@testable import Cleaning

/// What is taken out of hijacked pages by its having nothing to do with them.
@Suite struct JudgeInjectedTests {
  private static let cleaner = Cleaner()

  private let first = "今天下午，县里的老人们来到河边，看年轻的石匠修桥，他们说这样的手艺已经很久没有见过了。"
  private let second = "石匠姓周，今年三十二岁，跟父亲学艺十年，修过的桥有二十多座，远近的村子都认得他。"

  private func article(_ html: String) -> Article? {
    Self.cleaner.clean(RawPage(bytes: Array(html.utf8), mediaType: "text/html")).article
  }

  private func page(title: String, body: String) -> String {
    "<html><head><title>\(title)</title></head><body><div class=\"main\"><div class=\"t\">石桥修好了</div>"
      + "<p>2023-04-18 09:26　来源：县报</p>\(body)</div></body></html>"
  }

  @Test(arguments: [
    "nhà cái uy tín_kèo nhà cái hôm nay_tài xỉu online_bắn cá đổi thưởng_nổ hũ",
    "云朵理财高手_理财高手云朵课_云朵课堂秘籍_秘籍理财云朵_高手秘籍课堂_云朵高手",
    "สล็อตเว็บตรง|บาคาร่าออนไลน์|แทงบอล|หวยออนไลน์|เครดิตฟรี",
  ])
  func `phrases in the title are known whatever they say`(spam: String) {
    let body = "<p>\(first)</p><p>\(spam)</p><p>\(second)</p>"
    let article = article(page(title: spam + "_石桥修好了", body: body))

    #expect(article?.title == "石桥修好了")
    #expect(article?.text == "\(first)\n\(second)")
  }

  /// The body has hardly a word of these headlines, and no list knows the phrases.
  @Test(arguments: [
    ("纸鸢集市_纸鸢市价_市价集市_纸鸢代放_代放集市_石桥修好了老人们都很高兴", "石桥修好了老人们都很高兴-江城新闻网"),
    ("纸鸢集市_纸鸢市价_市价集市_纸鸢代放_石桥修好了老人们都很高兴", "石桥修好了老人们都很高兴"),
    ("石桥修好了老人们都很高兴", "纸鸢集市·纸鸢市价·市价集市·纸鸢代放·代放集市｜石桥修好了老人们都很高兴"),
  ])
  func `a headline is what its line and the title have in common`(line: String, title: String) {
    let article = article(
      "<title>\(title)</title><h1>\(line)</h1><p>2023-04-18 09:26　来源：县报　作者：林思远</p>"
        + "<div class=\"main\"><p>\(first)</p><p>\(second)</p></div>")

    #expect(article?.title == "石桥修好了老人们都很高兴")
    #expect(article?.text.contains("纸鸢") == false)
    #expect(article?.text.hasSuffix("\(first)\n\(second)") == true)
  }

  @Test func `a table of facts on one line is no headline`() {
    let facts =
      "◎译名 河边的石匠修桥 ◎片名 年轻的石匠修石桥和河边的老人们都高兴 ◎年代 2005 ◎国家 中国 ◎类别 剧情 ◎语言 普通话 ◎字幕 中文字幕 ◎评分 未评 ◎链接 N/A ◎格式　RMVB ◎尺寸　592 x 320 ◎大小　2CD ◎片　　长　112 Min"
    let telling = "年轻的石匠在河边修桥，石桥的类别不多，国家也少有这样的片子。石桥修好了，中国的老人们都很高兴，用普通话说这是年代剧情。"
    let article = article(
      "<title>主题：石匠</title><div>主题：石匠</div><div>\(facts)</div><p>\(telling)</p><p>\(telling)</p><p>\(telling)</p>"
    )

    #expect(article?.title == "主题：石匠")
  }

  @Test func `a phrase that shares a word with the body is no headline`() {
    let article = article(
      "<title></title><h1>石匠小说阅读 手打番外_重生番外完本_穿越完本全文_年轻的石匠在河边修桥</h1><p>2023-04-18 来源：县报</p><p>\(first)\(second)</p>"
    )

    #expect(article?.title == "年轻的石匠在河边修桥")
  }

  @Test func `a short line goes with those put in beside it whose words it has`() {
    let spam = ["纸鸢集市", "纸鸢市价", "市价代放", "代放集市", "纸鸢代放", "集市高手"]
    let lines = spam.map { "<p>\($0)</p>" }.joined()
    let article = article(
      page(title: "石桥修好了", body: "<p>\(first)</p>\(lines)<p>\(second)</p>"))

    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test func `a list is strange in a page that is laid out by a table`() {
    let spam = "云朵课堂秘籍,理财高手秘籍,高手云朵理财,课堂高手报名,云朵报名"
    let rows = [first, spam, second].map { "<tr><td>\($0)</td></tr>" }.joined()
    let article = article(page(title: "石桥修好了", body: "<table>\(rows)</table>"))

    #expect(article?.text.contains("云朵") == false)
  }

  @Test func `UTF-16 text whose halves look like a tag is text`() {
    let text = "石桥修好了\n\n2023-04-18 来源：县报\n\n\(first)\n\n\(second)价值 不菲\n"
    let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let cleaned = Self.cleaner.clean(RawPage(bytes: [0xFF, 0xFE] + units))

    #expect(cleaned.mediaType == "text/plain")
  }

  @Test func `an honest page keeps its lists`() {
    let list = "桃木凳、竹编篮、蓝印花布、油纸伞、铜手炉"
    let body = "<p>\(first)</p><p>\(list)</p><p>\(second)</p>"
    let article = article(page(title: "石桥修好了 - 县报 - 新闻", body: body))

    #expect(article?.text.contains(list) == true)
  }

  /// None of these stands in the lexicon, and the page bears no other mark of hijacking.
  @Test(
    arguments: [
      "云朵课堂秘籍,理财高手秘籍,高手云朵理财,课堂高手报名,云朵报名",
      "juegos rápidos,bono rápidos gratis,juegos gratis,bono gratis",
      "быстрый бонус онлайн бонус онлайн игры быстрый займ онлайн займ игры бонус займ онлайн",
      "โบนัสฟรี เกมโบนัส โบนัสออนไลน์, เกมฟรี โบนัสฟรี, เกมโบนัส โบนัสฟรี, เกมฟรี โบนัสฟรี",
    ], [false, true])
  func `a list that recombines words none of which is the page's goes`(spam: String, isText: Bool) {
    let lines = ["石桥修好了", "2023-04-18 来源：县报", first, spam, second]
    let html = page(title: "石桥修好了", body: "<p>\(first)</p><p>\(spam)</p><p>\(second)</p>")
    let text = isText ? lines.joined(separator: "\n\n") : html
    let type = isText ? "text/plain" : "text/html"
    let article = Self.cleaner.clean(RawPage(bytes: Array(text.utf8), mediaType: type)).article

    #expect(article?.text == "\(first)\n\(second)")
  }

  /// Each phrase on a line of its own, and no other mark of hijacking.
  @Test(
    arguments: [
      ["云朵课堂秘籍", "理财高手秘籍", "高手云朵理财", "课堂高手报名", "云朵报名课堂"], ["比特币邀请码", "矿机返佣", "钱包提现", "交易所开户"],
      ["казино онлайн", "рабочее место", "быстрый ход", "новый адрес"],
      ["สล็อตเว็บตรง", "ทางเข้าใหม่", "เครดิตฟรี", "ฝากถอนออโต้"],
    ], [false, true])
  func `lines that have nothing to do with the paragraphs around them go`(
    spam: [String], isText: Bool
  ) {
    let lines = ["石桥修好了", "2023-04-18 来源：县报", first] + spam + [second]
    let html = page(
      title: "石桥修好了",
      body: "<p>\(first)</p>\(spam.map { "<p>\($0)</p>" }.joined())<p>\(second)</p>")
    let text = isText ? lines.joined(separator: "\n\n") : html
    let type = isText ? "text/plain" : "text/html"
    let article = Self.cleaner.clean(RawPage(bytes: Array(text.utf8), mediaType: type)).article

    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test(arguments: [
    ["桃木凳", "竹编篮", "蓝印花布", "油纸伞"], ["复旦大学", "浙江大学", "南京大学", "同济大学"],
    ["春眠不觉晓", "处处闻啼鸟", "夜来风雨声", "花落知多少"], ["一等奖 王明", "二等奖 李红", "二等奖 张伟", "三等奖 赵云"],
    ["Apple", "Banana", "Cherry", "Damson"],
  ])
  func `lines that an author may have written stay`(list: [String]) {
    let lines = ["石桥修好了", "2023-04-18 来源：县报", first] + list + [second]
    let article = Self.cleaner.clean(
      RawPage(bytes: Array(lines.joined(separator: "\n\n").utf8), mediaType: "text/plain")
    ).article

    #expect(article?.text == ([first] + list + [second]).joined(separator: "\n"))
  }

  @Test(arguments: [
    "网贷口子 秒下款黑户 套现口子 网贷黑户_河边的石匠修桥", "【开户｜投注网址｜投注开户｜彩金网址】河边的石匠修桥",
    "nhà cái uy tín soi kèo hôm nay tài xỉu online_河边的石匠修桥",
    "河边的石匠修桥 | สล็อตเว็บตรง | บาคาร่า | แทงบอล",
  ])
  func `phrases on one line with the headline are taken off it`(line: String) {
    let text = [line, "2023-04-18 来源：县报", first + second, second].joined(separator: "\n")
    let html =
      "<html><head><title>\(line)</title></head><body><h1>\(line)</h1>"
      + "<p>2023-04-18 09:26　来源：县报</p><p>\(first)\(second)</p><p>\(second)</p></body></html>"
    for (page, type) in [(text, "text/plain"), (html, "text/html")] {
      let article = Self.cleaner.clean(RawPage(bytes: Array(page.utf8), mediaType: type)).article

      #expect(article?.title == "河边的石匠修桥")
      #expect(article?.text == "\(first)\(second)\n\(second)")
    }
  }

  @Test(arguments: [
    "河边的石匠修桥：手艺、传承、坚守", "【图解】河边的石匠修桥", "《流浪》评论：河边的石匠修桥",
  ])
  func `a headline with lists or brackets stays as it is`(line: String) {
    let text = [line, "2023-04-18 来源：县报", first + second, second].joined(separator: "\n")
    let article = Self.cleaner.clean(
      RawPage(bytes: Array(text.utf8), mediaType: "text/plain")
    ).article

    #expect(article?.title == line)
  }

  @Test(arguments: [
    "高等数学、线性代数、离散数学、大学物理、数学分析", "复旦大学、浙江大学、南京大学、同济大学、四川大学",
    "春眠不觉晓，处处闻啼鸟，夜来风雨声，花落知多少", "Twinkle, twinkle, little star, how I wonder what you are",
    "SELECT name, age FROM people, towns WHERE people.town = towns.name",
    "苹果 3 个，梨 2 个，桃 5 个，杏 12 个", "Journal of Stone Bridges and Roads in Northern Europe",
  ])
  func `a list that an author may have written stays`(list: String) {
    let lines = ["石桥修好了", "2023-04-18 来源：县报", first, list, second]
    let article = Self.cleaner.clean(
      RawPage(bytes: Array(lines.joined(separator: "\n\n").utf8), mediaType: "text/plain")
    ).article

    #expect(article?.text == "\(first)\n\(list)\n\(second)")
  }

  @Test(arguments: [
    "style=\"display:none\"", "style=\"font-size:0\"", "hidden",
    "style=\"transform:scale(0)\"", "style=\"color:rgba(0,0,0,0)\"", "style=\"filter:opacity(0)\"",
    "style=\"position:absolute;left:-9999px\"",
    "style=\"opacity:0\"", "style=\"visibility:hidden\"", "style=\"color: transparent\"",
  ])
  func `hidden text inside a paragraph goes and the paragraph stays one`(hiding: String) {
    let cut = first.firstIndex(of: "，")!
    let broken = first[..<cut] + "<span \(hiding)>最新彩票网址</span>" + first[cut...]
    let article = article(page(title: "石桥修好了", body: "<p>\(broken)</p><p>\(second)</p>"))

    #expect(article?.text == "\(first)\n\(second)")
  }

  private let rows = ["返佣下载", "交易所邀请码", "以太坊虚拟币交易所", "邀请码搬砖"]

  private func links(_ items: [String]) -> String {
    items.map { "<a href=\"/t\">\($0)</a>" }.joined(separator: " ")
  }

  @Test func `a row of links on a line of its own inside a block goes`() {
    let broken = page(
      title: "石桥修好了", body: "<div>　　\(first)<br>\n　　\(links(rows))<br>\n　　\(second)</div>")
    let verbatim = page(
      title: "石桥修好了", body: "<pre>\(first)\n\n\(links(rows))\n\n\(second)</pre>")

    for html in [broken, verbatim] {
      let text = article(html)?.text
      #expect(text?.contains("石匠修桥") == true)
      #expect(text?.contains("石匠姓周") == true)
      #expect(text?.contains("交易所") == false)
    }
  }

  @Test(arguments: [
    ["石匠修桥", "河边的老人", "远近的村子", "父亲学艺"], ["芦苇", "白鹭", "渡船", "水车"],
  ])
  func `a row of links that an author may have written stays`(items: [String]) {
    let html = page(
      title: "石桥修好了", body: "<div>　　\(first)<br>\n　　\(links(items))<br>\n　　\(second)</div>")

    #expect(article(html)?.text.contains(items[0]) == true)
  }

  @Test func `links written out as text go`() {
    let written = (0..<6).map { "&lt;a href=\"/\"&gt;ブランド\($0)&lt;/a&gt; " }.joined()
    let article = article(
      page(title: "石桥修好了", body: "<p>\(first)</p><p>\(second)</p><div>\(written)</div>"))

    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test func `an alphabet that the charset could not write is one still`() {
    let lines = [
      "kredi ba?vurusu", "ka?ak iddaa", "bahis sitesi giri?", "tombala siteleri", "?evrimsiz bonus",
      "yat?r?ms?z bonus",
    ]
    let article = article(
      page(
        title: "kredi ba?vurusu_ka?ak iddaa_tombala siteleri_bahis analizi_石桥修好了",
        body: "<p>\(first)</p>" + lines.map { "<p>\($0)</p>" }.joined() + "<p>\(second)</p>"))

    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test func `what only readers without scripts see inside a paragraph is none of it`() {
    let cut = first.firstIndex(of: "，")!
    let broken = first[..<cut] + "<noscript>最新彩票网址</noscript>" + first[cut...]
    let article = article(page(title: "石桥修好了", body: "<p>\(broken)</p><p>\(second)</p>"))

    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test func `a body that waits for a script stays beside a farm of links`() {
    let farm = (0..<60).map { "<a href=\"/\($0)\">彩票\($0)预测</a>" }.joined(separator: " ")
    let body =
      "<div id=\"js_content\" style=\"visibility: hidden; opacity: 0;\"><p>\(first)</p><p>\(second)</p></div>"
      + "<div>\(farm)</div>"
    let article = article(page(title: "石桥修好了", body: body))

    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test(arguments: [
    ("2023-04-18 09:26 江城晚报 周小川", "江城晚报", "周小川"),
    ("周小川 发表于 2023-04-18 09:26 来源：江城晚报", "江城晚报", "周小川"),
    ("2023-04-18 09:26 | 江城财经 | 记者 周小川", "江城财经", "周小川"),
    ("来　源：江城晚报　作　者：周小川　日　期：2023-04-18", "江城晚报", "周小川"),
    ("发布人：周小川　发布单位：江城晚报　发布时间：2023-04-18", "江城晚报", "周小川"),
    ("【来源：江城晚报】【作者：周小川】【日期：2023/4/18】", "江城晚报", "周小川"),
    ("作者：周小川 来源：江城晚报 更新时间：23-4-18", "江城晚报", "周小川"),
  ])
  func `lines of fields are read in many formats`(line: String, source: String, author: String) {
    let text = ["首页 > 新闻 > 正文", "石桥修好了", line, first, second].joined(separator: "\n\n")
    let article = Self.cleaner.clean(
      RawPage(bytes: Array(text.utf8), mediaType: "text/plain")
    ).article

    #expect(article?.title == "石桥修好了")
    #expect(article?.source == source)
    #expect(article?.authors == [author])
    #expect(article?.publishedAt?.description.hasPrefix("2023-04-18") == true)
    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test(arguments: [
    ("关 键 词：桥 石匠", ["桥", "石匠"]), ("[关键词] 桥 石匠", ["桥", "石匠"]), ("本文标签：桥|石匠", ["桥", "石匠"]),
    ("相关标签：#桥 #石匠", ["桥", "石匠"]), ("Tags：桥,石匠", ["桥", "石匠"]), ("【关键词】桥;石匠", ["桥", "石匠"]),
  ])
  func `keywords are read in many formats`(line: String, keywords: [String]) {
    let text = ["石桥修好了", "2023-04-18 来源：县报", first, second, line].joined(separator: "\n")
    let article = Self.cleaner.clean(
      RawPage(bytes: Array(text.utf8), mediaType: "text/plain")
    ).article

    #expect(article?.keywords == keywords)
    #expect(article?.text == "\(first)\n\(second)")
  }
}
