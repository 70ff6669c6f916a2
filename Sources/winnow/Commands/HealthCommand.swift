import ArgumentParser
import Glibc

/// `winnow health`: asks a running server whether it is up; exit 0 where it is, 1 where not.
///
/// For a container's HEALTHCHECK: no shell, no curl.
struct HealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Asks the running server whether it is up.")

  @OptionGroup var options: ServingOptions

  func run() throws {
    let configuration = try options.load()
    let host = reachable(configuration[Settings.host])
    let port = configuration[Settings.port]
    guard let answer = ask("/health", host: host, port: port, seconds: 5) else {
      complain("nothing answers at \(host) port \(port); is `winnow serve` running there?")
      throw Exit.failure
    }
    print(answer.body)
    guard answer.status == 200 else { throw Exit.failure }
  }

  /// Who listens on every address is asked on loopback.
  private func reachable(_ host: String) -> String {
    switch host {
    case "0.0.0.0": "127.0.0.1"
    case "::", "[::]": "::1"
    default: host
    }
  }
}

/// One GET over a fresh connection; nil where nobody answers in time.
private func ask(
  _ path: String, host: String, port: Int, seconds: Int
) -> (status: Int, body: String)? {
  var hints = addrinfo()
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var found: UnsafeMutablePointer<addrinfo>?
  guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else { return nil }
  defer { freeaddrinfo(first) }

  let descriptor = socket(first.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var limit = timeval(tv_sec: seconds, tv_usec: 0)
  let size = socklen_t(MemoryLayout<timeval>.size)
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  guard connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
    return nil
  }

  let request = "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
  guard
    request.utf8.withContiguousStorageIfAvailable({
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }) == request.utf8.count
  else { return nil }
  var answer: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while answer.count < 65_536 {
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { break }
    answer += buffer[..<count]
  }

  // `HTTP/1.1 200 OK`, fields, an empty line, the body.
  let text = String(decoding: answer, as: UTF8.self)
  let words = text.prefix(64).split(separator: " ", maxSplits: 2)
  guard words.count == 3, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
    let blank = text.firstRange(of: "\r\n\r\n")
  else { return nil }
  return (status, String(text[blank.upperBound...]))
}
