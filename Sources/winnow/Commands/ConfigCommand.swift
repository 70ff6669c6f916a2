import ArgumentParser
import HTTPServer

/// `winnow config`: what the configuration is, and what it could be.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Shows and checks the configuration.",
    subcommands: [Check.self, Template.self])

  /// `winnow config check`: what is in force and where each value came from.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Prints what is in force and where each value came from; fails where it is wrong.")

    @OptionGroup var options: ServingOptions

    func run() throws {
      let configuration = try options.load()
      try stopping {
        try configuration.refuseOpenDoors()
        _ = try TLSContext.named(by: configuration)
      }
      print(configuration.report, terminator: "")
    }
  }

  /// `winnow config template`: the file with every key at its default.
  struct Template: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "template",
      abstract: "Prints a configuration file with every key, its default and a comment.")

    func run() { print(Configuration.template, terminator: "") }
  }
}

/// The options of commands that need a store and serve nothing.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file; WINNOW_CONFIG or config/winnow.toml where there is one.",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("The folder that holds everything kept.", valueName: "dir"))
  var data: String?

  /// The configuration in force; ends the program where it is wrong.
  func load() throws -> Configuration {
    var options = ServingOptions()
    (options.config, options.host, options.port, options.data) = (config, nil, nil, data)
    return try options.load()
  }
}

/// The options of `winnow serve`, which `config check` takes too, so that it judges the same thing.
struct ServingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file; WINNOW_CONFIG or config/winnow.toml where there is one.",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "h"))
  var host: String?

  @Option(help: ArgumentHelp("The port to listen on; 0 takes any free one.", valueName: "p"))
  var port: String?

  @Option(help: ArgumentHelp("The folder that holds everything kept.", valueName: "dir"))
  var data: String?

  /// What the flags say, as entries of the configuration.
  var flags: [Configuration.Entry] {
    let flags: [(any AnySetting, String, String?)] = [
      (Settings.host, "--host", host), (Settings.port, "--port", port),
      (Settings.data, "--data", data),
    ]
    return flags.compactMap { setting, flag, value in
      value.map {
        Configuration.Entry(path: setting.path, value: .untyped($0), origin: .flag(flag))
      }
    }
  }

  /// The configuration in force; ends the program where it is wrong.
  func load() throws -> Configuration {
    let configuration = try stopping { try Configuration.load(file: config, flags: flags) }
    for warning in configuration.warnings { complain(warning) }
    return configuration
  }
}
