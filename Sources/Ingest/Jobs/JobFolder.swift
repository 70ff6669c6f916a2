import Domain
import Foundation
import Synchronization

/// The bodies of jobs and the lines that answer them, as files of a folder: `ID.body`, `ID.ndjson`.
public struct JobFolder: Sendable {
  private let path: String

  public init(_ path: String) { self.path = path }

  private func body(_ id: Job.ID) -> String { "\(path)/\(id).body" }
  private func results(_ id: Job.ID) -> String { "\(path)/\(id).ndjson" }

  /// Writes a body as it comes; when it returns, the bytes are on disk.
  ///
  /// - Returns: how many there are, and their digest.
  /// - Throws: What `next` throws, and Foundation's errors of files.
  public func keep(
    _ next: () throws -> [UInt8]?, as id: Job.ID
  ) throws -> (count: Int, digest: PageDigest) {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: body(id), contents: nil),
      let file = FileHandle(forWritingAtPath: body(id))
    else { throw CocoaError(.fileWriteUnknown) }
    do {
      var count = 0
      var sum = StreamDigest()
      while let piece = try next() {
        try file.write(contentsOf: Data(piece))
        sum.take(piece)
        count += piece.count
      }
      try file.synchronize()
      try file.close()
      // The entry of the file in its folder must last as well.
      if let folder = FileHandle(forReadingAtPath: path) { try? folder.synchronize() }
      return (count, sum.digest())
    } catch {
      try? file.close()
      remove(id)
      throw error
    }
  }

  /// Reads a body in pieces.
  func reader(of id: Job.ID) throws -> () throws -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: body(id)) else {
      throw CocoaError(.fileReadNoSuchFile)
    }
    return {
      guard let data = try file.read(upToCount: 1 << 20), !data.isEmpty else { return nil }
      return [UInt8](data)
    }
  }

  /// The lines so far; a last one without its end, which a crash left behind, is cut off.
  func lines(of id: Job.ID) throws -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: results(id)) else { return [] }
    let end = data.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    if end < data.count, let file = FileHandle(forWritingAtPath: results(id)) {
      try file.truncate(atOffset: UInt64(end))
      try file.close()
    }
    return data[..<end].split(separator: 0x0A).map { [UInt8]($0) }
  }

  /// Where lines are added.
  func writer(of id: Job.ID) throws -> FileHandle {
    let name = results(id)
    let isThere =
      FileManager.default.fileExists(atPath: name)
      || FileManager.default.createFile(atPath: name, contents: nil)
    guard isThere, let file = FileHandle(forWritingAtPath: name) else {
      throw CocoaError(.fileWriteUnknown)
    }
    try file.seekToEnd()
    return file
  }

  /// The lines that answer a job, some at a time and without their ends; nil where there are none yet.
  ///
  /// One that is being written is left out.
  public func lines(answering id: Job.ID) -> (@Sendable () throws -> [[UInt8]]?)? {
    guard let file = FileHandle(forReadingAtPath: results(id)) else { return nil }
    let begun = Mutex([UInt8]())
    return {
      while let data = try file.read(upToCount: JobFolder.piece), !data.isEmpty {
        let lines = begun.withLock { begun in
          begun += data
          var lines = begun.split(separator: 0x0A, omittingEmptySubsequences: false)
          begun = Array(lines.removeLast())
          return lines.map { [UInt8]($0) }
        }
        guard lines.isEmpty else { return lines }
      }
      return nil
    }
  }

  /// Some hundred lines, whose articles are looked up together.
  private static let piece = 64 << 10

  /// The body is not needed any more.
  func dropBody(_ id: Job.ID) { try? FileManager.default.removeItem(atPath: body(id)) }

  /// Removes all of a job.
  public func remove(_ id: Job.ID) {
    dropBody(id)
    try? FileManager.default.removeItem(atPath: results(id))
  }

  /// Removes what belongs to no job: a crash between a body and its row leaves such files.
  func removeAll(but known: (Job.ID) throws -> Bool) rethrows {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      guard let id = name.split(separator: ".").first.flatMap({ Job.ID(String($0)) }) else {
        continue
      }
      if try !known(id) { remove(id) }
    }
  }
}
