extension Configuration {
  /// `config/winnow.toml`: every key with its default and a comment.
  static var template: String {
    var lines = [
      "# Winnow's configuration: every key, with its default.",
      "#",
      "# Each key may also come from the environment (WINNOW_SERVER_PORT for server.port) and some",
      "# from flags (winnow serve --port); flags win over the environment, the environment over",
      "# this file. `winnow config check` prints what is in force and where each value came from.",
    ]
    var section = ""
    for setting in Settings.all {
      let parts = setting.path.split(separator: ".", maxSplits: 1).map(String.init)
      if parts[0] != section {
        section = parts[0]
        lines += ["", "[\(section)]"]
      } else {
        lines.append("")
      }
      lines += wrapped(setting.comment, width: 98).map { "# " + $0 }
      lines.append("\(parts[1]) = \(setting.defaultTOML)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line a key: the value in force and its origin.
  var report: String {
    let rows = Settings.all.map { ("\($0.path) = \(toml($0))", origin(of: $0).description) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { row, origin in
      row + String(repeating: " ", count: width - row.count) + "  # " + origin + "\n"
    }.joined()
  }
}

private func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.count + 1 + word.count <= width {
      lines[lines.count - 1] += " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
