import CCurl
import Domain
import Foundation

/// What libcurl calls back during one transfer.
final class Transfer {
  private(set) var head = TransferHead()
  private(set) var body: [UInt8] = []

  /// Why the transfer was stopped from here.
  private(set) var problem: FetchProblem?

  /// The body reached the limit and is kept up to it.
  private(set) var isCutShort = false

  /// Addresses that were refused, with the reason.
  private(set) var refused: [(address: NetworkAddress, refusal: AddressGuard.Refusal)] = []

  let isCancelled: () -> Bool
  private let guards: AddressGuard
  private var limit: Int
  private var isTruncating: Bool
  private let accept: (TransferHead) -> FetchProblem?
  private var headerBytes = 0
  private var isHeadJudged = false

  init(
    guards: AddressGuard, limit: Int, isTruncating: Bool, isCancelled: @escaping () -> Bool,
    accept: @escaping (TransferHead) -> FetchProblem?
  ) {
    self.guards = guards
    self.limit = limit
    self.isTruncating = isTruncating
    self.isCancelled = isCancelled
    self.accept = accept
  }

  /// The transfer that libcurl was given as a pointer.
  static func at(_ place: UnsafeMutableRawPointer?) -> Transfer {
    guard let place else { preconditionFailure("libcurl lost the pointer it was given") }
    return Unmanaged<Transfer>.fromOpaque(place).takeUnretainedValue()
  }

  /// All header fields of an answer; more is no page's head.
  private static let headerLimit = 256 << 10

  private static let asideLimit = 64 << 10

  /// A line of the head; gives how much was taken, anything but `count` stops the transfer.
  func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    headerBytes += count
    guard headerBytes <= Transfer.headerLimit else {
      problem = FetchProblem(
        .broken, "The server's header has over \(Transfer.headerLimit) bytes: that is no page.")
      return 0
    }
    let line = text(bytes, count)
    if line.hasPrefix("HTTP/") {
      // Interim answers come first; each status line begins a head anew.
      head = TransferHead()
      let words = line.split(separator: " ", maxSplits: 2)
      head.status = words.count > 1 ? Int(words[1]) ?? 0 : 0
    } else if let colon = line.firstIndex(of: ":"), !isHeadJudged {
      head.headers.append(
        RawPage.Header(
          name: String(line[..<colon]),
          value: line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)))
    }
    return count
  }

  /// A piece of the decoded body; gives how much was taken, anything but `count` stops the transfer.
  func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    if !isHeadJudged {
      isHeadJudged = true
      problem = accept(head)
      guard problem == nil else { return 0 }
      if !head.isPage {
        // Of redirects and errors the head alone is read; a short body leaves the connection usable.
        isTruncating = true
        limit = min(limit, Transfer.asideLimit)
      }
    }
    guard let bytes, count > 0 else { return count }
    let room = limit - body.count
    let piece = UnsafeRawBufferPointer(start: bytes, count: min(count, max(0, room)))
    guard count <= room else {
      if isTruncating {
        body += piece
        isCutShort = true
      } else {
        problem = .tooLarge(limit)
      }
      return 0
    }
    body += piece
    return count
  }

  func mayConnect(to address: UnsafePointer<curl_sockaddr>) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16)
    var port: UInt16 = 0
    let count = Int(ccurl_address(address, &bytes, &port))
    guard let target = NetworkAddress(Array(bytes[..<count])) else { return false }
    guard let refusal = guards.refusal(of: target, port: port) else { return true }
    refused.append((target, refusal))
    return false
  }

  /// ISO 8859-1, where a header is no UTF-8.
  private func text(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> String {
    let raw = UnsafeRawBufferPointer(start: bytes, count: count)
    let line =
      String(validating: raw, as: UTF8.self)
      ?? String(String.UnicodeScalarView(raw.map { Unicode.Scalar($0) }))
    return line.trimmingCharacters(in: .newlines)
  }
}

extension FetchProblem {
  static func tooLarge(_ limit: Int) -> FetchProblem {
    FetchProblem(
      .tooLarge,
      "What stands there has over \(limit) bytes; fetch.max_size sets that. Only pages are fetched."
    )
  }

  /// What libcurl's code means to whoever asked for the page.
  init(
    _ code: CURLcode, request: TransferRequest, rules: TransferRules,
    refused: [(address: NetworkAddress, refusal: AddressGuard.Refusal)]
  ) {
    let reason = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      self.init(.unreachable, "There is no host \(request.host). Check the address.")
    case CURLE_COULDNT_CONNECT:
      guard let first = refused.first else {
        self.init(.unreachable, "\(request.host) takes no connection on port \(request.port).")
        return
      }
      switch first.refusal {
      case .address(let kind):
        self.init(
          .refusedAddress,
          "\(request.host) is at \(first.address), which is no public address (\(kind)), so it is"
            + " not fetched. fetch.allow in the configuration lets addresses through.")
      case .port(let port):
        self.init(
          .refusedAddress,
          "Port \(port) is not among the ports that pages are fetched from. fetch.ports in the"
            + " configuration names them.")
      }
    case CURLE_OPERATION_TIMEDOUT:
      self.init(
        .timedOut,
        "\(request.host) did not send the page in time; fetch.timeout and fetch.connect_timeout set"
          + " how long that is.")
    case CURLE_ABORTED_BY_CALLBACK:
      self.init(.cancelled, "The fetch was given up: nobody waits for it.")
    case CURLE_FILESIZE_EXCEEDED:
      self = .tooLarge(request.limit)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR:
      self.init(.unreachable, "No trusted TLS connection to \(request.host) came about: \(reason).")
    default:
      self.init(
        .broken, "\(request.host) did not answer as HTTP has it, or not to its end: \(reason).")
    }
  }
}
