import Compression

/// The bytes of a WARC file, its compression undone: plain, or gzip with a member a record.
struct WARCSource {
  enum Event {
    case bytes([UInt8])
    /// A member ended: so must the record in it.
    case memberEnd
    /// A member is corrupt or cut short; what came of it does not count.
    case broken
  }

  private var members: GzipMembers?
  private let read: () throws -> [UInt8]?
  private var first: [UInt8]?

  /// Looks at the first three bytes to tell gzip.
  init(reading read: @escaping () throws -> [UInt8]?) throws {
    var first: [UInt8] = []
    while first.count < 3, let chunk = try read() { first += chunk }
    self.read = read
    guard WARCSource.isGzip(first) else {
      self.first = first
      return
    }
    var rest: [UInt8]? = first
    members = GzipMembers(beginningWith: Array("WARC/".utf8)) {
      defer { rest = nil }
      return try rest ?? read()
    }
  }

  /// Whether a file begins more like a gzip member (RFC 1952 §2.3.1: its mark, then deflate, the only
  /// method there is) than like a plain record: a wrong byte costs a record, not the file.
  private static func isGzip(_ start: [UInt8]) -> Bool {
    func likeness(_ mark: [UInt8]) -> Int { zip(start, mark).count { $0 == $1 } }
    return likeness([0x1F, 0x8B, 0x08]) > likeness(Array("WAR".utf8))
  }

  mutating func next() throws -> Event? {
    if members != nil {
      switch try members?.next() {
      case .bytes(let bytes): return .bytes(bytes)
      case .end: return .memberEnd
      case .broken: return .broken
      case nil: return nil
      }
    }
    defer { first = nil }
    return try (first ?? read()).map { .bytes($0) }
  }
}
