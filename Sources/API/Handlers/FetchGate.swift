import Domain
import HTTPServer
import Ingest
import Synchronization

/// Bounds how many of the threads that answer requests wait for other servers, so that those who post
/// and read pages are answered however slow the web is.
///
/// Batches have threads of their own and do not ask it.
final class FetchGate: Sendable {
  private let count = Atomic<Int>(0)

  func enter(limit: Int) -> Bool {
    guard count.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
      leave()
      return false
    }
    return true
  }

  func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}

extension Service {
  /// Runs what waits for another server.
  ///
  /// - Throws: `Problem` 503 where as many do as may.
  func fetching<Value>(_ body: () throws -> Value) throws -> Value {
    guard waitingFetches.enter(limit: fetchesWaitedFor) else {
      throw Problem(
        .serviceUnavailable, "overloaded",
        "As many posts wait for pages as may (\(fetchesWaitedFor)). Try again in a second, or send"
          + " many addresses as one batch to /v1/articles/batch.", headers: ["Retry-After": "1"])
    }
    defer { waitingFetches.leave() }
    return try body()
  }
}

extension Ingest {
  /// Fetches a page for a request, until its client goes away.
  func page(at address: PageAddress, for request: Request) throws -> RawPage {
    let cancellation = request.cancellation
    return try page(at: address, isCancelled: { cancellation.isCancelled })
  }
}
