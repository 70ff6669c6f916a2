import ArgumentParser
import Domain
import Ingest
import Storage

/// `winnow token`: who may use the server.
///
/// Where a server owns the data folder it is asked, and knows at once; else the folder is changed
/// itself.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Makes, lists and revokes the tokens that let clients in.",
    discussion: """
      With no token the server lets everybody read and write, and listens on loopback only. \
      Scopes: read; write, which includes read; admin, which may make and revoke tokens too.
      """,
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create", abstract: "Makes a token and prints its secret, which is kept nowhere."
    )

    @OptionGroup var options: StoreOptions

    @Argument(help: "Whose it is: a name to tell it by.")
    var name: String

    @Option(help: ArgumentHelp("Comma-separated: read, write, admin.", valueName: "list"))
    var scopes = "read,write"

    @Option(help: ArgumentHelp("The time from which on it is refused.", valueName: "time"))
    var expires: String?

    func run() throws {
      guard (1...200).contains(name.utf8.count), name.contains(where: { $0 != " " }) else {
        throw ValidationError(
          "the name must be a text of 1 to 200 bytes that says whose the token is")
      }
      let scopes = try scopes.split(separator: ",").map { text in
        guard let scope = Scope(rawValue: String(text.filter { $0 != " " })) else {
          throw ValidationError("there is no scope \(text); there are read, write and admin")
        }
        return scope
      }
      guard !scopes.isEmpty else { throw ValidationError("name at least one scope") }
      let end = try expires.map { text in
        guard let end = Timestamp(text) else {
          throw ValidationError("\(text) is no time such as 2027-01-31 or 2027-01-31T12:00:00Z")
        }
        return end
      }
      switch try StoreAccess.open(try options.load()) {
      case .server(let server):
        let answer = try answered {
          try server.ask("POST", "/v1/tokens", json: request(scopes, end))
        }
        guard case .string(let secret)? = answer.json?.members?["token"] else {
          throw failed(answer.complaint)
        }
        print(secret)
      case .own(let store):
        defer { store.close() }
        let secret = TokenSecret()
        try keeping {
          try store.add(
            secret.token(name: name, scopes: Set(scopes), at: systemTime(), until: end))
        }
        print(secret.text)
      }
    }

    private func request(_ scopes: [Scope], _ end: Timestamp?) -> [UInt8] {
      var writer = JSONWriter()
      writer.object {
        $0.member("name", name)
        $0.member("scopes", scopes.map(\.rawValue))
        $0.member("expires_at", end?.rfc3339)
      }
      return writer.bytes
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the tokens: id, scopes, when made, until when, name.")

    @OptionGroup var options: StoreOptions

    func run() throws {
      switch try StoreAccess.open(try options.load()) {
      case .server(let server):
        let answer = try answered { try server.ask("GET", "/v1/tokens") }
        guard case .array(let tokens)? = answer.json?.members?["tokens"] else {
          throw failed(answer.complaint)
        }
        for token in tokens { print(line(token.members ?? [:])) }
      case .own(let store):
        defer { store.close() }
        for token in try keeping({ try store.tokens() }) {
          print(
            row(
              token.id, token.scopes.map(\.rawValue).sorted(), token.createdAt.rfc3339,
              token.expiresAt?.rfc3339, token.name))
        }
      }
    }

    private func line(_ members: [String: JSONValue]) -> String {
      func text(_ name: String) -> String? {
        if case .string(let text)? = members[name] { text } else { nil }
      }
      var scopes: [String] = []
      if case .array(let values)? = members["scopes"] {
        scopes = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
      }
      return row(
        text("id") ?? "", scopes, text("created_at") ?? "", text("expires_at"), text("name") ?? "")
    }

    private func row(
      _ id: String, _ scopes: [String], _ made: String, _ end: String?, _ name: String
    ) -> String {
      [id, scopes.joined(separator: ","), made, end ?? "never", name].joined(separator: "\t")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "Revokes a token: from now on it lets nobody in.")

    @OptionGroup var options: StoreOptions

    @Argument(help: "The token's id, as the list shows it.")
    var id: String

    func run() throws {
      let isDone: Bool
      switch try StoreAccess.open(try options.load()) {
      case .server(let server):
        let path = "/v1/tokens/" + id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let answer = try answered { try server.ask("DELETE", path) }
        guard answer.isSuccess || answer.status == 404 else { throw failed(answer.complaint) }
        isDone = answer.isSuccess
      case .own(let store):
        defer { store.close() }
        isDone = try keeping { try store.revoke(id) }
      }
      guard isDone else { throw failed("there is no token \(id); winnow token list shows them") }
    }
  }
}

private func failed(_ sentence: String) -> any Error {
  complain(sentence)
  return Exit.failure
}

private func answered<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let broken as HTTPExchange.Broken {
    throw failed("the server that owns the data folder does not answer: \(broken)")
  }
}

private func keeping<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch {
    throw failed("the store cannot do it: \(error)")
  }
}
