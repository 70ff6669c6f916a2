import ArgumentParser

/// The program: every subcommand, and nothing that a subcommand does.
///
/// Each says its name: deriving one from its type's, which the parser does for all of them at each start, took a millisecond.
@main
struct Winnow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow",
    abstract: "Takes raw web pages in and gives clean articles out.",
    discussion: """
      `winnow serve` is the service; `winnow clean` and `winnow batch` clean without one.
      """,
    version: "winnow " + programVersion,
    subcommands: [
      ServeCommand.self, CleanCommand.self, BatchCommand.self, FetchCommand.self,
      ImportCommand.self, ExportCommand.self, RecleanCommand.self, BackupCommand.self,
      DoctorCommand.self, HealthCommand.self, ConfigCommand.self, TokenCommand.self,
      ObfuscateCommand.self,
    ])
}
