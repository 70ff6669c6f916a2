extension Service {
  /// One request over a connection of its own.
  func request(
    _ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8]? = nil
  ) throws -> Reply {
    let connection = try Connection(port: port)
    var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    try connection.send(Array((head + "\r\n").utf8) + (body ?? []))
    return try connection.response(toHead: method == "HEAD")
  }

  func get(_ target: String, headers: [String: String] = [:]) throws -> Reply {
    try request("GET", target, headers: headers)
  }

  /// Posts as a bare `curl --data-binary` does, unless a content type is told.
  func post(
    _ target: String, _ body: [UInt8],
    contentType: String = "application/x-www-form-urlencoded"
  ) throws -> Reply {
    try request("POST", target, headers: ["Content-Type": contentType], body: body)
  }
}
