import Foundation

/// Times as HTTP writes them: `Tue, 24 Nov 2026 00:00:00 GMT` (IMF-fixdate, RFC 9110 §5.6.7).
public enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// - Parameter seconds: since 1970-01-01T00:00:00Z
  public static func string(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    // gmtime_r is 50 times faster than a DateFormatter.
    gmtime_r(&time, &parts)
    let day = days[Int(parts.tm_wday)]
    let month = months[Int(parts.tm_mon)]
    return "\(day), \(two(parts.tm_mday)) \(month) \(1900 + Int(parts.tm_year)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
  }

  /// Seconds since 1970 of a date in any of the three forms that a recipient must read: IMF-fixdate, RFC
  /// 850's and asctime's; nil for what is none, which a conditional ignores (RFC 9110 §13.1.3).
  public static func seconds(_ text: String) -> Int? {
    let words = text.split { " ,-:".contains($0) }.map(String.init)
    guard words.count == 7 || words.count == 8 else { return nil }
    // Sun 06 Nov 1994 08 49 37 GMT | Sunday 06 Nov 94 08 49 37 GMT | Sun Nov 6 08 49 37 1994
    let isASCTime = words.count == 7
    let (day, month) = isASCTime ? (words[2], words[1]) : (words[1], words[2])
    let (year, clock) = isASCTime ? (words[6], 3) : (words[3], 4)
    guard isASCTime || words[7] == "GMT", days.contains(String(words[0].prefix(3))),
      let day = Int32(day), let month = months.firstIndex(of: month), var year = Int32(year),
      let hour = Int32(words[clock]), let minute = Int32(words[clock + 1]),
      let second = Int32(words[clock + 2]), (0...23).contains(hour), (0...59).contains(minute),
      (0...60).contains(second)
    else { return nil }
    // Two digits: RFC 850's years were of the last century, or of this one's beginning.
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    var time = tm()
    (time.tm_mday, time.tm_mon, time.tm_year) = (day, Int32(month), year - 1900)
    (time.tm_hour, time.tm_min, time.tm_sec) = (hour, minute, second)
    let seconds = timegm(&time)
    // timegm makes 31 February a day of March.
    guard time.tm_mday == day || second == 60 else { return nil }
    return Int(seconds)
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The `Date` line, made once a second.
struct DateLine {
  private var second = -1
  private var line: [UInt8] = []

  mutating func bytes() -> [UInt8] {
    let now = Int(time(nil))
    if now != second {
      second = now
      line = Array("Date: \(HTTPDate.string(now))\r\n".utf8)
    }
    return line
  }
}
