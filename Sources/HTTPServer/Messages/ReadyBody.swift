import Compression
import Synchronization

/// Content that is answered again and again: a coded form of it is made once and kept beside it.
///
/// Whoever keeps it says in `Vary` that `Accept-Encoding` chooses.
public final class ReadyBody: Sendable {
  public let bytes: [UInt8]
  private let forms = Mutex<[ContentCoding: [UInt8]]>([:])
  private let grown: @Sendable (Int) -> Void

  /// - Parameter grown: told of the bytes that a new coded form takes, for a bound on memory
  public init(_ bytes: [UInt8], grown: @escaping @Sendable (Int) -> Void = { _ in }) {
    self.bytes = bytes
    self.grown = grown
  }

  /// The form that is here already; empty where the coding was tried and saves nothing.
  func form(_ coding: ContentCoding) -> [UInt8]? {
    forms.withLock { $0[coding] }
  }

  /// The form, made now where it is not here; empty where it saves nothing.
  ///
  /// Work for a worker.
  func makeForm(_ coding: ContentCoding) throws -> [UInt8] {
    if let made = form(coding) { return made }
    var small = try coding.compress(bytes)
    if small.count >= bytes.count { small = [] }
    let isNew = forms.withLock { $0.updateValue(small, forKey: coding) == nil }
    if isNew { grown(small.count) }
    return small
  }
}
