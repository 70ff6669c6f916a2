import Foundation

/// What the author of a fixture page wrote.
struct Gold: Decodable {
  var title: String
  var source: String?
  var authors: [String]
  var publishedAt: String?
  var keywords: [String]
  var paragraphs: [String]

  init(_ name: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Gold.self, from: Data(try Fixture.bytes(name + ".json")))
  }
}

extension Fixture {
  /// An ordinary page whose one difference from its siblings is its number.
  static func page(number: Int) -> [UInt8] {
    let paragraphs = (1...5).map {
      "<p>Paragraph \($0) of report \(number): the harbour was dredged again in spring, and the "
        + "ferries that had kept to the northern channel since the storm returned to their pier "
        + "at noon, with more passengers than anybody on the quay could count.</p>"
    }
    let html = """
      <!doctype html><html lang="en"><head><title>Harbour report \(number)</title></head><body>
      <nav><a href="/">Home</a> <a href="/news">News</a></nav>
      <article><h1>Harbour report \(number)</h1>\(paragraphs.joined())</article></body></html>
      """
    return Array(html.utf8)
  }
}
