import Foundation

/// The built `winnow`, run to its end with arguments and standard input.
enum Program {
  /// Stands beside the test bundle, where SwiftPM puts both; `WINNOW_BINARY` names another.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["WINNOW_BINARY"] { return named }
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    return beside.appendingPathComponent("winnow").path
  }()

  /// What a run came to.
  struct Outcome {
    var status: Int32
    var output: [UInt8]
    var complaint: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [Substring] { text.split(separator: "\n") }
  }

  static func run(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    try run(arguments, input: input, environment: environment, in: folder)
  }

  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    // Files rather than pipes: nothing can fill up and wait for a reader.
    let files = try TemporaryFolder()
    let (into, out, err) = (files.file("in"), files.file("out"), files.file("err"))
    try Data(input).write(to: into)
    for file in [out, err] { try Data().write(to: file) }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = cleanEnvironment.merging(environment) { $1 }
    process.currentDirectoryURL = folder.map { URL(fileURLWithPath: $0) } ?? files.url
    process.standardInput = try FileHandle(forReadingFrom: into)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: [UInt8](try Data(contentsOf: out)),
      complaint: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  /// The environment of the tests without any WINNOW_… that the person has set.
  static var cleanEnvironment: [String: String] {
    ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("WINNOW_") }
  }
}

/// A folder of its own, removed when nobody holds it any more.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }
}

/// The pages of `Tests/Fixtures`.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}
