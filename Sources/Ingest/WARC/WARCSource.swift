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

  /// Looks at the first two bytes to tell gzip.
  init(reading read: @escaping () throws -> [UInt8]?) throws {
    var first: [UInt8] = []
    while first.count < 2, let chunk = try read() { first += chunk }
    self.read = read
    guard first.starts(with: [0x1F, 0x8B]) else {
      self.first = first
      return
    }
    var rest: [UInt8]? = first
    members = GzipMembers(beginningWith: Array("WARC/".utf8)) {
      defer { rest = nil }
      return try rest ?? read()
    }
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
