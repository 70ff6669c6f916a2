import Domain
import HTTPServer

extension Response {
  /// One JSON object on a line of its own, with the members that `content` writes.
  static func json(
    _ status: Status = .ok, type: String = "application/json", headers: Headers = [:],
    capacity: Int = 1024, _ content: (inout JSONWriter) -> Void
  ) -> Response {
    var writer = JSONWriter(capacity: capacity)
    writer.object(content)
    writer.newline()
    return .bytes(writer.bytes, type: type, status, headers: headers)
  }
}
