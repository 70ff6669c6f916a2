import Domain

// By a writer of bytes: of what keeping a page costs beside cleaning, `JSONEncoder` took a twentieth.
extension ArticleRecord {
  /// The record as JSON; members that are not known or empty are left out.
  var json: [UInt8] {
    var writer = JSONWriter(capacity: 2048)
    writer.object { writer in
      for (name, text) in texts { if let text { writer.member(name, text) } }
      for (name, values) in lists { if let values, !values.isEmpty { writer.member(name, values) } }
      for (name, number) in numbers { if let number { writer.member(name, number) } }
      if let confidence { writer.member("confidence", confidence) }
      writeImages(to: &writer)
      writeCounts(to: &writer)
    }
    return writer.bytes
  }

  private var texts: [(String, String?)] {
    [
      ("url", url), ("canonicalURL", canonicalURL), ("title", title), ("source", source),
      ("siteName", siteName), ("publishedAt", publishedAt), ("modifiedAt", modifiedAt),
      ("language", language), ("script", script), ("direction", direction), ("excerpt", excerpt),
      ("leadImage", leadImage), ("license", license), ("cleaner", cleaner),
    ]
  }

  private var lists: [(String, [String]?)] {
    [("authors", authors), ("keywords", keywords), ("breadcrumbs", breadcrumbs), ("flags", flags)]
  }

  private var numbers: [(String, Int?)] {
    [
      ("commentCount", commentCount), ("wordCount", wordCount), ("readingMinutes", readingMinutes),
      ("boilerplateVersion", boilerplateVersion.map { Int($0) }),
    ]
  }

  private func writeImages(to writer: inout JSONWriter) {
    writer.list("images", images) { writer, image in
      writer.member("url", image.url)
      if let alt = image.alt { writer.member("alt", alt) }
      if let caption = image.caption { writer.member("caption", caption) }
    }
    writer.list("links", links) { writer, link in
      writer.member("url", link.url)
      writer.member("text", link.text)
    }
  }

  private func writeCounts(to writer: inout JSONWriter) {
    writer.list("restored", restored) { writer, count in
      writer.member("layer", count.layer)
      writer.member("edits", count.edits)
      writer.member("certainty", count.certainty)
    }
    guard let removed, !removed.isEmpty else { return }
    writer.name("removed")
    writer.object { writer in
      for (role, count) in removed.sorted(by: { $0.key < $1.key }) { writer.member(role, count) }
    }
  }
}

extension [EditRecord] {
  var json: [UInt8] {
    var writer = JSONWriter(capacity: count * 128)
    writer.array { writer in
      for edit in self {
        writer.object { writer in
          writer.member("offset", edit.offset)
          writer.member("length", edit.length)
          writer.member("before", edit.before)
          writer.member("after", edit.after)
          writer.member("layer", edit.layer)
          writer.member("certainty", edit.certainty)
          if let alternatives = edit.alternatives { writer.member("alternatives", alternatives) }
        }
      }
    }
    return writer.bytes
  }
}

extension JSONWriter {
  /// A member that is an array of objects; none where there is nothing in it.
  fileprivate mutating func list<Element>(
    _ name: String, _ elements: [Element]?, _ members: (inout JSONWriter, Element) -> Void
  ) {
    guard let elements, !elements.isEmpty else { return }
    self.name(name)
    array { writer in
      for element in elements { writer.object { members(&$0, element) } }
    }
  }
}

/// A client's object as its column has it.
func objectText(_ members: [String: JSONValue]) -> String {
  guard !members.isEmpty else { return "{}" }
  var writer = JSONWriter()
  writer.value(members)
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// Response headers as their column has them; nil where there are none.
func headersText(_ headers: [RawPage.Header]) -> String? {
  guard !headers.isEmpty else { return nil }
  var writer = JSONWriter()
  writer.array { writer in
    for header in headers {
      writer.object { writer in
        writer.member("name", header.name)
        writer.member("value", header.value)
      }
    }
  }
  return String(decoding: writer.bytes, as: UTF8.self)
}
