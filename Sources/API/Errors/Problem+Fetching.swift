import Domain
import HTTPServer

extension Problem {
  /// A page that could not be fetched.
  ///
  /// What is wrong with the address is the client's (422); what its server did is a gateway's (502,
  /// 504).
  init(_ problem: FetchProblem) {
    let (status, type): (Response.Status, String) =
      switch problem.kind {
      case .badAddress: (.badRequest, "bad-page")
      case .refusedAddress: (.unprocessableContent, "address-refused")
      case .robots: (.unprocessableContent, "robots")
      case .status:
        problem.status.map { $0 < 500 } == true
          ? (.unprocessableContent, "page-not-there") : (.badGateway, "fetch-failed")
      case .tooManyRedirects, .unreachable, .broken, .cancelled: (.badGateway, "fetch-failed")
      case .timedOut: (.gatewayTimeout, "fetch-timeout")
      case .throttled: (.serviceUnavailable, "throttled")
      case .tooLarge: (.unprocessableContent, "fetched-too-large")
      case .notAPage: (.unprocessableContent, "no-page")
      }
    var headers: Headers = [:]
    if problem.kind == .throttled { headers["Retry-After"] = String(problem.retryAfter ?? 60) }
    self.init(status, type, problem.detail, headers: headers) { writer in
      if let status = problem.status { writer.member("upstream_status", status) }
    }
  }
}
