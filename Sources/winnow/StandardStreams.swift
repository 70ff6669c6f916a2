import Glibc

/// A file descriptor read and written in large pieces, without stdio.
struct Descriptor: Sendable {
  let number: Int32

  static let input = Descriptor(number: STDIN_FILENO)
  static let output = Descriptor(number: STDOUT_FILENO)

  /// A call on a descriptor that failed.
  struct Failure: Error, CustomStringConvertible {
    var code: Int32
    /// Whoever read from it is gone: no reason to complain.
    var isClosedPipe: Bool { code == EPIPE }
    var description: String { String(cString: strerror(code)) }
  }

  /// Up to 1 MiB of what is there, waiting for some; nil at the end.
  func read() throws(Failure) -> [UInt8]? {
    let size = 1 << 20
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var got: Int
      repeat { got = Glibc.read(number, buffer.baseAddress, size) } while got < 0 && errno == EINTR
      code = got < 0 ? errno : 0
      count = max(0, got)
    }
    guard code == 0 else { throw Failure(code: code) }
    return bytes.isEmpty ? nil : bytes
  }

  /// All there is up to the end.
  func readAll() throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    while let more = try read() { all += more }
    return all
  }

  /// Writes all of it.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(number, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(code: errno) }
      written += count
    }
  }
}

/// The bytes of a file, `-` being standard input.
///
/// - Throws: `ExitCode` after saying why it cannot be read.
func readInput(_ name: String) throws -> [UInt8] {
  if name == "-" { return try Descriptor.input.readAll() }
  let number = open(name, O_RDONLY | O_CLOEXEC)
  guard number >= 0 else {
    complain(
      "\(name) cannot be read: \(String(cString: strerror(errno))). Name a file, or - for standard input."
    )
    throw Exit.noInput
  }
  defer { close(number) }
  do {
    return try Descriptor(number: number).readAll()
  } catch {
    complain("\(name) cannot be read: \(error).")
    throw Exit.noInput
  }
}
