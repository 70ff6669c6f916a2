import Storage

/// What is in force, and where each value came from.
struct Configuration: Sendable {
  /// Where a value came from; the later in this list wins.
  enum Origin: Sendable, Equatable {
    case builtIn
    case file(String)
    case environment(String)
    case flag(String)
  }

  /// A value that a source names for a key.
  struct Entry: Sendable {
    var path: String
    var value: Scalar
    var origin: Origin
  }

  private var values: [String: (value: any SettingValue, origin: Origin)] = [:]

  /// What is wrong without being fatal: environment names that look like ours and mean nothing.
  private(set) var warnings: [String] = []

  /// Lays the entries over the defaults, later ones over earlier ones.
  ///
  /// - Throws: `ConfigurationProblem` at the first key or value that is wrong.
  init(_ entries: [Entry] = [], warnings: [String] = []) throws {
    self.warnings = warnings
    for entry in entries {
      guard let setting = Settings.all.first(where: { $0.path == entry.path }) else {
        throw ConfigurationProblem.unknownKey(entry.path, entry.origin)
      }
      do {
        values[entry.path] = (try setting.read(entry.value), entry.origin)
      } catch {
        throw ConfigurationProblem.wrongValue(
          entry.path, entry.value, expected: error.expected, entry.origin)
      }
    }
  }

  subscript<Value>(setting: Setting<Value>) -> Value {
    // `read` of the same setting made what stands under its path, so the cast holds.
    values[setting.path]?.value as? Value ?? setting.initial
  }

  func origin(of setting: any AnySetting) -> Origin {
    values[setting.path]?.origin ?? .builtIn
  }

  func toml(_ setting: any AnySetting) -> String {
    values[setting.path]?.value.toml ?? setting.defaultTOML
  }
}

extension Configuration.Origin: CustomStringConvertible {
  var description: String {
    switch self {
    case .builtIn: "default"
    case .file(let name): name
    case .environment(let name): name
    case .flag(let name): name
    }
  }
}

extension Configuration {
  /// Without a token, listening beyond loopback lets everybody in who reaches the port: only when
  /// told so.
  func refuseOpenDoors() throws {
    let host = self[Settings.host]
    let isLoopback = host.isEmpty || host == "localhost" || host == "::1" || host.hasPrefix("127.")
    guard
      isLoopback || self[Settings.allowOpen]
        || SQLiteArticleStore.hasToken(in: self[Settings.data])
    else {
      throw ConfigurationProblem.openDoor(host: host, origin(of: Settings.host))
    }
  }
}
