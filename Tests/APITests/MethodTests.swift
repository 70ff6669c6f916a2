import HTTPServer
import Testing

@testable import API

/// What every address has: HEAD beside GET, OPTIONS, and 405 for the rest.
struct MethodTests {
  let desk = Desk()

  /// Each pattern with its methods, and a path that fits it.
  private var addresses: [(path: String, methods: Set<String>)] {
    Dictionary(grouping: desk.router.operations, by: \.pattern)
      .sorted { $0.key < $1.key }
      .map { pattern, operations in
        let parts = pattern.split(separator: "/").map { $0.hasPrefix("{") ? "a1" : String($0) }
        var methods = Set(operations.map(\.method.rawValue))
        if methods.contains("GET") { methods.insert("HEAD") }
        return ("/" + parts.joined(separator: "/"), methods.union(["OPTIONS"]))
      }
  }

  @Test func `OPTIONS says the methods, with a token and without`() throws {
    #expect(addresses.count > 25)
    for (path, methods) in addresses {
      let answer = try desk.ask(.options, path)

      #expect(answer.status == 204, "\(path)")
      #expect(answer.headers["Allow"] == methods.sorted().joined(separator: ", "), "\(path)")
    }
  }

  @Test func `another method is 405 and says which there are`() throws {
    for (path, methods) in addresses {
      for method in ["GET", "PUT", "POST", "PATCH", "DELETE", "TRACE", "BREW"]
      where !methods.contains(method) {
        let answer = try desk.ask(HTTPServer.Method(rawValue: method), path)

        #expect(answer.status == 405, "\(method) \(path)")
        #expect(answer.problem == "method-not-allowed")
        #expect(answer.headers["Allow"] == methods.sorted().joined(separator: ", "), "\(path)")
      }
    }
  }

  @Test func `HEAD is answered as GET is`() throws {
    try desk.post("Tea\nhot")
    let local: Headers = ["Authorization": "Bearer \(desk.service.access.localSecret)"]
    for (path, methods) in addresses where methods.contains("GET") {
      let get = try desk.ask(.get, path, headers: local)
      let head = try desk.ask(.head, path, headers: local)

      #expect(head.status == get.status, "\(path)")
      #expect(head.headers["Content-Type"] == get.headers["Content-Type"], "\(path)")
      if path != "/metrics" { #expect(head.headers["ETag"] == get.headers["ETag"], "\(path)") }
    }
  }
}
