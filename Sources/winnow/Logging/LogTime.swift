import Domain
import Glibc

/// The moment of a log line: RFC 3339 in UTC with milliseconds.
struct LogTime: CustomStringConvertible {
  let description: String

  static var now: LogTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let milliseconds = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    return LogTime(Timestamp(milliseconds: milliseconds))
  }

  init(_ moment: Timestamp) {
    let text = moment.rfc3339
    // `rfc3339` leaves out milliseconds that are zero; a log's columns stay aligned.
    description = text.utf8.count == 20 ? text.dropLast() + ".000Z" : text
  }

  /// The time of day, for a person who watches: `03:03:50.123`.
  var clock: Substring { description.dropFirst(11).dropLast() }
}
