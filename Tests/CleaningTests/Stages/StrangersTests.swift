import Domain
import Testing

@testable import Cleaning

/// What stands where the article's own headings, fields and short lines stand, and was put in.
@Suite struct StrangersTests {
  private static let cleaner = Cleaner()

  private let first = "今天下午，县里的老人们来到河边，看年轻的石匠修桥，他们说这样的手艺已经很久没有见过了。"
  private let second = "石匠姓周，今年三十二岁，跟父亲学艺十年，修过的桥有二十多座，远近的村子都认得他。"
  private let third = "桥在村子东头，是清朝修的，去年夏天的大水冲走了三块石板，孩子们上学要绕很远的路。"
  private let converted = "今天下午，縣裡的老人們來到河邊，看年輕的石匠修橋，他們說這樣的手藝已經很久沒有見過了。"

  private func article(_ page: String, isText: Bool = false) -> Article? {
    let type = isText ? "text/plain" : "text/html"
    return Self.cleaner.clean(RawPage(bytes: Array(page.utf8), mediaType: type)).article
  }

  private func page(_ body: [String], title: String = "石桥修好了", meta: String = "") -> String {
    "<html><head><title>\(title)</title>\(meta)</head><body><h1>石桥修好了</h1><p>2023-04-18 09:26　来源：县报</p>"
      + body.map { "<p>\($0)</p>" }.joined() + "</body></html>"
  }

  @Test(arguments: [
    "рыба хлеб,молоко сыр,вино вода,масло соль", "焼きたてパン,季節のケーキ,自家製ジャム,手作りクッキー",
  ])
  func `letters of one other script make no other a page's own`(list: String) {
    let greek = "老人们说，桥的弧度像希腊字母α和β，又像γ和δ，石匠听了只是笑，他没有上过几天学。"

    #expect(article(page([first, list, greek]))?.text == "\(first)\n\(greek)")
  }

  @Test func `a page is Chinese by its sentences, however long the lists around them`() {
    let list = [String](
      repeating: "juegos rápidos gratis, bono rápido gratis, juegos de mesa, bono de mesa",
      count: 12
    ).joined(separator: ", ")

    #expect(article(page([first, second, third, list]))?.text == "\(first)\n\(second)\n\(third)")
  }

  @Test func `a simplified list goes from a converted page though its words are the page's`() {
    let list = "石匠报名云朵,年轻石匠网址,下午老人说钱,石匠网址云朵"
    let title = "云朵网址报名_网址说钱云朵_报名说钱秘籍_秘籍云朵网址"
    let html =
      "<title>\(title)</title><h1>石橋修好了</h1><p>\(converted)</p><p>\(list)</p><p>\(converted)</p>"

    #expect(article(html)?.text.contains("云朵") == false)
    #expect(article(html)?.title == "石橋修好了")
  }

  @Test func `lists in a row below the article are one place`() {
    let lists = [
      "рыба хлеб,молоко сыр,вино вода,масло соль", "мясо рис,чай мёд,соль сахар,лук морковь",
      "сыр вино,хлеб мёд,рис вода,молоко чай", "чай сахар,лук соль,мясо масло,рыба рис",
    ]

    #expect(article(page([first, lists[0], second] + lists))?.text == "\(first)\n\(second)")
  }

  @Test func `headings of the article beside lines put in neither keep them nor go`() {
    let (above, below) = (["年轻的石匠"], ["父亲学艺"])
    let spam = ["纸鸢集市", "纸鸢市价", "市价代放", "代放集市"]
    let text = article(page([first] + above + spam + below + [second]))?.text

    #expect(text == ([first] + above + below + [second]).joined(separator: "\n"))
  }

  @Test func `lines are put in between the short lines of a text too`() {
    let verse = ["石匠来了，", "天还没有亮，河水很凉。", "他看了看桥，又看了看天。", "老人们说，再等一等。", "孩子们不说话，看着水。"]
    let spam = ["纸鸢集市", "纸鸢市价", "市价代放", "代放集市", "纸鸢代放"]
    let lines = ["石桥修好了", "2023-04-18 来源：县报"] + verse + spam + [first, second]
    let text = article(lines.joined(separator: "\n\n"), isText: true)?.text

    #expect(text == (verse + [first, second]).joined(separator: "\n"))
  }

  /// The mark at the end made a sentence of the line, and its phrases the page's own words.
  @Test(arguments: ["谁来修好河边的石桥？", "年轻的石匠修好了石桥！"])
  func `a question behind phrases is a headline`(headline: String) {
    let spam = "纸鸢集市、纸鸢市价、市价集市、纸鸢代放、代放集市"
    let article = article(
      "<title>\(spam)</title><div>\(spam)_\(headline)</div><p>2023-04-18 09:26　来源：县报</p><p>\(first)</p><p>\(second)</p>"
    )

    #expect(article?.title == headline)
    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test func `what the line has beyond a title of phrases is the headline`() {
    let spam = "纸鸢集市_纸鸢市价_市价集市_纸鸢代放_代放集市"
    let article = article(
      "<title>\(spam)</title><h1>\(spam)_老渡口最后的一班船</h1><p>2023-04-18 09:26　来源：县报</p><p>\(first)</p><p>\(second)</p>"
    )

    #expect(article?.title == "老渡口最后的一班船")
  }

  @Test func `keywords that recombine foreign words are none`() {
    let spam = "纸鸢集市，纸鸢市价老人，市价集市，石匠代放，代放集市，代放市价，纸鸢代放"
    let meta = "<meta name=\"keywords\" content=\"\(spam)\">"

    #expect(article(page([first, second], meta: meta))?.keywords == [])
  }

  @Test func `an advert with a number below the article goes from a page without other marks`() {
    let advert = "一比一快递文凭学历 办理成绩单证书 QQ：60530968"
    let honest = "修桥捐款请联系村委会 石匠周师傅 电话：60530968"

    #expect(article(page([first, second, third, advert]))?.text.contains("文凭") == false)
    #expect(article(page([first, second, third, honest]))?.text.contains("周师傅") == true)
  }

  @Test func `a list in another language above the headline of a text is not it`() {
    let list = "قروض سريعة/روليت مباشر/مراهنات رياضية/ساعات مقلدة/سلوتس مجانية"
    let lines = [list, "石桥修好了老人们都很高兴", "2023-04-18 来源：县报", first, second]
    let article = article(lines.joined(separator: "\n\n"), isText: true)

    #expect(article?.title == "石桥修好了老人们都很高兴")
    #expect(article?.text == "\(first)\n\(second)")
  }

  @Test func `a button's word between lines put in goes with them`() {
    let spam = ["ساعات جديدة", "كازينو مباشر", "قروض سريعة", "مراهنات اليوم", "تسجيل الدخول"]

    #expect(article(page([first] + spam + [second]))?.text == "\(first)\n\(second)")
  }

  @Test func `what a charset could not write is no text`() {
    let lines = [
      "石桥修好了", "2023-04-18 来源：县报", first, second, "?????_???? ?????_???????_????",
    ]

    #expect(article(lines.joined(separator: "\n\n"), isText: true)?.text == "\(first)\n\(second)")
  }

  @Test func `a table is a layout though the headline stands outside of it`() {
    let rows = [first, "云朵课堂秘籍,理财高手秘籍,高手云朵理财,课堂高手报名,云朵报名", second].map {
      "<tr><td>\($0)</td></tr>"
    }
    let headline = "年轻的石匠修好了河边的石桥！老人们都来看热闹，说这样的手艺很久没有见过"
    let article = article(
      "<title>\(headline)</title><div>\(headline)</div><p>2023-04-18 09:26　来源：县报</p><table>\(rows.joined())</table>"
    )

    #expect(article?.text.contains("云朵") == false)
  }

  @Test func `a phrase that shares words with the body is no headline above a heading`() {
    let spam = "年轻的石匠 报名云朵网址 云朵网址说钱 秘籍云朵报名"
    let article = article(
      "<title></title><div>\(spam)</div><h2>石桥修好了老人们都很高兴</h2><p>2023-04-18 09:26　来源：县报</p><p>\(first)\(second)</p>"
    )

    #expect(article?.title == "石桥修好了老人们都很高兴")
  }

  @Test func `four phrases before a headline that share nothing with the body are none of it`() {
    let article = article(
      "纸鸢集市 云朵报名 秘籍网址 高价代放_年轻的石匠在河边修桥\n\n2023-04-18 来源：县报\n\n\(first)\(second)\n",
      isText: true)

    #expect(article?.title == "年轻的石匠在河边修桥")
  }
}
