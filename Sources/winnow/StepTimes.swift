import Cleaning
import Domain
import Glibc
import Ingest
import Synchronization

/// CPU time of each step of cleaning, summed over pages and threads, for `winnow batch --timings`.
final class StepTimes: Sendable {
  private struct Sums {
    var nanoseconds: [String: UInt64] = [:]
    var order: [String] = []
    /// By thread: when its last step ended.
    var last: [UInt: UInt64] = [:]
    var pages = 0
    var bytes = 0
  }

  private let sums = Mutex(Sums())

  /// A page's cleaning begins on this thread: what its thread spent since the last step was reading.
  func begin(bytes: Int) {
    finish("read JSON")
    sums.withLock { sums in
      sums.pages += 1
      sums.bytes += bytes
    }
  }

  /// A step ends on this thread.
  func finish(_ step: String) {
    let now = StepTimes.threadTime()
    let thread = UInt(pthread_self())
    sums.withLock { sums in
      let before = sums.last[thread] ?? 0
      sums.last[thread] = now
      if sums.nanoseconds[step] == nil { sums.order.append(step) }
      sums.nanoseconds[step, default: 0] += now - before
    }
  }

  /// CPU nanoseconds of the calling thread.
  private static func threadTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// A line for each step: milliseconds, the share of the whole, and MB of page a CPU second.
  var report: String {
    sums.withLock { sums in
      let whole = sums.nanoseconds.values.reduce(0, +)
      var lines = [
        "CPU time of \(sums.pages) pages, \(sums.bytes) bytes, start and reading of the input aside:"
      ]
      for step in sums.order + ["all steps"] {
        let time = sums.nanoseconds[step] ?? whole
        let share = whole == 0 ? 0 : Double(time) / Double(whole)
        let rate = time == 0 ? 0 : Double(sums.bytes) / Double(time) * 1000
        lines.append(
          "\(pad(step, 18)) \(pad(fixed(Double(time) / 1e6), -10)) ms \(pad(fixed(share * 100), -6)) % \(pad(fixed(rate), -9)) MB/s"
        )
      }
      return lines.joined(separator: "\n")
    }
  }
}

/// The program's cleaner, with the time of each of its steps.
func makeTimedCleaner(_ configuration: Configuration, _ times: StepTimes) -> CleanPage {
  let cleaner = Cleaner(configuration)
  return { page, restoring in
    times.begin(bytes: page.bytes.count)
    return cleaner.clean(page, restoring: restoring, explaining: false) { times.finish($0) }
  }
}

/// A number with one digit behind the point.
private func fixed(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

/// The text with blanks behind it, before it where the width is negative.
private func pad(_ text: String, _ width: Int) -> String {
  let blanks = String(repeating: " ", count: max(0, abs(width) - text.utf8.count))
  return width < 0 ? blanks + text : text + blanks
}
