import Logging

/// What may stand for a key: a value that can be read from text and written back as TOML.
protocol SettingValue: Sendable, Equatable {
  /// Reads what stands in a file, in the environment or behind a flag; nil where it is none.
  init?(setting: Scalar)

  /// What it looks like, for people: `a whole number`.
  static var form: String { get }

  /// The value as it stands in a TOML file.
  var toml: String { get }
}

/// A value as its source spells it.
enum Scalar: Sendable, Equatable {
  /// From the environment or a flag, where everything is text.
  case untyped(String)
  /// From TOML.
  case string(String)
  case integer(Int)
  case flag(Bool)
  /// A TOML value of a kind that no key takes: a table, an array, a float, a date.
  case other(String)

  /// For messages: a string in quotes, as TOML has it.
  var description: String {
    switch self {
    case .untyped(let text): text
    case .string(let text): text.toml
    case .integer(let number): String(number)
    case .flag(let flag): String(flag)
    case .other(let text): text
    }
  }
}

extension String: SettingValue {
  static let form = "a text"

  init?(setting: Scalar) {
    switch setting {
    case .untyped(let text), .string(let text): self = text
    default: return nil
    }
  }

  var toml: String {
    var out = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension Int: SettingValue {
  static let form = "a whole number"

  init?(setting: Scalar) {
    switch setting {
    case .integer(let number): self = number
    case .untyped(let text):
      guard let number = Int(text) else { return nil }
      self = number
    default: return nil
    }
  }

  var toml: String { String(self) }
}

extension Bool: SettingValue {
  static let form = "true or false"

  init?(setting: Scalar) {
    switch setting {
    case .flag(let flag): self = flag
    case .untyped("true"), .untyped("1"): self = true
    case .untyped("false"), .untyped("0"): self = false
    default: return nil
    }
  }

  var toml: String { String(self) }
}

/// A number of bytes, as people write it: `32 MiB`, or plain 33554432.
struct ByteSize: SettingValue {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  static let form = "a size such as \"32 MiB\" (units B, KiB, MiB, GiB)"

  private static let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)]

  init?(setting: Scalar) {
    switch setting {
    case .integer(let number): bytes = number
    case .untyped(let text), .string(let text):
      guard let (number, unit) = splitNumber(text) else { return nil }
      let factor = unit.isEmpty ? 1 : Self.units.first { $0.0 == unit }?.1
      guard let factor else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      guard !overflow else { return nil }
      bytes = product
    default: return nil
    }
  }

  var toml: String {
    let unit = Self.units.first { bytes >= $0.1 && bytes % $0.1 == 0 } ?? ("B", 1)
    return "\"\(bytes / unit.1) \(unit.0)\""
  }
}

/// A length of time, as people write it: `30 s`.
struct TimeSpan: SettingValue {
  let milliseconds: Int

  init(seconds: Int) { milliseconds = seconds * 1000 }

  init(milliseconds: Int) { self.milliseconds = milliseconds }

  init(_ duration: Duration) { milliseconds = Int(duration / .milliseconds(1)) }

  var duration: Duration { .milliseconds(milliseconds) }

  static let form = "a time such as \"30 s\" (units ms, s, min, h, d)"

  private static let units = [
    ("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000), ("ms", 1),
  ]

  init?(setting: Scalar) {
    switch setting {
    case .untyped(let text), .string(let text):
      guard let (number, name) = splitNumber(text),
        let unit = Self.units.first(where: { $0.0 == name })
      else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: unit.1)
      guard !overflow else { return nil }
      milliseconds = product
    default: return nil
    }
  }

  var toml: String {
    let unit = Self.units.first { milliseconds >= $0.1 && milliseconds % $0.1 == 0 } ?? ("ms", 1)
    return "\"\(milliseconds / unit.1) \(unit.0)\""
  }
}

/// How log lines look.
enum LogFormat: String, SettingValue, CaseIterable {
  /// For people where standard error is a terminal, JSON elsewhere.
  case auto
  case human
  case json
}

extension Logger.Level: SettingValue {}

extension SettingValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  static var form: String {
    "one of " + allCases.map(\.rawValue.toml).joined(separator: ", ")
  }

  init?(setting: Scalar) {
    switch setting {
    case .untyped(let text), .string(let text): self.init(rawValue: text)
    default: return nil
    }
  }

  var toml: String { rawValue.toml }
}

/// `32 MiB` is 32 and `MiB`; nil where no number of at most 18 digits leads.
private func splitNumber(_ text: String) -> (number: Int, unit: String)? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  guard let number = Int(digits) else { return nil }
  let unit = text.dropFirst(digits.count).drop { $0 == " " }
  return (number, String(unit))
}
