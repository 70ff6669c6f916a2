import Foundation
import Glibc
import Storage

/// What a running server says of itself in its data folder, for commands of the same user: the file
/// `server.json`, mode 0600, beside the lock.
///
/// The lock alone says whether anybody owns the folder; the notice says where to reach the owner. One
/// that an ended server left behind is known by its process id, which is not the lock's.
struct ServerNotice: Codable, Equatable {
  var process: Int32

  /// Where it can be reached from this machine: a numeric address.
  var host: String
  var port: Int

  /// The Unix-domain socket to reach it by instead, where it speaks TLS or has no port.
  var socket: String?

  /// What to send as `Authorization: Bearer …`; nil where the server asks for nothing.
  var token: String?

  private static func path(in folder: String) -> String { folder + "/server.json" }

  /// Puts the notice in place of an older one.
  ///
  /// - Throws: what Foundation throws where it cannot be written.
  func post(in folder: String) throws {
    let path = ServerNotice.path(in: folder)
    let draft = path + ".\(process)"
    // Made with its mode, so that at no time another user can read the token.
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: JSONEncoder().encode(self))
    try handle.close()
    guard rename(draft, path) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// Takes the notice away: the server is about to let go of the folder.
  static func withdraw(from folder: String) {
    unlink(path(in: folder))
  }

  /// The notice of the process that holds the folder's lock; nil where that process has posted none.
  static func posted(in folder: String, by holder: Int32) -> ServerNotice? {
    guard let data = FileManager.default.contents(atPath: path(in: folder)),
      let notice = try? JSONDecoder().decode(ServerNotice.self, from: data),
      notice.process == holder
    else { return nil }
    return notice
  }
}

/// Who listens on every address is reached on loopback.
func reachable(_ host: String) -> String {
  switch host {
  case "0.0.0.0": "127.0.0.1"
  case "::", "[::]": "::1"
  default: host
  }
}
