import Dispatch
import Glibc

/// SIGTERM and SIGINT: the first asks for a graceful stop, the second ends the process at once.
///
/// SIGHUP asks to read the configuration again.
///
/// SIGPIPE is ignored, so that a client that went away is an error of its `write`.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]
  private let asked = DispatchSemaphore(value: 0)
  private let reloads: any DispatchSourceSignal

  init() {
    let asked = asked
    let count = SignalCount()
    let queue = DispatchQueue(label: "signals")
    signal(SIGPIPE, SIG_IGN)
    reloads = DispatchSource.makeSignalSource(signal: SIGHUP, queue: queue)
    // Until somebody is told of it, it must not end the process either.
    signal(SIGHUP, SIG_IGN)
    reloads.resume()
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

  /// Calls the closure, on a thread of its own, for each SIGHUP from now on.
  func onReload(_ reload: @escaping @Sendable () -> Void) {
    reloads.setEventHandler { reload() }
  }

  /// Returns when a signal to stop has come.
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
