import Dispatch
import Foundation
import Synchronization

/// Runs work over a stream of inputs on several threads and hands the results out in input order.
///
/// Memory stays flat: at most `window` inputs, and about `weight` bytes of them, are on their way at
/// any time, however long the stream is. A result leaves as soon as it and all before it are done,
/// even while `next` still waits for more, so a client may read the first answer before it sends the
/// second page.
public struct BatchRunner: Sendable {
  /// Threads that work at once, beside the one that reads.
  public var workers: Int

  /// Threads more, which take the places of those that wait for the web or for the disk.
  public var relief = 0

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
    var runner = BatchRunner(window: 512, weight: 16 << 20)
    runner.relief = 32
    runner.gathered = 128
    return runner
  }()

  /// Pulls inputs until `next` gives nil, and returns when the last result has been handed out.
  ///
  /// - Parameters:
  ///   - next: The next input; called on the calling thread, one call at a time.
  ///   - weigh: The bytes an input holds on to.
  ///   - work: What is done with an input, which it is given for good, so that a page's line need not
  ///     outlast the page read off it; called on the workers, several at a time. Waiting is done
  ///     outside its place, so that another works meanwhile.
  ///   - weighResult: The bytes that a result holds on to until it is handed out.
  ///   - emit: Takes the results in input order, all that are at hand; called on the workers, one call
  ///     at a time.
  /// - Throws: What `next` or `emit` threw first. Nothing is emitted after `emit` failed; after
  ///   `next` failed, the results of what it gave before still are.
  public func run<Input: Sendable, Output: Sendable>(
    next: () throws -> Input?,
    weigh: (Input) -> Int = { _ in 0 },
    work: @escaping @Sendable (consuming Input, WorkPlace) -> Output,
    weighResult: @escaping @Sendable (Output) -> Int = { _ in 0 },
    emitAll emit: @escaping @Sendable ([Output]) throws -> Void
  ) throws {
    let crew = Crew(most: workers + relief)
    let belt = Belt<Input, Output>(
      places: workers, window: window, weight: weight, gathered: gathered,
      callForHelp: { crew.grow() })
    crew.begin { belt.serve(work: work, weigh: weighResult, emit: emit) }
    let failure = Result {
      while let input = try next() {
        guard belt.put(input, weighing: weigh(input)) else { break }
      }
    }
    belt.finish()
    crew.waitForAll()
    if let broken = belt.failure { throw broken }
    try failure.get()
  }

  /// The same with results handed out one by one.
  public func run<Input: Sendable, Output: Sendable>(
    next: () throws -> Input?,
    weigh: (Input) -> Int = { _ in 0 },
    work: @escaping @Sendable (consuming Input) -> Output,
    weighResult: @escaping @Sendable (Output) -> Int = { _ in 0 },
    emit: @escaping @Sendable (Output) throws -> Void
  ) throws {
    try run(
      next: next, weigh: weigh, work: { (input: consuming Input, _) in work(consume input) },
      weighResult: weighResult,
      emitAll: { outputs in for output in outputs { try emit(output) } })
  }
}

/// A worker's place among those that work at once.
public struct WorkPlace: Sendable {
  let belt: any Places

  /// Waits for something, while another may have the place.
  public func outside<Value>(_ wait: () throws -> Value) rethrows -> Value {
    belt.leavePlace()
    defer { belt.takePlaceAgain() }
    return try wait()
  }
}

/// Places of which each has one worker at a time.
protocol Places: Sendable {
  func leavePlace()

  /// Never waits: who has begun finishes.
  func takePlaceAgain()
}

/// The threads of a batch: each is started when all others are at work or waiting for something.
private final class Crew: Sendable {
  private struct State {
    var count = 0
    var serve: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  private let group = DispatchGroup()
  private let most: Int

  /// As much as a main thread has: what runs in tests on the main thread must not overflow here.
  private static let stackSize = 8 << 20

  init(most: Int) { self.most = most }

  /// - Parameter serve: What each thread does until the batch is over.
  func begin(_ serve: @escaping @Sendable () -> Void) { state.withLock { $0.serve = serve } }

  /// Starts one thread more; false where all there may be are there.
  func grow() -> Bool {
    let next = state.withLock { state -> (number: Int, serve: @Sendable () -> Void)? in
      guard state.count < most, let serve = state.serve else { return nil }
      state.count += 1
      group.enter()
      return (state.count, serve)
    }
    guard let next else { return false }
    let thread = Thread { [group] in
      next.serve()
      group.leave()
    }
    thread.name = "batch-\(next.number)"
    thread.stackSize = Crew.stackSize
    thread.start()
    return true
  }

  func waitForAll() {
    group.wait()
    state.withLock { $0.serve = nil }
  }
}
