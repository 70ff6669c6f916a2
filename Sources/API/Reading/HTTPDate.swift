import Domain
import HTTPServer

/// Dates as HTTP writes them (RFC 9110 §5.6.7).
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func text(_ moment: Timestamp) -> String {
    HTTPServer.HTTPDate.string(Int(seconds(moment)))
  }

  /// Whole seconds since 1970, which is all that a date has.
  static func seconds(_ moment: Timestamp) -> Int64 {
    Int64((Double(moment.milliseconds) / 1000).rounded(.down))
  }

  /// Reads the three forms that a recipient must: IMF-fixdate, RFC 850's and asctime's.
  static func read(_ text: String) -> Timestamp? {
    let words = text.split { " ,-:".contains($0) }.map(String.init)
    guard words.count == 7 || words.count == 8 else { return nil }
    // Sun 06 Nov 1994 08 49 37 GMT | Sunday 06 Nov 94 08 49 37 GMT | Sun Nov 6 08 49 37 1994
    let isASCTime = words.count == 7
    let (day, month) = isASCTime ? (words[2], words[1]) : (words[1], words[2])
    let (year, clock) = isASCTime ? (words[6], 3) : (words[3], 4)
    guard isASCTime || words[7] == "GMT", let day = Int(day),
      let month = months.firstIndex(of: month), var year = Int(year),
      let hour = Int(words[clock]), let minute = Int(words[clock + 1]),
      let second = Int(words[clock + 2]), (0...23).contains(hour), (0...59).contains(minute),
      (0...60).contains(second)
    else { return nil }
    // Two digits: RFC 850's years were of the last century, or of this one's beginning.
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    guard let date = CivilDate(year: year, month: month + 1, day: day) else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Timestamp(milliseconds: seconds * 1000)
  }
}
