import Domain
import Ingest

/// The lines of a job's results with the titles of their articles, which are not kept with them: what is deleted is
/// in no answer and in no file (docs/decisions/0063).
enum TitledLines {
  static func write(
    _ lines: [[UInt8]], from store: any ArticleStore
  ) throws(StoreError) -> [UInt8] {
    let read = lines.map { JSONValue(json: $0)?.members ?? [:] }
    let ids = read.map(id(of:))
    let titles = try store.titles(of: ids.compactMap(\.self))
    var bytes: [UInt8] = []
    for index in lines.indices {
      if let id = ids[index] {
        bytes += titled(lines[index], read[index], titles[id])
      } else {
        bytes += lines[index]
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The article that a line tells of; nil where the page gave none.
  private static func id(of members: [String: JSONValue]) -> StoredArticle.ID? {
    guard members["outcome"] != nil, case .string(let name)? = members["id"] else { return nil }
    return StoredArticle.ID(name)
  }

  /// A line with its last member, the title.
  private static func titled(
    _ line: [UInt8], _ members: [String: JSONValue], _ title: String?
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      // Versions before 1.0 kept titles: that one is not told.
      for name in members["title"] == nil ? [] : ["index", "ref", "status", "outcome", "id"] {
        json.name(name)
        json.value(members[name] ?? .null)
      }
      json.member("title", title)
    }
    guard members["title"] == nil else { return json.bytes }
    return line.dropLast() + [UInt8(ascii: ",")] + json.bytes.dropFirst()
  }
}
