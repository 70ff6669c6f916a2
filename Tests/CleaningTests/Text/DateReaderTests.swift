import Domain
import Testing

@testable import Cleaning

@Suite struct DateReaderTests {
  private func first(_ text: String, _ order: DateReader.DayOrder = .unknown) -> String? {
    DateReader(order: order).first(in: Array(text.utf8))?.time.description
  }

  @Test(arguments: [
    ("2021-10-12 11:03:50", "2021-10-12T11:03:50"),
    ("2021-10-12T11:03:50+08:00", "2021-10-12T11:03:50+08:00"),
    ("2021-10-12T03:03:50.123Z", "2021-10-12T03:03:50Z"),
    ("2021年10月12日 11:03", "2021-10-12T11:03"),
    ("2021年10月12日11时03分", "2021-10-12T11:03"),
    ("时间：2021/10/12", "2021-10-12"),
    ("发布时间：18-03-08", "2018-03-08"),
    ("2021年10月", "2021-10"),
    ("２０２１", nil),
    ("2021. 10. 12", "2021-10-12"),
    ("2021년 10월 12일 오후", "2021-10-12"),
    ("October 12, 2021", "2021-10-12"),
    ("Oct. 12, 2021 at 3:30 pm", "2021-10-12T15:30"),
    ("Tuesday, 12th of October, 2021", "2021-10-12"),
    ("12 Oct 2021 12:05 AM", "2021-10-12T00:05"),
    ("12. Oktober 2021, 14:05 Uhr", "2021-10-12T14:05"),
    ("12. März 2020", "2020-03-12"),
    ("12.10.2021", "2021-10-12"),
    ("12.10.21", "2021-10-12"),
    ("1er janvier 2020", "2020-01-01"),
    ("le 12 août 2020 à 14:05", "2020-08-12T14:05"),
    ("12 août 2020 à 18h20", "2020-08-12T18:20"),
    ("12 de octubre de 2021", "2021-10-12"),
    ("12 октября 2021", "2021-10-12"),
    ("12 de março de 2021", "2021-03-12"),
    ("12 ottobre 2021", "2021-10-12"),
    ("12 października 2021", "2021-10-12"),
    ("12 oktober 2021", "2021-10-12"),
    ("12 أكتوبر 2021", "2021-10-12"),
    ("15 tháng 3, 2023", "2023-03-15"),
    ("Thứ tư, ngày 15 tháng 03 năm 2023", "2023-03-15"),
    ("15 de Março de 2023, às 14h30", "2023-03-15T14:30"),
    ("15 d'octubre de 2021", "2021-10-15"),
    ("2021. október 12.", "2021-10-12"),
    ("12 Şubat 2021", "2021-02-12"),
    ("12 Φεβρουαρίου 2021", "2021-02-12"),
    ("12 Јануар 2021", "2021-01-12"),
    ("12. listopada 2021", "2021-11-12"),
    ("12 अक्टूबर 2021", "2021-10-12"),
    ("12 ตุลาคม 2564", "2021-10-12"),
    ("12 ตุลาคม พ.ศ. 2564", "2021-10-12"),
    ("12 ตุลาคม 2021", "2021-10-12"),
    ("٢٠ نوفمبر ٢٠٢٢", "2022-11-20"),
    ("20211012", "2021-10-12"), ("2021/8/1", "2021-08-01"), ("25/12/2021", "2021-12-25"),
  ])
  func `dates are read as people write them`(text: String, expected: String?) {
    #expect(first(text) == expected)
  }

  @Test(arguments: [
    // Years of other calendars, and one of ours that is none.
    "12 مهر 1400", "۱۲ مهر ۱۴۰۰", "15 رمضان 1444", "12 October 2564", "12 tháng 13, 2023",
    "", "Tel. 030-2021-10", "99/99/2021", "12345678",
    "version 1.2.3", "12/10/2021", "2021-13-45", "tel. 555-1234", "2021",
  ])
  func `what is no date, or not for certain, is none`(text: String) {
    #expect(first(text) == nil)
  }

  @Test func `the page's language decides between day and month`() {
    #expect(first("12/10/2021", .dayFirst) == "2021-10-12")
    #expect(first("12/10/2021", .monthFirst) == "2021-12-10")
    #expect(first("25/10/2021") == "2021-10-25")
  }

  @Test func `several dates come in order with their places`() {
    let text = "Published 2021-10-12, updated 2021-10-14"

    let matches = DateReader().all(in: Array(text.utf8))

    #expect(matches.map(\.time.description) == ["2021-10-12", "2021-10-14"])
    #expect(matches.map(\.range) == [10..<20, 30..<40])
  }

  @Test func `prose is not searched`() {
    let text = String(repeating: "word ", count: 200) + "2021-10-12"

    #expect(first(text) == nil)
  }
}
