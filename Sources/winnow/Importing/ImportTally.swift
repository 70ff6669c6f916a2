import Domain
import Foundation
import Glibc
import Ingest
import Synchronization

/// Nothing more can be taken in.
struct ImportStopped: Error {
  /// A sentence.
  var reason: String

  init(_ reason: String) { self.reason = reason.hasSuffix(".") ? reason : reason + "." }
}

/// How far an import is: counted by the lines that answer it, shown where a person watches.
final class ImportTally: Sendable {
  private struct State {
    var pages = 0
    var created = 0
    var revised = 0
    var unchanged = 0
    /// By the slug of the problem.
    var problems: [String: Int] = [:]
    var bytes = 0
    var unread = 0
    var shown: ContinuousClock.Instant

    /// The file whose lines come; nil where each page is a file.
    var file: String?
  }

  private let total: Int
  private let isShown: Bool
  private let errors: Descriptor?
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// - Parameters:
  ///   - total: Bytes of all files.
  ///   - errors: Where the lines of pages go that gave no article.
  init(total: Int, isShown: Bool, errors: Descriptor?) {
    self.total = total
    self.isShown = isShown
    self.errors = errors
    state = Mutex(State(shown: start))
  }

  /// Bytes of the files that were read.
  func read(_ bytes: Int) { state.withLock { $0.bytes += bytes } }

  /// The lines that come are of this file; nil: each is of the file that its `ref` names.
  func begin(_ file: String?) { state.withLock { $0.file = file } }

  /// A file that cannot be opened, or read to its end.
  func isUnread(_ file: ImportFile, _ error: any Error) {
    state.withLock { $0.unread += 1 }
    complain("\(file.path) cannot be read to its end: \(error).")
  }

  /// Files that could not be read to their end.
  var unread: Int { state.withLock { $0.unread } }

  /// The line that answers a page.
  ///
  /// - Throws: `ImportStopped` where the store takes no pages any more; what writing errors throws.
  func count(_ line: [UInt8]) throws {
    let members = JSONValue(json: line)?.members ?? [:]
    let error = members["error"]?.members ?? [:]
    var slug: String?
    if case .string(let type)? = error["type"] {
      slug = String(type.split(separator: "/").last ?? "")
    }
    if let slug, ImportTally.ends.contains(slug) {
      guard case .string(let detail)? = error["detail"] else { throw ImportStopped(slug) }
      throw ImportStopped(detail)
    }
    if slug != nil, let errors { try errors.write(named(line, ref: members["ref"])) }
    let text = state.withLock { state -> String? in
      state.pages += 1
      switch members["outcome"] {
      case .string("created"): state.created += 1
      case .string("revised"): state.revised += 1
      case .string("unchanged"): state.unchanged += 1
      default: state.problems[slug ?? "unknown", default: 0] += 1
      }
      let now = ContinuousClock.now
      guard isShown, now - state.shown > .milliseconds(200) else { return nil }
      state.shown = now
      return bar(state, at: now)
    }
    if let text { show("\r" + text) }
  }

  /// The line with the name of its file first, since each file's lines are counted from 0.
  private func named(_ line: [UInt8], ref: JSONValue?) -> [UInt8] {
    var file = state.withLock { $0.file }
    if file == nil, case .string(let path)? = ref { file = path }
    guard let file, line.first == UInt8(ascii: "{") else { return line }
    var writer = JSONWriter(capacity: line.count + file.utf8.count + 16)
    writer.object { $0.member("file", file) }
    var bytes = writer.bytes
    bytes[bytes.count - 1] = UInt8(ascii: ",")
    bytes += line.dropFirst()
    return bytes
  }

  /// Problems of the store, which the next page would have too.
  private static let ends: Set<String> = ["storage-full", "store-damaged", "store-unavailable"]

  /// Problems that are no failures: pages that hold no article, records that are no pages.
  private static let expected: Set<String> = ["no-article", "no-page"]

  /// Pages that were not taken in, though they should have been.
  var failures: Int { state.withLock { ImportTally.failures($0) } }

  private static func failures(_ state: State) -> Int {
    state.problems.filter { !expected.contains($0.key) }.values.reduce(0, +)
  }

  /// Clears the bar and says what became of all pages.
  func summary() -> String {
    if isShown { show("\r") }
    return state.withLock { state in
      let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
      var parts = [
        "\(state.pages) pages in \(Int(seconds.rounded())) s", "\(state.created) created",
        "\(state.revised) revised", "\(state.unchanged) unchanged",
      ]
      parts += state.problems.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return parts.joined(separator: ", ")
    }
  }

  /// A bar, then `52% 10400 pages, 412 pages/s, 8.2 MB/s, 0:24 left, 3 failed`.
  private func bar(_ state: State, at now: ContinuousClock.Instant) -> String {
    let seconds = max((now - start) / .seconds(1), 0.001)
    let share = total > 0 ? min(1, Double(state.bytes) / Double(total)) : 1
    let width = 20
    let done = Int(share * Double(width))
    let bar = String(repeating: "#", count: done) + String(repeating: "·", count: width - done)
    let left = share > 0 ? Int(seconds / share - seconds) : 0
    let rate = (Double(state.bytes) / seconds / 1e5).rounded() / 10
    return "[\(bar)] \(Int(share * 100))% \(state.pages) pages, "
      + "\(Int(Double(state.pages) / seconds)) pages/s, \(rate) MB/s, "
      + "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left, "
      + "\(ImportTally.failures(state)) failed"
  }

  private func show(_ text: String) {
    // ESC [K clears what a longer line left behind.
    let bytes = Array((text + "\u{1b}[K").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
