import Dispatch
import Synchronization

/// What a body gives on so many threads at once, in the order of their numbers.
func concurrently<Value: Sendable>(
  _ threads: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
  let results = Mutex<[Int: Value]>([:])
  DispatchQueue.concurrentPerform(iterations: threads) { thread in
    let value = body(thread)
    results.withLock { $0[thread] = value }
  }
  return results.withLock { results in results.sorted { $0.key < $1.key }.map(\.value) }
}
