import Domain
import Testing

@testable import Cleaning

/// Kinds of hijacked page that no page of the corpus is of.
@Suite struct HijackedLayoutsTests {
  private static let cleaner = Cleaner()

  private let first = "今天下午，县里的老人们来到河边，看年轻的石匠修桥，他们说这样的手艺已经很久没有见过了。"
  private let second = "石匠姓周，今年三十二岁，跟父亲学艺十年，修过的桥有二十多座，远近的村子都认得他。"

  private func article(_ text: String, _ type: String = "text/html") -> Article? {
    // Without a head and a class it would be a fragment, of which all is kept.
    let page =
      type == "text/html" ? "<html><body><div class=\"main\">\(text)</div></body></html>" : text
    return Self.cleaner.clean(RawPage(bytes: Array(page.utf8), mediaType: type)).article
  }

  @Test func `phrases with the marks of sentences between them are no sentences`() {
    let spam = "种植牙多少钱一颗，男科医院哪家好，牛皮癣怎么治。痔疮手术费用？脱发治疗偏方！"
    let page = "<h1>石桥修好了</h1><p>\(first)</p><p>\(spam)</p><p>\(second)</p>"

    #expect(article(page)?.text == "\(first)\n\(second)")
  }

  @Test func `questions about what the page speaks of stay`() {
    let asked = "种植牙多少钱一颗？种植牙怎么收费？种植牙哪家好？"
    let told = "镇上的牙医说，种植牙多少钱一颗，要看用什么材料；怎么收费，墙上写着；哪家好，问问街坊就知道了，种植牙没有那么神秘。"
    let page = "<h1>牙医的下午</h1><p>\(told)</p><p>\(asked)</p><p>\(told)</p>"

    #expect(article(page)?.text.contains(asked) == true)
  }

  @Test func `an advert between paragraphs is known by its number`() {
    let spam = "【网贷口子】小额贷款不看征信，加微信 vx87350827 咨询"
    let page = "石桥修好了\n\n\(first)\n\n\(spam)\n\n\(second)"

    #expect(article(page, "text/plain")?.text == "\(first)\n\(second)")
  }

  @Test(arguments: [
    ("发布日期：二〇一六年八月二十二日　作者：林思远", "2016-08-22"), ("二○二○年十月三日　来源：县报", "2020-10-03"),
    ("时间：一九九九年十二月三十一日　来源：县报", "1999-12-31"),
  ])
  func `dates in Han digits are dates`(line: String, date: String) {
    let page = "<h1>石桥修好了</h1><div>\(line)</div><p>\(first)</p><p>\(second)</p>"

    #expect(article(page)?.publishedAt?.description.hasPrefix(date) == true)
    #expect(article(page)?.text == "\(first)\n\(second)")
  }

  @Test(arguments: [
    "清溪镇图书馆 2017-05-11 07:22", "【清溪镇图书馆】2017/05/11 07:22", "清溪镇图书馆  2017年05月11日  本报记者 林思远",
  ])
  func `what stands alone before a date is where it was posted`(line: String) {
    let found = article("<h1>石桥修好了</h1><div>\(line)</div><p>\(first)</p><p>\(second)</p>")

    #expect(found?.source == "清溪镇图书馆")
    #expect(found?.text == "\(first)\n\(second)")
  }

  @Test func `a line of keywords is no list of authors`() {
    let found = article(
      "<h1>石桥修好了</h1><p>2017-05-11 07:22</p><div>关键字：周庄、石桥、石匠</div><p>\(first)</p><p>\(second)</p>")

    #expect(found?.authors.isEmpty == true)
    #expect(found?.keywords == ["周庄", "石桥", "石匠"])
  }

  @Test func `a poem that waits for a script is a body`() {
    let lines = ["炊烟从屋顶上站起来", "看了一眼归来的牛群", "又轻轻弯下腰去", "母亲在井边淘米", "水声把黄昏淘得很白", "麦子把夏天藏起来"]
    let page =
      "<h2>乡间的傍晚</h2><div id=c style='visibility:hidden;opacity:0'>"
      + lines.map { "<section><span>\($0)</span></section>" }.joined() + "</div>"

    #expect(article(page)?.text == lines.joined(separator: "\n"))
  }

  @Test func `a heading is the headline before the line that greets its readers`() {
    let spam = "纸鸢集市_纸鸢市价_市价集市_纸鸢代放_代放集市_高手集市"
    let page =
      "<title>\(spam)</title><div>\(spam)</div><h3>关于修缮石桥的通知</h3><p>各村委会，镇直有关单位：</p><p>\(first)</p><p>\(second)</p>"

    #expect(article(page)?.title == "关于修缮石桥的通知")
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a text wrapped at a column is whole paragraphs again`(end: String) {
    func wrapped(_ text: String) -> String {
      var rest = Array(text)
      var lines: [String] = []
      while !rest.isEmpty {
        lines.append(String(rest.prefix(24)))
        rest.removeFirst(min(24, rest.count))
      }
      return lines.joined(separator: end)
    }
    let paragraphs = [first + second, second + first, first + first]
    let page = "石桥修好了" + end + end + paragraphs.map(wrapped).joined(separator: end + end)

    #expect(article(page, "text/plain")?.text == paragraphs.joined(separator: "\n"))
  }

  @Test func `verse is not unwrapped`() {
    let lines = [
      "风吹过山岗的时候我正在想着你还有远方的城", "雨落在屋檐的时候我正在想着你还有远方的河", "车开过隧道的时候我正在想着你还有远方的灯",
      "灯一盏盏熄灭以后我还在想着你还有远方的人。", "天亮之后我终于不再去想着你了还有远方的雨。", "因为你推开门说早餐已经准备好了请坐下来吃。",
    ]

    #expect(article(lines.joined(separator: "\n"), "text/plain")?.text.contains(lines[4]) == true)
  }

  @Test func `what stands for broken bytes goes`() {
    let page = "<h1>石桥修好了</h1><p>\u{FFFD}\u{FFFD}\(first)</p><p>\(second)\u{FFFD}</p>"

    #expect(article(page)?.text == "\(first)\n\(second)")
  }

  @Test func `characters read one by one without their toned vowels are the author's again`() {
    let damaged =
      "今天下午，县(xin)里的老人们(men)来(li)到河边，看年轻(qng)的石匠修桥(qio)，他们(men)说(shu)这(zh)样(yng)的手艺(y)已经(jng)很久没(mi)有见(jin)过(gu)了。"
    let found = article("<h1>石桥修好了</h1><p>\(damaged)</p><p>\(second)</p>")

    #expect(found?.text == "\(first)\n\(second)")
  }

  @Test func `units in brackets are no readings`() {
    let text = "桥长二十米(m)，宽三米(m)，用石料四十吨(t)，水泥两千克(kg)，工期六十天(d)，老人们来到河边，看年轻的石匠修桥。"

    #expect(article("<h1>石桥修好了</h1><p>\(text)</p><p>\(second)</p>")?.text == "\(text)\n\(second)")
  }

  @Test(arguments: [
    "来源 | 县报  作者 | 林思远  时间 | 2017年5月11日", "文章来源:县报(原创) 供稿:林思远 审核:周明 更新时间:2017-05-11",
  ])
  func `bars and brackets do not hide fields`(line: String) {
    let found = article(
      "<h1>石桥修好了</h1><div>\(line)</div><p>\(first)</p><p>\(second)</p><p>本文标签 | 石桥 | 石匠</p>")

    #expect(found?.source == "县报")
    #expect(found?.authors == ["林思远"])
    #expect(found?.keywords == ["石桥", "石匠"])
    #expect(found?.text == "\(first)\n\(second)")
  }

  @Test func `an outlet is a line of its own beside the date`() {
    let found = article(
      "<h1>石桥修好了</h1><ul class=info><li>【石桥人家】</li><li>林思远</li><li>2017-05-11 07:22</li></ul><p>\(first)\(second)</p><p>\(second)\(first)</p>"
    )

    #expect(found?.source == "石桥人家")
  }

  @Test func `a comma is part of a headline behind phrases with other marks`() {
    let spam = "纸鸢集市_纸鸢市价_市价集市_纸鸢代放_代放集市"
    let page =
      "\(spam)_在河边，看年轻的石匠修桥\n2017-05-11 07:22　来源：县报\n\(first)河边的老人们说，在河边看年轻的石匠修桥。\n\(second)\(first)"

    #expect(article(page, "text/plain")?.title == "在河边，看年轻的石匠修桥")
  }

  @Test func `phrases put into a poem go`() {
    let lines = [
      "炊烟从屋顶上站起来", "看了一眼归来的牛群", "又轻轻弯下腰去", "母亲在井边淘米", "水声把黄昏淘得很白", "你把整个夏天的热", "都藏进一粒小小的身体",
    ]
    let spam = "牛皮癣怎么治|种植牙多少钱一颗|治疗白癜风最好的医院|痔疮手术费用|脱发治疗偏方"
    let page =
      "<h1>乡间的傍晚</h1><p>2017-05-11 来源：县报</p>"
      + (lines[..<3] + [spam] + lines[3...]).map { "<p>\($0)</p>" }.joined()

    #expect(article(page)?.text == lines.joined(separator: "\n"))
  }

  @Test func `a bold line before a break is the headline`() {
    let page =
      "<title>石桥修好了老人们都高兴</title><center><b>石桥修好了老人们都高兴</b><br>2017-05-11 07:22 来源：县报 作者：林思远</center><p>\(first)</p><p>\(second)</p>"
    let found = article(page)

    #expect(found?.title == "石桥修好了老人们都高兴")
    #expect(found?.source == "县报")
    #expect(found?.text == "\(first)\n\(second)")
  }

  /// No trade of these is in a list.
  @Test(arguments: [
    "合同纠纷起诉流程 | 离婚官司咨询费 | 工伤鉴定怎么办理 | 交通事故赔偿标准 | 遗产继承哪家好",
    "合同纠纷起诉流程●离婚官司咨询费●工伤鉴定怎么办理●交通事故赔偿标准●遗产继承哪家好",
  ])
  func `what people ask a search engine for is no line of an article`(spam: String) {
    let page = "<h1>石桥修好了</h1><p>\(first)</p><p>\(spam)</p><p>\(second)</p>"

    #expect(article(page)?.text == "\(first)\n\(second)")
  }

  @Test func `a list of houses stays`() {
    let list = "江城第一医院、江城大学附属医院、江城中医院、清溪县人民医院、石桥镇卫生院"
    let page = "<h1>石桥修好了</h1><p>\(first)</p><p>\(list)</p><p>\(second)</p>"

    #expect(article(page)?.text == "\(first)\n\(list)\n\(second)")
  }

  @Test func `a poem goes on below phrases put into it`() {
    let lines = [
      "炊烟从屋顶上站起来", "看了一眼归来的牛群", "又轻轻弯下腰去", "母亲在井边淘米", "水声把黄昏淘得很白", "你把整个夏天的热", "都藏进一粒小小的身体",
    ]
    let spam = "牛皮癣怎么治_种植牙多少钱一颗_治疗白癜风最好的医院_痔疮手术费用_脱发治疗偏方"
    let page =
      (["乡间的傍晚", "2017-05-11 来源：县报"] + lines[..<4] + [spam] + lines[4...]
      + ["版权所有 ©2019 县报 京ICP备09012345号-2"]).joined(separator: "\n")

    #expect(article(page, "text/plain")?.text == lines.joined(separator: "\n"))
  }
}
