import Testing

@testable import Cleaning

@Suite struct TitleTextTests {
  @Test(arguments: [
    ("Tea in the rain - Example Times", ["Example Times"], "Tea in the rain"),
    ("Example Times | Tea in the rain", ["Example Times"], "Tea in the rain"),
    (
      "Tea in the rain over the harbour | Weather | Example", [],
      "Tea in the rain over the harbour | Weather"
    ),
    ("Tea - a history of the leaf", [], "Tea - a history of the leaf"),
    ("江南雨中茶会举行_文化频道_某某网", [], "江南雨中茶会举行"),
    ("江南雨中茶会举行-某某晚报", [], "江南雨中茶会举行"),
    ("雨の茶会、各地で開かれる - 例新聞", ["例新聞"], "雨の茶会、各地で開かれる"),
    ("Tea in the rain", [], "Tea in the rain"),
    (
      "A long walk by the old harbour wall | Harbour Post", [],
      "A long walk by the old harbour wall"
    ),
  ])
  func `the site's name is cut off a title`(title: String, names: [String], headline: String) {
    #expect(TitleText.headline(of: title, siteNames: names) == headline)
  }

  @Test func `titles are compared by letters and digits alone`() {
    #expect(TitleText.folded("“Tea”, in 2 Rains!") == "teain2rains")
    #expect(TitleText.key("“Tea”, in 2 Rains!") == Array("teain2rains".utf8))
  }
}
