import Domain
import Glibc
import Ingest
import Storage

/// The server that owns a data folder, as a command of the same machine speaks to it.
///
///     switch try StoreAccess.open(configuration) {
///     case .server(let server):
///       let answer = try server.ask("POST", "/v1/tokens", json: body)
///     case .own(let store):
///       …
///     }
struct LocalServer: Sendable {
  var host: String
  var port: Int

  /// The Unix-domain socket to reach it by instead.
  var socket: String?

  /// Sent as `Authorization: Bearer …` where there is one.
  var token: String?

  /// The server that owns the folder; nil where nobody does.
  ///
  /// - Throws: `NotServing` where the owner says of no address.
  static func owning(_ folder: String) throws -> LocalServer? {
    guard let holder = FolderLock.holder(of: folder) else { return nil }
    guard let notice = ServerNotice.posted(in: folder, by: holder) else {
      throw NotServing(process: holder, folder: folder)
    }
    return LocalServer(
      host: notice.host, port: notice.port, socket: notice.socket, token: notice.token)
  }

  /// The folder's owner is no server, or one that is still starting or already stopping.
  struct NotServing: Error, CustomStringConvertible {
    var process: Int32
    var folder: String

    var description: String {
      "the data folder \(folder) is in use by process \(process), which does not say where it"
        + " listens; wait until it has started or ended"
    }
  }

  /// One exchange whose whole answer is wanted.
  ///
  /// - Throws: `HTTPExchange.Broken` where no whole answer comes.
  func ask(_ method: String, _ target: String, json: [UInt8]? = nil) throws -> Answer {
    var headers: [(String, String)] = []
    if json != nil { headers.append(("Content-Type", "application/json")) }
    var body: [UInt8] = []
    let status = try exchange(
      method, target, headers: headers, body: json.map { .bytes($0) } ?? .none
    ) { _, piece in body += piece }
    return Answer(status: status, body: body)
  }

  /// One exchange whose answer is taken piece by piece, while a streamed body still goes out.
  ///
  /// - Parameter take: Gets the status and a piece of the answer's body; called on the calling thread.
  /// - Returns: The status.
  func exchange(
    _ method: String, _ target: String, headers: [(String, String)] = [],
    body: HTTPExchange.Body = .none,
    take: (_ status: Int, _ piece: [UInt8]) throws -> Void
  ) throws -> Int {
    var headers = headers
    if let token { headers.append(("Authorization", "Bearer \(token)")) }
    let exchange =
      try socket.map { try HTTPExchange(socket: $0) }
      ?? HTTPExchange(host: host, port: port)
    return try exchange.run(method, target, headers: headers, body: body, take: take)
  }

  /// A server's whole answer.
  struct Answer {
    var status: Int
    var body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }

    /// The body as JSON; nil where it is none.
    var json: JSONValue? { JSONValue(json: body) }

    /// What a problem object says (RFC 9457), else the status.
    var complaint: String {
      if case .string(let detail)? = json?.members?["detail"] { return detail }
      return "the server answered \(status)"
    }
  }
}

/// Who changes a data folder: the server that owns it, or this process once it has the lock.
enum StoreAccess {
  case server(LocalServer)
  case own(SQLiteArticleStore)

  /// - Throws: `ExitCode` after saying why neither can be had.
  static func open(_ configuration: Configuration) throws -> StoreAccess {
    let folder = configuration[Settings.data]
    do {
      if let server = try LocalServer.owning(folder) { return .server(server) }
    } catch let error as LocalServer.NotServing {
      complain("\(error).")
      throw Exit.cannotCreate
    }
    return .own(try openStore(folder))
  }
}
