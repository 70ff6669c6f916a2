import Domain
import Testing

@testable import Cleaning

/// What single lines say, by shape and words.
@Suite struct LineTests {
  private func verdict(_ line: String) -> LineVerdict? {
    Array(line.utf8).withUnsafeBufferPointer {
      LineGrammar(dates: DateReader()).verdict($0, TextMeasure($0))
    }
  }

  @Test(arguments: [
    ("?", Role.strayMark),
    ("色婷婷综合在线_日韩电影_久久高清网站_国产视频", .spam),
    ("五月天热在线,91视频一区,九九在线播放", .spam),
    ("肥乡县| 滦平县| 渑池县| 辉南县| 潜山县| 通州市|", .spam),
    ("您的位置:首页>市场 >", .breadcrumb),
    ("首页 -> 政务公开 -> 国内", .breadcrumb),
    ("2021-10-12 11:03:50    来源:国际商报", .dateline),
    ("发布日期：2005-03-11　|　作者：魏喆　|　来源：界面新闻　|　点击：502", .dateline),
    ("责任编辑：刘林源", .byline),
    ("关键词: 全县联动机制 经济发展", .keywords),
    ("相关阅读", .related),
    ("Related articles", .related),
    ("分享到：", .share),
  ])
  func `a line of furniture is known by its grammar`(line: String, role: Role) {
    #expect(verdict(line)?.role == role)
  }

  @Test(arguments: [
    "他在相关阅读的推荐下，读完了这本书，觉得受益良多。",
    "记者从上海昆剧团获悉，中国民主同盟盟员、国家一级导演沈斌去世。",
    "The source of the river lies far above the town, she said.",
    "张三、李四和王五三人在下午到达了县城，并向居民说明了情况。",
  ])
  func `a sentence that holds a label's word stays prose`(line: String) {
    #expect(verdict(line) == nil)
  }

  @Test func `labels give their values, each to its own end`() throws {
    let line = Array("发布时间：2021-08-11 16:02 　来源：科技日报 　作者：马俊峰".utf8)

    let labels = line.withUnsafeBufferPointer { LabelledLine($0, reader: DateReader()) }

    let source = try #require(labels.value(.source))
    let author = try #require(labels.value(.author))
    #expect(String(decoding: line[source], as: UTF8.self) == "科技日报")
    #expect(String(decoding: line[author], as: UTF8.self) == "马俊峰")
    #expect(labels.dates.first?.time.description == "2021-08-11T16:02")
  }
}

/// Dates as people write them.
@Suite struct DateReaderTests {
  @Test(arguments: [
    ("2021-10-12 11:03:50", "2021-10-12T11:03:50"),
    ("2021年10月12日 11:03", "2021-10-12T11:03"),
    ("2021/8/1", "2021-08-01"),
    ("October 12, 2021 at 3:30 pm", "2021-10-12T15:30"),
    ("Oct. 12, 2021", "2021-10-12"),
    ("12. März 2020", "2020-03-12"),
    ("12 de octubre de 2021", "2021-10-12"),
    ("1er janvier 2020", "2020-01-01"),
    ("25/12/2021", "2021-12-25"),
    ("2021-10-12T11:03:50+08:00", "2021-10-12T11:03:50+08:00"),
    ("20211012", "2021-10-12"),
  ])
  func `a date is read`(text: String, time: String) {
    #expect(DateReader().first(in: Array(text.utf8))?.time.description == time)
  }

  @Test(arguments: ["", "12/10/2021", "2021-13-45", "tel. 555-1234", "version 3.2.1", "2021"])
  func `what is no date, or two dates at once, is none`(text: String) {
    #expect(DateReader().first(in: Array(text.utf8)) == nil)
  }

  @Test func `the reader's country decides between day and month`() {
    let text = Array("12/10/2021".utf8)

    #expect(DateReader(order: .dayFirst).first(in: text)?.time.description == "2021-10-12")
    #expect(DateReader(order: .monthFirst).first(in: text)?.time.description == "2021-12-10")
  }
}

/// Names of people, and what is none.
@Suite struct AuthorNamesTests {
  @Test(arguments: [
    ("By Jane Doe and John Roe, Staff Writers", ["Jane Doe", "John Roe"]),
    ("本报记者 李希平 通讯员 王五", ["李希平", "王五"]),
    ("责任编辑：刘林源", ["刘林源"]),
    ("Example News", []),
    ("admin", []),
    ("2021-10-12", []),
  ])
  func `a byline gives people alone`(text: String, names: [String]) {
    #expect(AuthorNames(outlets: ["example news"]).names(in: text) == names)
  }
}

/// Headlines without their sites.
@Suite struct TitleTextTests {
  @Test(arguments: [
    ("Tea in the rain - Example Times", "Tea in the rain"),
    ("A long walk by the old harbour wall | Harbour Post", "A long walk by the old harbour wall"),
    ("老桥修缮完工_社会_清河网", "老桥修缮完工"),
    ("Plain headline", "Plain headline"),
  ])
  func `the site's name is cut off`(title: String, headline: String) {
    #expect(TitleText.headline(of: title, siteNames: ["Example Times"]) == headline)
  }
}
