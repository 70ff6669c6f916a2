import Compression
import Domain
import Foundation

/// A ZIP archive whose directory waits in a file, so that memory stays flat however many files there
/// are.
struct SpooledZip: Sendable {
  private var zip = ZipWriter()
  private var pending: [UInt8] = []
  private var spool: Spool?

  /// The directory beyond this waits in the file.
  private static let held = 1 << 20

  mutating func file(
    _ name: String, _ bytes: [UInt8], changed: Timestamp?, isStored: Bool = false
  ) throws -> [UInt8] {
    let written = try zip.file(
      name, bytes, changed: changed.map(ZipWriter.Time.init) ?? .unknown, isStored: isStored)
    pending += zip.takeDirectory()
    if pending.count > SpooledZip.held {
      if spool == nil { spool = try Spool() }
      try spool?.write(pending)
      pending = []
    }
    return written
  }

  /// The directory and what stands behind it.
  mutating func end() throws -> [UInt8] {
    defer { spool = nil }
    return try (spool?.all() ?? []) + pending + zip.end()
  }
}

/// A file without a name: gone when nobody holds it, also after a crash.
private final class Spool: Sendable {
  private let handle: FileHandle

  init() throws {
    let path = NSTemporaryDirectory() + "winnow-" + UUID().uuidString
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forUpdatingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    try FileManager.default.removeItem(atPath: path)
    self.handle = handle
  }

  func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: bytes) }

  func all() throws -> [UInt8] {
    try handle.seek(toOffset: 0)
    return [UInt8](try handle.readToEnd() ?? Data())
  }
}

extension ZipWriter.Time {
  /// In UTC: the format has no zone.
  fileprivate init(_ moment: Timestamp) {
    let seconds = moment.milliseconds / 1000
    let date = CivilDate(daysSinceEpoch: seconds / 86_400)
    let clock = Int(seconds % 86_400)
    self.init(
      year: date.year, month: date.month, day: date.day, hour: clock / 3600,
      minute: clock / 60 % 60, second: clock % 60)
  }
}
