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

  /// Seconds since 1970 of an IMF-fixdate; nil for anything else, which a recipient must ignore in
  /// a conditional (RFC 9110 §13.1.3).
  ///
  /// The two obsolete forms are not read.
  public static func seconds(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", parts[0].hasSuffix(","),
      days.contains(String(parts[0].dropLast())), let day = Int32(parts[1]),
      let month = months.firstIndex(of: String(parts[2])), let year = Int32(parts[3])
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int32($0) }
    guard clock.count == 3 else { return nil }
    var time = tm()
    (time.tm_mday, time.tm_mon, time.tm_year) = (day, Int32(month), year - 1900)
    (time.tm_hour, time.tm_min, time.tm_sec) = (clock[0], clock[1], clock[2])
    return Int(timegm(&time))
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
