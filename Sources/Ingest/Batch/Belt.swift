import Foundation

/// The ring between the reader of a batch and its workers: inputs go round to be worked on, results
/// leave in input order.
///
/// Whoever finishes the oldest result hands it out, and with it all finished ones behind it: no
/// thread is woken just to write. Where results are gathered, nobody does before there are so many, or
/// nothing is left that waits to be worked on.
///
/// Only as many threads work as there are places. Whoever is done keeps the place for the next input;
/// another thread is woken, or called for, only where one hands results out, or waits.
final class Belt<Input: Sendable, Output: Sendable>: Places, @unchecked Sendable {
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
  private let callForHelp: @Sendable () -> Bool

  /// Inputs put, taken and handed out so far: `out <= taken <= put <= out + slots.count`.
  private var put = 0
  private var taken = 0
  private var out = 0

  /// So many from the first on are done without a gap, and `out <= ready <= taken`.
  ///
  /// Counted, since to ask slots what they are copies what is in them.
  private var ready = 0
  private var isDone: [Bool]
  private var weight = 0
  private var freePlaces: Int

  /// Threads that wait for work, and those that were called for and have not come yet.
  private var idle = 0
  private var coming = 0
  private var isFinished = false
  private var isHandingOut = false
  private var broken: (any Error)?

  /// - Parameter callForHelp: Has one thread more serve; false where there may be none.
  init(
    places: Int, window: Int, weight: Int, gathered: Int,
    callForHelp: @escaping @Sendable () -> Bool
  ) {
    freePlaces = places
    self.callForHelp = callForHelp
    self.gathered = min(gathered, window)
    slots = Array(repeating: .empty, count: window)
    weights = Array(repeating: 0, count: window)
    isDone = Array(repeating: false, count: window)
    limit = weight
  }

  /// What stopped the belt, if anything.
  var failure: (any Error)? { lock.holding { broken } }

  /// Waits for room and puts an input on; false where the belt has stopped.
  func put(_ input: Input, weighing load: Int) -> Bool {
    var isLacking = false
    let isPut = lock.holding {
      while broken == nil, put - out == slots.count || (put > out && weight + load > limit) {
        lock.wait(.room)
      }
      guard broken == nil else { return false }
      slots[put % slots.count] = .waiting(input)
      weights[put % slots.count] = load
      weight += load
      put += 1
      isLacking = wakeForFreePlace()
      return true
    }
    if isLacking { call() }
    return isPut
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
  ///
  /// - Parameter weigh: The bytes that a result holds on to.
  func serve(
    work: (consuming Input, WorkPlace) -> Output, weigh: (Output) -> Int,
    emit: ([Output]) throws -> Void
  ) {
    lock.holding { coming -= 1 }
    while let (place, input) = take() {
      // Given away, or what was read off it would not be all that is left of it.
      let output = work(consume input, WorkPlace(belt: self))
      let load = weigh(output)
      var handing = lock.holding {
        finish(place, with: output, weighing: load)
        return nextResults(after: 0)
      }
      // Another that hands out finds ours too, since it looks again before it stops.
      while let (outputs, isLacking) = handing {
        if isLacking { call() }
        let handedOut = Result { try emit(outputs) }
        handing = lock.holding {
          if case .failure(let error) = handedOut { stop(error) }
          return nextResults(after: outputs.count)
        }
      }
    }
  }

  /// Called with the lock held.
  private func finish(_ place: Int, with output: Output, weighing load: Int) {
    slots[place] = .done(output)
    isDone[place] = true
    // What is left of a large page is little: others are worked on while it waits to be handed out.
    let wasHalfEmpty = isHalfEmpty
    weight += load - weights[place]
    weights[place] = load
    if !wasHalfEmpty, isHalfEmpty { lock.wake(.room) }
    while ready < taken, isDone[ready % slots.count] { ready += 1 }
    freePlaces += 1
  }

  /// Called with the lock held.
  private func stop(_ error: any Error) {
    broken = error
    lock.wakeAll(.work)
    lock.wakeAll(.room)
  }

  private func take() -> (place: Int, input: Input)? {
    lock.holding {
      while broken == nil, taken == put ? !isFinished : freePlaces <= 0 {
        idle += 1
        lock.wait(.work)
        idle -= 1
      }
      guard broken == nil, taken < put else { return nil }
      let place = taken % slots.count
      guard case .waiting(let input) = slots[place] else { return nil }
      slots[place] = .taken
      taken += 1
      freePlaces -= 1
      // The last input is taken: whoever waits for a place has nothing to wait for.
      if isFinished, taken == put { lock.wakeAll(.work) }
      return (place, input)
    }
  }

  func leavePlace() {
    let isLacking = lock.holding {
      freePlaces += 1
      return wakeForFreePlace()
    }
    if isLacking { call() }
  }

  func takePlaceAgain() { lock.holding { freePlaces -= 1 } }

  /// Has a thread take an input for which there is a place; true where one more is to be called.
  ///
  /// Called with the lock held.
  private func wakeForFreePlace() -> Bool {
    let wanted = min(freePlaces, put - taken)
    guard wanted > 0 else { return false }
    lock.wake(.work)
    guard idle + coming < wanted else { return false }
    coming += 1
    return true
  }

  private func call() {
    if !callForHelp() { lock.holding { coming -= 1 } }
  }

  /// All finished results at the front, and whether one more thread is to be called meanwhile; nil where another
  /// hands them out, or more are to be gathered.
  ///
  /// Called with the lock held.
  ///
  /// - Parameter handed: How many the caller has handed out just now: their places come free.
  private func nextResults(after handed: Int) -> (outputs: [Output], isLacking: Bool)? {
    guard handed > 0 || !isHandingOut else { return nil }
    for _ in 0..<handed {
      weight -= weights[out % slots.count]
      out += 1
    }
    if handed > 0, isHalfEmpty { lock.wake(.room) }
    isHandingOut = broken == nil && ready > out && isWorthHandingOut
    guard isHandingOut else { return nil }
    let outputs = (out..<ready).compactMap { takeOut($0 % slots.count) }
    return (outputs, wakeForFreePlace())
  }

  private func takeOut(_ place: Int) -> Output? {
    var slot = Slot.empty
    swap(&slot, &slots[place])
    isDone[place] = false
    guard case .done(let output) = slot else { return nil }
    return output
  }

  private var isWorthHandingOut: Bool { taken == put || ready - out >= gathered }
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
