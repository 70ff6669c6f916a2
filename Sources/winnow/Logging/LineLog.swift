import Glibc
import Logging
import Synchronization

/// One line for each event, on standard error: JSON for machines, words for people.
struct LineLog: LogHandler {
  let isJSON: Bool
  var metadata: Logger.Metadata = [:]
  private let threshold: Threshold

  init(format: LogFormat, level: Logger.Level) {
    isJSON = format == .json || (format == .auto && isatty(STDERR_FILENO) == 0)
    threshold = Threshold(level)
  }

  /// The least that is logged, for every logger that has this handler: it may change while they
  /// work.
  var logLevel: Logger.Level {
    get { threshold.level }
    set { threshold.level = newValue }
  }

  private final class Threshold: Sendable {
    private let rank: Atomic<Int>

    init(_ level: Logger.Level) { rank = Atomic(Threshold.levels.firstIndex(of: level) ?? 0) }

    private static let levels = Logger.Level.allCases

    var level: Logger.Level {
      get { Threshold.levels[rank.load(ordering: .relaxed)] }
      set { rank.store(Threshold.levels.firstIndex(of: newValue) ?? 0, ordering: .relaxed) }
    }
  }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var facts = metadata
    if let more = event.metadata { facts.merge(more) { $1 } }
    if let error = event.error { facts["error"] = "\(error)" }
    let ordered = facts.sorted { rank($0.key) < rank($1.key) }.map { ($0.key, $0.value) }
    var line: [UInt8] = []
    line.reserveCapacity(256)
    let now = LogTime.now
    if isJSON {
      line.appendJSON(event: event, facts: ordered, at: now)
    } else {
      line.appendWords(event: event, facts: ordered, at: now)
    }
    line.append(UInt8(ascii: "\n"))
    // One write a line: lines of several threads do not mix, as long as a pipe takes them whole.
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// What a reader of a request's line looks for, in this order; anything else by its name.
private let order = ["request_id", "method", "path", "status", "bytes", "ms"]

private func rank(_ key: String) -> (Int, String) {
  (order.firstIndex(of: key) ?? order.count, key)
}

extension [UInt8] {
  fileprivate mutating func appendJSON(
    event: LogEvent, facts: [(String, Logger.MetadataValue)], at time: LogTime
  ) {
    self += "{\"time\":\"\(time)\",\"level\":\"\(event.level.rawValue)\",\"message\":".utf8
    append(json: event.message.description)
    for (key, value) in facts {
      append(UInt8(ascii: ","))
      append(json: key)
      append(UInt8(ascii: ":"))
      append(json: value)
    }
    append(UInt8(ascii: "}"))
  }

  fileprivate mutating func appendWords(
    event: LogEvent, facts: [(String, Logger.MetadataValue)], at time: LogTime
  ) {
    self += "\(time.clock) \(event.level.rawValue.uppercased()) ".utf8
    appendPrintable(event.message.description)
    for (key, value) in facts {
      self += " \(key)=".utf8
      appendPrintable("\(value)")
    }
  }

  private mutating func append(json value: Logger.MetadataValue) {
    switch value {
    case .string(let text): append(json: text)
    // Numbers are handed over as such, and stay numbers.
    case .stringConvertible(let number as Int): self += String(number).utf8
    case .stringConvertible(let number as Double): self += String(number).utf8
    case .stringConvertible(let flag as Bool): self += String(flag).utf8
    case .stringConvertible(let other): append(json: other.description)
    case .array(let values):
      append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(json: value)
      }
      append(UInt8(ascii: "]"))
    case .dictionary(let members):
      append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(json: member.key)
        append(UInt8(ascii: ":"))
        append(json: member.value)
      }
      append(UInt8(ascii: "}"))
    }
  }

  private mutating func append(json text: String) {
    let digits = Array("0123456789abcdef".utf8)
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0..<0x20, 0x7f:
        self += "\\u00".utf8
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// A terminal obeys control bytes, and paths come from strangers.
  private mutating func appendPrintable(_ text: String) {
    for byte in text.utf8 { append(byte < 0x20 || byte == 0x7f ? UInt8(ascii: "?") : byte) }
  }
}
