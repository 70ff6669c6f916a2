/// Why a configuration cannot be used; its text names the place and the mend.
enum ConfigurationProblem: Error, Equatable {
  case unknownKey(String, Configuration.Origin)
  case unknownVariable(String, near: String?)
  case wrongValue(String, Scalar, expected: String, Configuration.Origin)
  case syntax(file: String, line: Int, column: Int, String)
  case unreadable(file: String, reason: String)
  case openDoor(host: String, Configuration.Origin)
  case tls(String)
}

extension ConfigurationProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownKey(let path, let origin):
      let mend =
        nearest(to: path, among: Settings.all.map(\.path)).map { "did you mean \($0)?" }
        ?? "`winnow config template` lists the keys."
      return "\(origin): there is no key \(path); \(mend)"
    case .unknownVariable(let name, let near):
      let mend =
        near.map { "did you mean \($0)?" } ?? "`winnow config check` lists the keys; unset it."
      return "\(name): there is no key for this variable of the environment; \(mend)"
    case .wrongValue(let path, let value, let expected, let origin):
      return switch origin {
      case .file(let name):
        "\(name): \(path) = \(value.description) will not do: put \(expected) there."
      case .environment(let name), .flag(let name):
        "\(name): \(path) cannot be '\(value.description)': give it \(expected)."
      case .builtIn:
        "\(path) = \(value.description) will not do: put \(expected) there."
      }
    case .syntax(let file, let line, let column, let text):
      return "\(file):\(line):\(column): this is not TOML: \(text)"
    case .unreadable(let file, let reason):
      return "\(file): cannot be read (\(reason)); name another with --config, or leave it out."
    case .tls(let reason): return reason + "."
    case .openDoor(let host, let origin):
      return "server.host = \(host) (from \(origin)) would let everybody who reaches the port read "
        + "and write. Make a token for those who may with `winnow token create NAME`, set "
        + "server.allow_open = true (WINNOW_SERVER_ALLOW_OPEN=true) where everybody is meant, or "
        + "listen on 127.0.0.1."
    }
  }
}

/// The name that differs by the fewest letters, where that is at most a third of them.
func nearest(to word: String, among names: [String]) -> String? {
  let ranked = names.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
  guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 * 3 <= max(word.utf8.count, 6)
  else {
    // A right name in the wrong section, or none: `port` for `server.port`.
    let last = word.split(separator: ".").last.map(String.init) ?? word
    return names.first { $0.hasSuffix("." + last) }
  }
  return best.0
}

/// Insertions, removals and replacements from one to the other (Levenshtein 1966).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
