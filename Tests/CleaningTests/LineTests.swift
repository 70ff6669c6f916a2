import Domain
import Markup
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
    ("首页 新闻中心 通知公告 联系我们", .navigation),
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

  @Test(arguments: [
    "来源=科技日报　作者=马俊峰　时间=2021-08-11", "「来源」科技日报　「作者」马俊峰　「时间」2021-08-11",
    "来源 → 科技日报　作者 → 马俊峰　时间 → 2021-08-11", "来源：科技日报；作者：马俊峰；时间：2021-08-11；",
    "文章作者：马俊峰　文章出处：科技日报　发表日期：2021-08-11",
  ])
  func `what stands between labels and values may be any mark`(line: String) throws {
    let found = try #require(verdict(line))
    let labels = try #require(found.labels)
    let bytes = Array(line.utf8)
    func value(_ mark: LineMark) -> String? {
      labels.value(mark).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    #expect(found.role == .dateline)
    #expect(value(.source) == "科技日报")
    #expect(value(.author) == "马俊峰")
  }

  @Test func `labels give their values, each to its own end`() throws {
    let line = Array("发布时间：2021-08-11 16:02 　来源：科技日报 　作者：马俊峰".utf8)

    let labels = line.withUnsafeBufferPointer {
      LabelledLine($0, hits: LineMark.phrases.hits(in: $0), reader: DateReader())
    }

    let source = try #require(labels.value(.source))
    let author = try #require(labels.value(.author))
    #expect(String(decoding: line[source], as: UTF8.self) == "科技日报")
    #expect(String(decoding: line[author], as: UTF8.self) == "马俊峰")
    #expect(labels.dates.first?.time.description == "2021-08-11T16:02")
  }
}
