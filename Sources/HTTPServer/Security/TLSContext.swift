import CTLS

/// A certificate chain and its private key, as OpenSSL holds them: TLS 1.2 and later, ALPN
/// `http/1.1`.
///
/// OpenSSL counts who uses it and locks what it changes, which makes it Sendable unchecked.
public final class TLSContext: @unchecked Sendable {
  private let context: OpaquePointer

  /// Why files were not taken; its text names the file.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - certificate: a PEM file of the server's certificate and those that lead to its root
  ///   - key: a PEM file of the private key
  public init(certificate: String, key: String) throws(Failure) {
    var reason = [CChar](repeating: 0, count: 512)
    guard let context = ctls_context_new(certificate, key, &reason, reason.count) else {
      throw Failure(description: reason.string)
    }
    self.context = context
  }

  deinit { ctls_context_free(context) }

  func session() -> TLSSession? { ctls_session_new(context).map(TLSSession.init) }
}

/// One connection's TLS between the socket and the HTTP machine: ciphertext in, plaintext out, and
/// back.
///
/// It belongs to its connection's loop.
final class TLSSession {
  private let session: OpaquePointer
  /// Ciphertext that the socket has not taken yet.
  var sealed = OutputQueue()

  /// Plaintext sealed in one go: four records (RFC 8446 §5.1).
  ///
  /// The rest waits unsealed, so that an answer is never in memory twice.
  private static let stride = 4 * 16_384

  init(_ session: OpaquePointer) { self.session = session }

  deinit { ctls_session_free(session) }

  enum Input {
    case plain(Int)
    case more
    case end
    case failed
  }

  /// Takes what the socket gave.
  func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    ctls_feed(session, bytes.baseAddress, bytes.count) == 1
  }

  /// Opens the next plaintext into `room`; what OpenSSL has to say meanwhile is sealed for the peer.
  func read(_ room: UnsafeMutableRawBufferPointer) -> Input {
    let count = ctls_read(session, room.baseAddress, room.count)
    collect()
    switch count {
    case 1...: return .plain(Int(count))
    case Int32(CTLS_MORE): return .more
    case Int32(CTLS_END): return .end
    default: return .failed
    }
  }

  /// Seals some of the plaintext; false where TLS broke down.
  func seal(_ output: inout OutputQueue) -> Bool {
    let plain = output.take(Self.stride)
    guard plain.withUnsafeBytes({ ctls_write(session, $0.baseAddress, $0.count) }) == 1 else {
      return false
    }
    collect()
    return true
  }

  /// The farewell without which the peer must think its answer cut off.
  func close() {
    ctls_close(session)
    collect()
  }

  private func collect() {
    let count = ctls_pending(session)
    guard count > 0 else { return }
    sealed.append(
      [UInt8](unsafeUninitializedCapacity: count) { room, taken in
        taken = ctls_take(session, room.baseAddress, count)
      })
  }
}
