import Foundation
import TOMLKit

extension Configuration {
  /// The file that is read when nobody names one, where it is there.
  static let usualFile = "config/winnow.toml"

  /// Reads file, environment and flags, each over the one before.
  ///
  /// - Parameters:
  ///   - file: as `--config` names it; nil takes `WINNOW_CONFIG`, then `config/winnow.toml`
  ///   - flags: what the command line names, in its order
  static func load(
    file: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
    flags: [Entry] = []
  ) throws -> Configuration {
    var entries: [Entry] = []
    let named = file ?? environment["WINNOW_CONFIG"]
    if let file = named ?? (FileManager.default.fileExists(atPath: usualFile) ? usualFile : nil) {
      entries += try readFile(file)
    }
    let (fromEnvironment, warnings) = try readEnvironment(environment)
    return try Configuration(entries + fromEnvironment + flags, warnings: warnings)
  }

  /// The keys that a TOML file names.
  static func readFile(_ name: String) throws -> [Entry] {
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: name), encoding: .utf8)
    } catch {
      let isThere = FileManager.default.fileExists(atPath: name)
      throw ConfigurationProblem.unreadable(
        file: name, reason: isThere ? "it is no readable UTF-8 text" : "there is no such file")
    }
    do {
      return entries(of: try TOMLTable(string: text), under: "", file: name)
    } catch let error as TOMLParseError {
      throw ConfigurationProblem.syntax(
        file: name, line: error.source.begin.line, column: error.source.begin.column,
        error.description)
    }
  }

  private static func entries(of table: TOMLTable, under prefix: String, file: String) -> [Entry] {
    table.keys.flatMap { key -> [Entry] in
      guard let value = table[key] else { return [] }
      let path = prefix + key
      let isSection = Settings.all.contains { $0.path.hasPrefix(path + ".") }
      if isSection, let section = value.table {
        return entries(of: section, under: path + ".", file: file)
      }
      return [Entry(path: path, value: scalar(value), origin: .file(file))]
    }
  }

  private static func scalar(_ value: any TOMLValueConvertible) -> Scalar {
    switch value.type {
    case .string: .string(value.string ?? "")
    case .int: .integer(value.int ?? 0)
    case .bool: .flag(value.bool ?? false)
    default: .other(value.debugDescription)
    }
  }

  /// The keys that `WINNOW_…` names, sorted by name.
  ///
  /// A name under a section of ours, or close to a key's, is refused as a wrong key of the file is; one
  /// that resembles nothing is a warning.
  ///
  /// - Throws: `ConfigurationProblem` at the first name that is refused.
  static func readEnvironment(
    _ environment: [String: String]
  ) throws -> (entries: [Entry], warnings: [String]) {
    let named = environment.filter { $0.key.hasPrefix("WINNOW_") && $0.key != "WINNOW_CONFIG" }
    guard !named.isEmpty else { return ([], []) }
    let known = Dictionary(
      uniqueKeysWithValues: Settings.all.map { ($0.environmentName, $0.path) })
    let sections = Set(known.values.map { "WINNOW_" + $0.prefix { $0 != "." }.uppercased() + "_" })
    var entries: [Entry] = []
    var warnings: [String] = []
    for (name, value) in named.sorted(by: { $0.key < $1.key }) {
      if let path = known[name] {
        entries.append(Entry(path: path, value: .untyped(value), origin: .environment(name)))
      } else if !isOfService(name, value) {
        let near = variable(near: name, among: known.keys.sorted())
        guard near == nil, !sections.contains(where: name.hasPrefix) else {
          throw ConfigurationProblem.unknownVariable(name, near: near)
        }
        warnings.append(
          "\(name) in the environment means nothing; `winnow config check` lists the keys.")
      }
    }
    return (entries, warnings)
  }

  /// The name that was meant: one that differs by few letters, or that lacks its section (`WINNOW_PORT`).
  private static func variable(near name: String, among names: [String]) -> String? {
    let prefix = "WINNOW_"
    let word = String(name.dropFirst(prefix.count))
    let words = names.map { String($0.dropFirst(prefix.count)) }
    return (nearest(to: word, among: words) ?? words.first { $0.hasSuffix("_" + word) })
      .map { prefix + $0 }
  }

  /// Whether Kubernetes and Docker's links set such a variable for a service called winnow, or
  /// winnow-server: `WINNOW_SERVICE_HOST`, `WINNOW_PORT_8080_TCP_ADDR`, `WINNOW_PORT=tcp://10.0.0.1:80`.
  private static func isOfService(_ name: String, _ value: String) -> Bool {
    let words = name.split(separator: "_").map(String.init)
    if words.last == "PORT", value.contains("://") { return true }
    for (first, second) in zip(words, words.dropFirst()) {
      if first == "SERVICE", ["HOST", "PORT"].contains(second) { return true }
      if first == "PORT", Int(second) != nil { return true }
    }
    return false
  }
}
