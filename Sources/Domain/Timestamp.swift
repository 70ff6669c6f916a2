/// A moment in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// The moment so much later, in whole milliseconds.
  public static func + (moment: Timestamp, time: Duration) -> Timestamp {
    Timestamp(milliseconds: moment.milliseconds + Int64(time / .milliseconds(1)))
  }

  /// The moment so much earlier, in whole milliseconds.
  public static func - (moment: Timestamp, time: Duration) -> Timestamp { moment + (.zero - time) }
}

extension Timestamp {
  /// Reads RFC 3339 (`2021-10-12T03:03:50Z`, with a fraction or an offset too) or one of the
  /// shorter forms of `PartialTime`, which mean their beginning, in UTC where no zone is named.
  public init?(_ text: String) {
    guard let partial = PartialTime(text) else { return nil }
    self = partial.beginning
  }

  /// RFC 3339 in UTC, with milliseconds where there are any: `2021-10-12T03:03:50Z`.
  public var rfc3339: String {
    let (days, rest) = milliseconds.flooredDivision(by: 86_400_000)
    let date = CivilDate(daysSinceEpoch: days)
    let second = rest / 1000
    var text = date.description + "T"
    text += twoDigits(Int(second / 3600)) + ":" + twoDigits(Int(second / 60 % 60))
    text += ":" + twoDigits(Int(second % 60))
    let fraction = Int(rest % 1000)
    if fraction > 0 {
      text += "." + (fraction < 100 ? "0" : "") + twoDigits(fraction)
    }
    return text + "Z"
  }
}

/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Hashable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// The date, or nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The inverse of `daysSinceEpoch`, after Howard Hinnant's "chrono-Compatible Low-Level Date
  /// Algorithms", `civil_from_days`.
  public init(daysSinceEpoch: Int64) {
    let z = daysSinceEpoch + 719_468
    let (era, dayOfEra) = z.flooredDivision(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
    month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, negative before it.
  public var daysSinceEpoch: Int64 {
    let y = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = y.flooredDivision(by: 400)
    let m = Int64(month)
    let dayOfYear = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// `2021-10-12`.
  public var description: String {
    fourDigits(year) + "-" + twoDigits(month) + "-" + twoDigits(day)
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

extension Int64 {
  /// Quotient towards negative infinity and the remainder, which is never negative.
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

func fourDigits(_ number: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
