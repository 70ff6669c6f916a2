import Foundation

/// The ring between the reader of a batch and its workers: inputs go round to be worked on, results
/// leave in input order.
///
/// Whoever finishes the oldest result hands it out, and with it all finished ones behind it: no
/// thread is woken just to write. Where results are gathered, nobody does before there are so many, or
/// nothing is left that waits to be worked on.
final class Belt<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  private enum Slot {
    case empty
    case waiting(Input)
    case taken
    case done(Output)
  }

  /// Guards everything below.
  private let lock = Monitor()
  private var slots: [Slot]
  private var weights: [Int]
  private let limit: Int
  private let gathered: Int

  /// Inputs put, taken and handed out so far: `out <= taken <= put <= out + slots.count`.
  private var put = 0
  private var taken = 0
  private var out = 0
  private var weight = 0
  private var isFinished = false
  private var isHandingOut = false
  private var broken: (any Error)?

  init(window: Int, weight: Int, gathered: Int) {
    self.gathered = min(gathered, window)
    slots = Array(repeating: .empty, count: window)
    weights = Array(repeating: 0, count: window)
    limit = weight
  }

  /// What stopped the belt, if anything.
  var failure: (any Error)? { lock.holding { broken } }

  /// Waits for room and puts an input on; false where the belt has stopped.
  func put(_ input: Input, weighing load: Int) -> Bool {
    lock.holding {
      while broken == nil, put - out == slots.count || (put > out && weight + load > limit) {
        lock.wait(.room)
      }
      guard broken == nil else { return false }
      slots[put % slots.count] = .waiting(input)
      weights[put % slots.count] = load
      weight += load
      put += 1
      lock.wake(.work)
      return true
    }
  }

  /// The reader sleeps until then, rather than to be woken for each place that comes free.
  private var isHalfEmpty: Bool {
    put - out <= slots.count / 2 && (weight <= limit / 2 || put == out)
  }

  /// No more inputs come.
  func finish() {
    lock.holding {
      isFinished = true
      lock.wakeAll(.work)
    }
  }

  /// Works until there is nothing left to do.
  func serve(work: (Input) -> Output, emit: ([Output]) throws -> Void) {
    while let (place, input) = take() {
      let output = work(input)
      lock.holding { slots[place] = .done(output) }
      handOut(to: emit)
    }
  }

  private func take() -> (place: Int, input: Input)? {
    lock.holding {
      while broken == nil, taken == put, !isFinished { lock.wait(.work) }
      guard broken == nil, taken < put else { return nil }
      let place = taken % slots.count
      guard case .waiting(let input) = slots[place] else { return nil }
      slots[place] = .taken
      taken += 1
      return (place, input)
    }
  }

  /// Hands out the finished results at the front, unless another worker is at it: that one then
  /// finds ours too, since it looks again before it stops.
  private func handOut(to emit: ([Output]) throws -> Void) {
    var handed = 0
    while let outputs = nextResults(after: handed) {
      handed = outputs.count
      do {
        try emit(outputs)
      } catch {
        lock.holding {
          broken = error
          lock.wakeAll(.work)
          lock.wakeAll(.room)
        }
      }
    }
  }

  /// All finished results at the front; nil where another hands them out, or more are to be gathered.
  ///
  /// - Parameter handed: How many the caller has handed out just now: their places come free.
  private func nextResults(after handed: Int) -> [Output]? {
    lock.holding {
      guard handed > 0 || !isHandingOut else { return nil }
      for _ in 0..<handed {
        weight -= weights[out % slots.count]
        out += 1
      }
      if handed > 0, isHalfEmpty { lock.wake(.room) }
      var outputs: [Output] = []
      if broken == nil, isWorthHandingOut {
        while out + outputs.count < put,
          case .done(let output) = slots[(out + outputs.count) % slots.count]
        {
          slots[(out + outputs.count) % slots.count] = .empty
          outputs.append(output)
        }
      }
      isHandingOut = !outputs.isEmpty
      return outputs.isEmpty ? nil : outputs
    }
  }

  private var isWorthHandingOut: Bool {
    guard taken < put else { return true }
    guard out + gathered <= put else { return false }
    return (out..<out + gathered).allSatisfy {
      if case .done = slots[$0 % slots.count] { true } else { false }
    }
  }
}

/// A mutex with two conditions to wait for.
private final class Monitor: @unchecked Sendable {
  enum Condition: Int { case room, work }

  // Allocated, since POSIX forbids moving these once they are in use.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let conditions = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 2)

  init() {
    pthread_mutex_init(mutex, nil)
    for index in 0..<2 { pthread_cond_init(conditions + index, nil) }
  }

  deinit {
    for index in 0..<2 { pthread_cond_destroy(conditions + index) }
    pthread_mutex_destroy(mutex)
    conditions.deallocate()
    mutex.deallocate()
  }

  func holding<T>(_ body: () throws -> T) rethrows -> T {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  func wait(_ condition: Condition) { pthread_cond_wait(conditions + condition.rawValue, mutex) }
  func wake(_ condition: Condition) { pthread_cond_signal(conditions + condition.rawValue) }
  func wakeAll(_ condition: Condition) {
    pthread_cond_broadcast(conditions + condition.rawValue)
  }
}
