import ArgumentParser
import Domain
import Ingest
import Storage

/// `winnow backup`: a copy of the store as it is at one moment, also while a server runs.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copies the store to a new file, also while a server runs.",
    discussion: """
      To restore: stop the server, put the copy into an empty data folder as winnow.sqlite, start.
      """)

  @OptionGroup var options: StoreOptions

  @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
  var file: String

  func run() throws {
    let configuration = try options.load()
    let store = try openToRead(configuration[Settings.data])
    defer { store.close() }
    do {
      try store.backUp(to: file)
    } catch {
      complain("no backup was made: \(error.reason).")
      throw Exit.inputOutput
    }
  }
}

/// `winnow doctor`: looks for damage; exit 1 where there is some.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks for damage in the store, also while a server runs; reads all of it.")

  @OptionGroup var options: StoreOptions

  func run() throws {
    let configuration = try options.load()
    let store = try openToRead(configuration[Settings.data])
    defer { store.close() }
    do {
      let faults = try store.faults { PageDigest(of: $0) }
      for fault in faults { complain(fault + ".") }
      guard faults.isEmpty else { throw Exit.failure }
      print("The store is sound.")
    } catch let error as StoreError {
      complain("the store cannot be read: \(error.reason).")
      throw Exit.inputOutput
    }
  }
}
