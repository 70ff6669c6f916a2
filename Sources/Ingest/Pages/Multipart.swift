/// A `multipart/form-data` body taken apart (RFC 7578, RFC 2046 §5.1).
struct Multipart {
  struct Part {
    var name: String
    var contentType: String?
    var content: ArraySlice<UInt8>
  }

  private(set) var parts: [Part] = []

  /// The parts, or nil where the body is not cut by this boundary or never ends.
  init?(_ body: [UInt8], boundary: String) {
    let dashes = Array("--\(boundary)".utf8)
    guard !boundary.isEmpty, var position = Multipart.find(dashes, in: body, from: 0) else {
      return nil
    }
    position += dashes.count
    let cut = Array("\r\n--\(boundary)".utf8)
    while !body[position...].starts(with: "--".utf8) {
      guard let line = Multipart.find([0x0D, 0x0A], in: body, from: position) else { return nil }
      // An empty head has its blank line at once.
      guard let head = Multipart.find(Array("\r\n\r\n".utf8), in: body, from: line),
        let end = Multipart.find(cut, in: body, from: head + 2)
      else { return nil }
      let content = min(head + 4, end)..<end
      if let part = Part(head: body[(line + 2)..<max(head, line + 2)], content: body[content]) {
        parts.append(part)
      }
      position = end + cut.count
    }
  }

  /// The offset of the first `needle` from `start` on.
  private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first else { return start }
    var position = start
    while position + needle.count <= body.count {
      guard let hit = body[position...].firstIndex(of: first),
        hit + needle.count <= body.count
      else { return nil }
      if body[hit..<hit + needle.count].elementsEqual(needle) { return hit }
      position = hit + 1
    }
    return nil
  }
}

extension Multipart.Part {
  /// Nil where the part has no name.
  fileprivate init?(head: ArraySlice<UInt8>, content: ArraySlice<UInt8>) {
    var name: String?
    var contentType: String?
    for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = String(line[line.index(after: colon)...]).trimmedASCII
      switch String(line[..<colon]).trimmedASCII.lowercased() {
      // A disposition has the form of a type with parameters, but for the slash.
      case "content-disposition": name = MediaType("x/" + value)?.parameters["name"]
      case "content-type": contentType = value
      default: continue
      }
    }
    guard let name else { return nil }
    self.init(name: name, contentType: contentType, content: content)
  }
}
