import CCurl
import Domain
import Foundation

/// libcurl for one fetch or delivery at a time: its connections live as long as it does.
///
/// It belongs to the thread that uses it, and goes from one to another through the lock of `SessionPool`,
/// which is why it is Sendable unchecked.
final class CurlSession: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer
  private let rules: TransferRules

  /// libcurl wants to be set up once, before any thread uses it.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init(_ rules: TransferRules) throws(FetchProblem) {
    guard CurlSession.isReady, let handle = curl_easy_init() else {
      throw FetchProblem(.unreachable, "There is no memory to fetch with; try again.")
    }
    self.handle = handle
    self.rules = rules
  }

  deinit { curl_easy_cleanup(handle) }

  /// The next fetch is another visitor's.
  func forgetCookies() { ccurl_set_string(handle, CURLOPT_COOKIELIST, "ALL") }

  /// Sends one request and takes its answer; redirects are the caller's.
  ///
  /// - Parameters:
  ///   - time: what is left for it, connecting included.
  ///   - accept: judges the head before any of the body is taken.
  func send(
    _ request: TransferRequest, within time: Duration, isCancelled: @escaping () -> Bool,
    accept: @escaping (TransferHead) -> FetchProblem? = { _ in nil }
  ) throws(FetchProblem) -> TransferAnswer {
    let transfer = Transfer(
      guards: rules.addresses, limit: request.limit, isTruncating: request.isTruncating,
      isCancelled: isCancelled, accept: accept)
    // The answers' fields and the rules of addresses hold for each transfer anew.
    let body = request.body
    var lists = CurlLists()
    set(request, within: time, lists: &lists)
    let code = withExtendedLifetime(transfer) {
      connect(transfer)
      return body.withUnsafeBytes { bytes in
        if request.method == "POST" {
          ccurl_set_pointer(
            handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
          ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, bytes.count)
        }
        return curl_easy_perform(handle)
      }
    }
    if let problem = transfer.problem { throw problem }
    if code == CURLE_OK || code == CURLE_WRITE_ERROR && transfer.isCutShort {
      return TransferAnswer(head: transfer.head, body: transfer.body)
    }
    throw FetchProblem(code, request: request, rules: rules, refused: transfer.refused)
  }

  private func set(_ request: TransferRequest, within time: Duration, lists: inout CurlLists) {
    curl_easy_reset(handle)
    ccurl_set_string(handle, CURLOPT_URL, request.url)
    // Whatever the address says, nothing else is spoken: RFC 9110 alone.
    ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    ccurl_set_string(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    // A proxy of the environment would connect where the guard does not look.
    ccurl_set_string(handle, CURLOPT_PROXY, "")
    ccurl_set_string(handle, CURLOPT_USERAGENT, rules.userAgent)
    ccurl_set_long(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    if let file = rules.certificates { ccurl_set_string(handle, CURLOPT_CAINFO, file) }
    ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, Int(time / .milliseconds(1))))
    ccurl_set_long(
      handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(rules.connectTime / .milliseconds(1))))
    if request.takesCompressed { ccurl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "") }
    // Switches the cookie engine on without a file: cookies end with the session.
    if request.keepsCookies { ccurl_set_string(handle, CURLOPT_COOKIEFILE, "") }
    if request.method == "POST" { ccurl_set_long(handle, CURLOPT_POST, 1) }
    for field in request.headers { lists.headers.append(field) }
    ccurl_set_list(handle, CURLOPT_HTTPHEADER, lists.headers.first)
    if let answer = rules.resolve?(request.host, Int(request.port)) {
      for address in answer {
        lists.names.append("\(request.host):\(request.port):\(address)")
      }
      ccurl_set_list(handle, CURLOPT_RESOLVE, lists.names.first)
    }
  }

  private func connect(_ transfer: Transfer) {
    let place = Unmanaged.passUnretained(transfer).toOpaque()
    ccurl_set_pointer(handle, CURLOPT_WRITEDATA, place)
    ccurl_set_sink(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, place in
      Transfer.at(place).take(bytes, size * count)
    }
    ccurl_set_pointer(handle, CURLOPT_HEADERDATA, place)
    ccurl_set_sink(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, place in
      Transfer.at(place).takeHeader(bytes, size * count)
    }
    ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, place)
    ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
    ccurl_set_progress(handle) { place, _, _, _, _ in Transfer.at(place).isCancelled() ? 1 : 0 }
    ccurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, place)
    ccurl_set_open_socket(handle) { place, _, address in
      guard let address, Transfer.at(place).mayConnect(to: address) else {
        return CURL_SOCKET_BAD
      }
      return ccurl_socket(address)
    }
  }
}

/// libcurl's lists, freed when the transfer that they are for is over.
private struct CurlLists {
  let headers = List()
  let names = List()

  final class List {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    func append(_ text: String) { first = curl_slist_append(first, text) }

    deinit { curl_slist_free_all(first) }
  }
}

/// What holds for all transfers.
struct TransferRules: Sendable {
  var userAgent: String
  var connectTime: Duration
  var addresses: AddressGuard

  /// A PEM file of the authorities that vouch for servers; nil: the system's.
  var certificates: String?

  /// Answers names in place of DNS: how tests make a name lead where they want.
  var resolve: (@Sendable (_ host: String, _ port: Int) -> [String]?)?
}

struct TransferRequest {
  var url: String
  var host: String
  var port: UInt16
  var method = "GET"
  var headers: [String] = []
  var body: [UInt8] = []

  /// The most bytes of the answer, decoded.
  var limit: Int

  /// Whether an answer over the limit is cut there rather than refused.
  var isTruncating = false
  var takesCompressed = true
  var keepsCookies = false
}

struct TransferHead {
  var status = 0
  var headers: [RawPage.Header] = []

  /// The first field of a name in lower case.
  subscript(name: String) -> String? {
    headers.first { $0.isNamed(name) }?.value
  }
}

struct TransferAnswer {
  var head: TransferHead
  var body: [UInt8]
}
