import Dispatch
import Glibc

/// SIGTERM and SIGINT: the first asks for a graceful stop, the second ends the process at once.
///
/// SIGPIPE is ignored, so that a client that went away is an error of its `write`.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]
  private let asked = DispatchSemaphore(value: 0)

  init() {
    let asked = asked
    let count = SignalCount()
    let queue = DispatchQueue(label: "signals")
    signal(SIGPIPE, SIG_IGN)
    sources = [SIGTERM, SIGINT].map { number in
      // Dispatch only watches; the default action would end the process before it is told.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        // By the shell's custom, a process that a signal ended has 128 + its number for status.
        if count.next() > 1 { _exit(128 + number) }
        asked.signal()
      }
      source.resume()
      return source
    }
  }

  /// Returns when a signal has come.
  func wait() { asked.wait() }
}

/// How many signals came; touched on the signals' queue alone.
private final class SignalCount: @unchecked Sendable {
  private var value = 0

  func next() -> Int {
    value += 1
    return value
  }
}
