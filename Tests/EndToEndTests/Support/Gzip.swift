import Foundation

/// The bytes as the system's gzip writes them.
func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  let folder = try TemporaryFolder()
  let file = folder.file("bytes")
  try Data(bytes).write(to: file)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["gzip", "-n", file.path]
  try process.run()
  process.waitUntilExit()
  return [UInt8](try Data(contentsOf: file.appendingPathExtension("gz")))
}
