import Domain

/// The records of a WARC stream that may be pages, pulled one by one from chunks of any size.
///
/// Records of other types are passed over as they come. A record that is corrupt, cut short or over
/// the limit is told and those behind it are read on: behind a broken gzip member at the next one, in
/// plain text at the next record's first line. Memory is bounded by the limit.
public struct WARCRecords {
  public enum Item: Sendable, Hashable {
    case record(WARCRecord)
    case broken(PageProblem)
  }

  private let limit: Int
  private var source: WARCSource
  private var buffer: [UInt8] = []
  private var place = 0
  private var isAtEnd = false

  /// A member ended or broke behind what is in the buffer.
  private var pending: WARCSource.Event?

  /// Where the block at hand begins, kept in the buffer until its end was looked at.
  private var anchor: Int?

  /// Nothing is told of what is passed over to find the next record: its loss was told already.
  private var isLost = false

  /// - Parameters:
  ///   - limit: The longest block in bytes.
  ///   - read: The next chunk, nil at the end of the stream.
  public init(limit: Int, reading read: @escaping () throws -> [UInt8]?) throws {
    self.limit = limit
    source = try WARCSource(reading: read)
  }

  public mutating func next() throws -> Item? {
    while true {
      try skipLineEnds()
      guard place < buffer.count else {
        guard let event = pending else { return nil }
        pending = nil
        let wasLost = isLost
        isLost = false
        if case .broken = event, !wasLost {
          return .broken(.brokenRecord("The gzip member of a record is corrupt or cut short.", nil))
        }
        continue
      }
      guard try starts(with: WARCRecords.mark) else {
        let wasLost = isLost
        try findNext()
        if !wasLost { return .broken(.brokenRecord("There is something else than a record.", nil)) }
        continue
      }
      isLost = false
      if let item = try record() { return item }
    }
  }

  /// The record that begins here; nil for one of no interest.
  private mutating func record() throws -> Item? {
    guard let fields = try head() else {
      try lose()
      return .broken(.brokenRecord("The head of a record is cut short or has no end.", nil))
    }
    var record = WARCRecord(fields: fields, block: [])
    guard let length = record["content-length"].flatMap({ Int($0) }), length >= 0 else {
      try lose()
      return .broken(.brokenRecord("The record has no Content-Length.", record))
    }
    guard WARCRecord.pageTypes.contains(record.type) else {
      _ = try skip(length)
      return nil
    }
    guard length <= limit else {
      _ = try skip(length)
      return .broken(.longRecord(length, limit: limit, record))
    }
    let isWhole = try fill(length)
    record.block = Array(buffer[place..<min(place + length, buffer.count)])
    guard isWhole else {
      try lose()
      return .broken(.brokenRecord("The record is cut short.", record))
    }
    anchor = place
    defer { anchor = nil }
    place += length
    let isClosed = try closes()
    if case .broken? = pending {
      isLost = true
      place = buffer.count
      return .broken(.brokenRecord("The gzip member of the record is corrupt.", record))
    }
    guard isClosed else {
      place = anchor ?? place
      try lose()
      return .broken(.brokenRecord("The record's Content-Length is wrong.", record))
    }
    return .record(record)
  }

  /// Whether a record ends here: with two line ends (§4), with the next record, or with the member.
  private mutating func closes() throws -> Bool {
    _ = try fill(WARCRecords.mark.count)
    let rest = buffer[place...]
    return rest.isEmpty || rest.starts(with: "\r\n\r\n".utf8) || rest.starts(with: "\n\n".utf8)
      || rest.starts(with: WARCRecords.mark)
      || rest.allSatisfy { $0 == 0x0D || $0 == 0x0A } && rest.count < WARCRecords.mark.count
  }

  /// `WARC/1.0` or `WARC/1.1`, then fields, up to an empty line; nil where there is no such thing.
  private mutating func head() throws -> [RawPage.Header]? {
    while true {
      if let end = endOfHead(from: place) {
        let lines = buffer[place..<end.head].split(separator: 0x0A)
        place = end.block
        return WARCRecords.fields(lines.dropFirst())
      }
      guard buffer.count - place <= WARCRecords.headLimit, try more() else { return nil }
    }
  }

  private func endOfHead(from start: Int) -> (head: Int, block: Int)? {
    buffer.withUnsafeBufferPointer { bytes in
      var place = start
      while place + 1 < bytes.count {
        if bytes[place] == 0x0A {
          if bytes[place + 1] == 0x0A { return (place, place + 2) }
          if place + 2 < bytes.count, bytes[place + 1] == 0x0D, bytes[place + 2] == 0x0A {
            return (place, place + 3)
          }
        }
        place += 1
      }
      return nil
    }
  }

  private static func fields(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [RawPage.Header] {
    var fields: [RawPage.Header] = []
    for line in lines {
      let text = String(decoding: line, as: UTF8.self)
      if let first = text.utf8.first, first == 0x20 || first == 0x09, !fields.isEmpty {
        // §4: a line that begins with a blank continues the one before.
        fields[fields.count - 1].value += " " + text.trimmedASCII
      } else if let colon = text.firstIndex(of: ":") {
        fields.append(
          RawPage.Header(
            name: String(text[..<colon]),
            value: String(text[text.index(after: colon)...]).trimmedASCII
          ))
      }
    }
    return fields
  }

  private static let mark = Array("WARC/".utf8)

  /// Heads of real crawls have under 2 KiB.
  private static let headLimit = 64 << 10

  // MARK: The buffer

  private mutating func skipLineEnds() throws {
    while true {
      while place < buffer.count, buffer[place] == 0x0D || buffer[place] == 0x0A { place += 1 }
      guard place == buffer.count, try more() else { return }
    }
  }

  private mutating func starts(with mark: [UInt8]) throws -> Bool {
    _ = try fill(mark.count)
    return buffer[place...].starts(with: mark)
  }

  /// Sees to it that so many bytes are there; false where they do not come.
  private mutating func fill(_ count: Int) throws -> Bool {
    while buffer.count - place < count {
      guard try more() else { return false }
    }
    return true
  }

  private mutating func skip(_ count: Int) throws -> Bool {
    var left = count
    while left > buffer.count - place {
      left -= buffer.count - place
      place = buffer.count
      guard try more() else { return false }
    }
    place += left
    return true
  }

  /// The record at hand is lost: on to the next one, in what is left of it too.
  private mutating func lose() throws {
    isLost = true
    try findNext()
  }

  /// Goes to the next line that begins a record, or to the end of the member.
  private mutating func findNext() throws {
    isLost = true
    while true {
      let found = buffer.withUnsafeBufferPointer { bytes -> Int? in
        var at = place + 1
        while at + 6 < bytes.count {
          // "\nWARC/1": digits follow in every version there is.
          if bytes[at] == 0x57, bytes[at - 1] == 0x0A, bytes[at + 1] == 0x41, bytes[at + 2] == 0x52,
            bytes[at + 3] == 0x43, bytes[at + 4] == 0x2F, bytes[at + 5] == 0x31
          {
            return at
          }
          at += 1
        }
        return nil
      }
      if let found {
        place = found
        return
      }
      place = max(place, buffer.count - 8)
      guard try more() else {
        place = buffer.count
        return
      }
    }
  }

  /// More bytes of the same member; false where it has no more.
  private mutating func more() throws -> Bool {
    guard pending == nil, !isAtEnd else { return false }
    switch try source.next() {
    case .bytes(let bytes):
      let spent = anchor ?? place
      if spent > 0 {
        buffer.removeSubrange(..<spent)
        place -= spent
        anchor = anchor.map { $0 - spent }
      }
      buffer += bytes
      return true
    case .broken:
      // What came of a broken member does not count.
      pending = .broken
      return false
    case .memberEnd:
      pending = .memberEnd
      return false
    case nil:
      isAtEnd = true
      return false
    }
  }
}

extension PageProblem {
  static func brokenRecord(_ reason: String, _ record: WARCRecord?) -> PageProblem {
    let name = record.flatMap { $0.targetURI ?? $0.id }.map { " It is of \($0.prefix(200))." } ?? ""
    return PageProblem(
      .malformed, "\(reason)\(name) The file is damaged here; the records behind are read on.",
      ref: record?.id.map { .string($0) })
  }

  static func longRecord(_ length: Int, limit: Int, _ record: WARCRecord) -> PageProblem {
    PageProblem(
      .tooLarge, "The record has \(length) bytes; a page may have \(limit).",
      ref: record.id.map { .string($0) })
  }
}
