import Foundation
import Synchronization
import TestSupport

/// A running `winnow serve` on a free port, over a data folder of its own unless told.
///
/// Killed when nobody holds it any more.
final class Service: Sendable {
  let port: UInt16
  let folder: TemporaryFolder
  private let process: Mutex<Process>
  private let log: LogCollector

  var processID: Int32 { process.withLock { $0.processIdentifier } }

  /// What it wrote to standard error so far.
  var logText: String { log.text }

  /// Starts one and waits until it says that it listens.
  ///
  /// - Throws: `DidNotStart` with what it said instead.
  init(
    over folder: TemporaryFolder? = nil, environment: [String: String] = [:],
    arguments: [String] = []
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments =
      ["serve", "--port", "0", "--data", folder.file("data").path] + arguments
    process.environment = Program.cleanEnvironment.merging(environment) { $1 }
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()

    log = LogCollector(pipe.fileHandleForReading)
    guard let port = log.awaitPort(seconds: 60) else {
      process.terminate()
      process.waitUntilExit()
      throw DidNotStart(status: process.terminationStatus, said: log.text)
    }
    self.port = port
    self.folder = folder
    self.process = Mutex(process)
  }

  deinit {
    process.withLock { process in
      guard process.isRunning else { return }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  /// Waits until it has logged the text.
  ///
  /// - Throws: `DidNotSay` where it has not in a minute.
  func awaitLog(of text: String) throws {
    guard eventually({ logText.contains(text) }) else {
      throw DidNotSay(text: text, said: logText)
    }
  }

  func send(signal: Int32) { kill(processID, signal) }

  /// Waits for its end and gives its exit status; a signal's number where one ended it.
  func awaitEnd() -> Int32 {
    process.withLock { process in
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  /// kill -9.
  func killHard() {
    send(signal: SIGKILL)
    _ = awaitEnd()
  }

  struct DidNotSay: Error {
    var text: String
    var said: String
  }

  struct DidNotStart: Error {
    var status: Int32
    var said: String
  }
}

/// Reads a server's standard error on a thread of its own, so that the server never waits for us.
private final class LogCollector: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let isOver = Mutex(false)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      while case let data = handle.availableData, !data.isEmpty {
        bytes.withLock { $0 += data }
      }
      isOver.withLock { $0 = true }
    }
  }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  /// The port of the line that says where the server listens; nil where it ended without one.
  func awaitPort(seconds: Int) -> UInt16? {
    for _ in 0..<seconds * 100 {
      let hasEnded = isOver.withLock { $0 }
      if let address = text.firstMatch(of: /"address":"[^"]*:([0-9]+)"/) {
        return UInt16(address.1)
      }
      if hasEnded { return nil }
      usleep(10_000)
    }
    return nil
  }
}
