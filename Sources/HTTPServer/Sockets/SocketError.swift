import Foundation

/// A system call on a socket that failed.
public struct SocketError: Error, Sendable, CustomStringConvertible {
  /// The name of the call, with what it was about: `bind 127.0.0.1:80`.
  public var call: String
  /// `errno` as the call left it.
  public var code: Int32

  public var description: String { "\(call): \(String(cString: strerror(code)))" }
}
