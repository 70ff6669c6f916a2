import Testing

@testable import Cleaning

@Suite struct AddressDateTests {
  @Test(arguments: [
    ("/2021/10/12/tea.html", "2021-10-12"),
    ("/2021-10/12/content_1.htm", "2021-10-12"),
    ("/202110/12/t1.html", "2021-10-12"),
    ("/art/20211012/tea", "2021-10-12"),
    ("/t20211012_4.htm", "2021-10-12"),
    ("/world/2021/oct/12/tea", "2021-10-12"),
    ("/blog/2021/october/12/", "2021-10-12"),
    ("/2021-oct-12-ways", nil),
    ("/2021/13/40/x", nil),
    ("/story/12345678/x", nil),
    ("/2021/tea", nil),
    ("/", nil),
  ])
  func `a path may tell the day`(path: String, day: String?) {
    #expect(AddressDate.read(path)?.description == day)
  }
}
