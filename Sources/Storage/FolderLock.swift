import Domain
import Foundation
// flock, fsync and mkdir, which Foundation does not show.
import Glibc

/// The right to a data folder, held by one process at a time through flock(2) on its file `lock`.
///
/// The file carries the holder's process id for whoever is refused. The kernel lets go when the
/// process ends, however it ends, so a file left behind means nothing.
public final class FolderLock: Sendable {
  private let descriptor: CInt

  /// Takes the folder.
  ///
  /// - Throws: `StoreError.unavailable` naming the holder where another process has it, `full` where
  ///   the file cannot be written.
  init(folder: String) throws(StoreError) {
    let path = folder + "/lock"
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw StoreError(call: "open \(path)", errno: errno) }
    guard FolderLock.take(file) else {
      let code = errno
      let holder = FolderLock.holder(file)
      close(file)
      guard code == EWOULDBLOCK else { throw StoreError(call: "flock \(path)", errno: code) }
      throw .unavailable("the data folder \(folder) is in use by process \(holder)")
    }
    let name = Array("\(getpid())\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, name, name.count, 0) == name.count else {
      let code = errno
      close(file)
      throw StoreError(call: "write \(path)", errno: code)
    }
    descriptor = file
  }

  /// The right to read, which everybody has.
  static let notNeeded = FolderLock()

  private init() { descriptor = -1 }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The process that holds the folder; nil where none does, 0 where it has not said its number yet.
  public static func holder(of folder: String) -> Int32? {
    let file = Glibc.open(folder + "/lock", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
    return Int32(holder(file)) ?? 0
  }

  /// Tries a few times: whoever asks who holds the folder has it for an instant.
  private static func take(_ file: CInt) -> Bool {
    for _ in 1..<5 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK else { return false }
      usleep(10_000)
    }
    return flock(file, LOCK_EX | LOCK_NB) == 0
  }

  private static func holder(_ file: CInt) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(file, &bytes, bytes.count, 0)
    let digits = bytes.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
    return digits.isEmpty ? "(unknown)" : String(decoding: digits, as: UTF8.self)
  }
}

/// Makes a folder with the folders above it, and has the disk remember each.
///
/// SQLite syncs the folder its files are in, but nobody syncs the entry of that folder in the one
/// above: without it a power loss may take a store created a moment ago.
func createDurableFolder(_ path: String) throws(StoreError) {
  var status = stat()
  if stat(path, &status) == 0 {
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .unavailable("\(path) is not a folder")
    }
    return
  }
  let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  if !parent.isEmpty, parent != "." { try createDurableFolder(parent) }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw StoreError(call: "mkdir \(path)", errno: errno)
  }
  let above = open(parent.isEmpty ? "/" : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard above >= 0 else { throw StoreError(call: "open \(parent)", errno: errno) }
  defer { close(above) }
  guard fsync(above) == 0 else { throw StoreError(call: "fsync \(parent)", errno: errno) }
}
