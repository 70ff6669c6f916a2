import Dispatch
import Foundation

/// Runs work over a stream of inputs on several threads and hands the results out in input order.
///
/// Memory stays flat: at most `window` inputs, and about `weight` bytes of them, are on their way at
/// any time, however long the stream is. A result leaves as soon as it and all before it are done,
/// even while `next` still waits for more, so a client may read the first answer before it sends the
/// second page.
public struct BatchRunner: Sendable {
  /// Threads that work, beside the one that reads.
  public var workers: Int

  /// The most inputs on their way at a time.
  public var window: Int

  /// The most bytes on their way at a time; a single heavier input travels alone.
  public var weight: Int

  /// So many results are handed out together, fewer only where nothing else is left to work on.
  public var gathered = 1

  public init(
    workers: Int = ProcessInfo.processInfo.activeProcessorCount, window: Int? = nil,
    weight: Int = 64 << 20
  ) {
    self.workers = max(1, workers)
    self.window = max(1, window ?? max(1, workers) * 16)
    self.weight = max(1, weight)
  }

  /// For pages that are kept or fetched: so many threads wait for the web at once, and commits hold so
  /// many pages (docs/decisions/0081-batches-and-imports.md has the numbers).
  public static let keeping = {
    // What is made of a page to be kept takes a few times its bytes until the commit.
    var runner = BatchRunner(workers: 32, window: 256, weight: 16 << 20)
    runner.gathered = 64
    return runner
  }()

  /// Pulls inputs until `next` gives nil, and returns when the last result has been handed out.
  ///
  /// - Parameters:
  ///   - next: The next input; called on the calling thread, one call at a time.
  ///   - weigh: The bytes an input holds on to.
  ///   - work: What is done with an input; called on the workers, several at a time.
  ///   - emit: Takes the results in input order, all that are at hand; called on the workers, one call
  ///     at a time.
  /// - Throws: What `next` or `emit` threw first. Nothing is emitted after `emit` failed; after
  ///   `next` failed, the results of what it gave before still are.
  public func run<Input: Sendable, Output: Sendable>(
    next: () throws -> Input?,
    weigh: (Input) -> Int = { _ in 0 },
    work: @escaping @Sendable (Input) -> Output,
    emitAll emit: @escaping @Sendable ([Output]) throws -> Void
  ) throws {
    let belt = Belt<Input, Output>(window: window, weight: weight, gathered: gathered)
    let group = DispatchGroup()
    for number in 1...workers {
      group.enter()
      let thread = Thread {
        belt.serve(work: work, emit: emit)
        group.leave()
      }
      thread.name = "batch-\(number)"
      thread.stackSize = BatchRunner.stackSize
      thread.start()
    }
    let failure = Result {
      while let input = try next() {
        guard belt.put(input, weighing: weigh(input)) else { break }
      }
    }
    belt.finish()
    group.wait()
    if let broken = belt.failure { throw broken }
    try failure.get()
  }

  /// The same with results handed out one by one.
  public func run<Input: Sendable, Output: Sendable>(
    next: () throws -> Input?,
    weigh: (Input) -> Int = { _ in 0 },
    work: @escaping @Sendable (Input) -> Output,
    emit: @escaping @Sendable (Output) throws -> Void
  ) throws {
    try run(next: next, weigh: weigh, work: work) { outputs in
      for output in outputs { try emit(output) }
    }
  }

  /// As much as a main thread has: what runs in tests on the main thread must not overflow here.
  private static let stackSize = 8 << 20
}
