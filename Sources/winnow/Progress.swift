import Glibc
import Synchronization

/// One line on standard error that says how far a batch is, where a person watches.
final class Progress: Sendable {
  private struct State {
    var pages = 0
    var bytes = 0
    var shown: ContinuousClock.Instant
  }

  private let isShown: Bool
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(isShown: Bool) {
    self.isShown = isShown
    state = Mutex(State(shown: start))
  }

  /// One more page is out, with so many bytes.
  func count(_ bytes: Int) {
    guard isShown else { return }
    let line = state.withLock { state -> String? in
      state.pages += 1
      state.bytes += bytes
      let now = ContinuousClock.now
      guard now - state.shown > .milliseconds(200) else { return nil }
      state.shown = now
      return text(state, at: now)
    }
    if let line { show("\r" + line) }
  }

  /// Leaves the final line standing.
  func finish() {
    guard isShown else { return }
    show("\r" + state.withLock { text($0, at: .now) } + "\n")
  }

  private func text(_ state: State, at now: ContinuousClock.Instant) -> String {
    let seconds = max((now - start) / .seconds(1), 0.001)
    let rate = Int(Double(state.pages) / seconds)
    return "\(state.pages) pages, \(rate) a second, \(state.bytes >> 20) MiB out, \(Int(seconds)) s"
  }

  private func show(_ text: String) {
    // ESC [K clears what a longer line left behind.
    let bytes = Array((text + "\u{1b}[K").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
