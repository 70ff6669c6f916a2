/// The text exposition format of Prometheus, version 0.0.4.
struct PrometheusText {
  private(set) var written = ""

  mutating func begin(_ family: MetricFamily) {
    if !family.help.isEmpty { written += "# HELP \(family.name) \(family.help)\n" }
    written += "# TYPE \(family.name) \(family.kind.rawValue)\n"
  }

  /// - Parameter labels: as `labels` writes them
  mutating func add(_ name: String, _ labels: String, _ value: String) {
    written += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  /// A number as Go's parser reads it, whole ones without a point.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  /// `a="b",c="d"`, the values escaped.
  static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
  }

  private static func escaped(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else {
      return value
    }
    return value.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
