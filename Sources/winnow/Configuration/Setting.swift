/// A key of the configuration: its path, its default, what may stand there and what it does.
struct Setting<Value: SettingValue>: AnySetting {
  /// Section and name: `server.port`.
  let path: String
  let initial: Value
  let range: ClosedRange<Int>?
  let comment: String

  /// - Parameters:
  ///   - range: which numbers, bytes or milliseconds are sane, or how many bytes of a text beside blanks;
  ///     nil where every value is
  init(
    _ path: String, _ initial: Value, in range: ClosedRange<Int>? = nil, _ comment: String
  ) {
    self.path = path
    self.initial = initial
    self.range = range
    self.comment = comment
  }

  var defaultTOML: String { initial.toml }

  func read(_ scalar: Scalar) throws(SettingMismatch) -> any SettingValue {
    guard let value = Value(setting: scalar) else { throw SettingMismatch(expected: form) }
    if let range, let measure = measure(of: value), !range.contains(measure) {
      throw SettingMismatch(expected: form)
    }
    return value
  }

  /// `a whole number from 0 to 65535`.
  private var form: String {
    guard let range else { return Value.form }
    if initial is String {
      return Value.form + " of \(range.lowerBound) to \(range.upperBound) bytes"
    }
    let ends: (String, String)
    switch initial {
    case is ByteSize: ends = (ByteSize(range.lowerBound).toml, ByteSize(range.upperBound).toml)
    case is TimeSpan:
      ends = (
        TimeSpan(milliseconds: range.lowerBound).toml,
        TimeSpan(milliseconds: range.upperBound).toml
      )
    default: ends = (String(range.lowerBound), String(range.upperBound))
    }
    return Value.form + " from \(ends.0) to \(ends.1)"
  }

  private func measure(of value: Value) -> Int? {
    switch value {
    case let number as Int: number
    case let size as ByteSize: size.bytes
    case let span as TimeSpan: span.milliseconds
    case let text as String: text.utf8.count { $0 != 0x20 }
    default: nil
    }
  }
}

/// A key whose kind of value does not matter.
protocol AnySetting: Sendable {
  var path: String { get }
  var comment: String { get }
  var defaultTOML: String { get }

  /// The value that a source names for this key.
  func read(_ scalar: Scalar) throws(SettingMismatch) -> any SettingValue
}

extension AnySetting {
  /// The name in the environment: `WINNOW_SERVER_PORT`.
  var environmentName: String {
    "WINNOW_" + path.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
  }
}

/// A value that its key does not take.
struct SettingMismatch: Error {
  /// What would be right.
  let expected: String
}
