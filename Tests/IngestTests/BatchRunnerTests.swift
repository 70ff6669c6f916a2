import Foundation
import Synchronization
import Testing

@testable import Ingest

struct BatchRunnerTests {
  struct Broken: Error {}

  /// So many numbers, the last of them 0.
  private func countdown(_ count: Int) -> () -> Int? {
    var left = count
    return {
      left -= 1
      return left >= 0 ? left : nil
    }
  }

  @Test(arguments: [(1, 1), (1, 4), (2, 3), (8, 16), (8, 1)])
  func `results come in input order`(workers: Int, window: Int) throws {
    let numbers = 0..<2000
    var input = numbers.makeIterator()
    let results = Mutex<[Int]>([])

    try BatchRunner(workers: workers, window: window).run(
      next: { input.next() },
      work: { number in
        // Every seventh takes longer, so that later ones overtake it.
        if number % 7 == 0 { usleep(50) }
        return number * 2
      },
      emit: { result in results.withLock { $0.append(result) } })

    #expect(results.withLock { $0 } == numbers.map { $0 * 2 })
  }

  private final class Probe: Sendable {}

  @Test func `who works on an input is the last to hold it`() throws {
    var probes = (0..<4).map { _ in Probe() }
    let outlasted = Mutex(0)

    try BatchRunner(workers: 2, window: 4).run(
      next: { probes.popLast() },
      work: { (probe: consuming Probe) in
        weak let held = probe
        _ = consume probe
        // The reader's own hold ends when it goes on.
        for _ in 0..<2000 where held != nil { usleep(1000) }
        return held != nil
      },
      emit: { isHeld in if isHeld { outlasted.withLock { $0 += 1 } } })

    #expect(outlasted.withLock { $0 } == 0)
  }

  @Test func `no more than a window is on its way`() throws {
    let open = Mutex((now: 0, most: 0))

    try BatchRunner(workers: 4, window: 6).run(
      next: countdown(500),
      weigh: { _ in
        open.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        return 0
      },
      work: { $0 },
      emit: { _ in open.withLock { $0.now -= 1 } })

    // Beside the window, one has been weighed and waits for room, and one is being handed out.
    #expect(open.withLock { $0.most } <= 8)
    #expect(open.withLock { $0.now } == 0)
  }

  @Test func `heavy inputs travel alone`() throws {
    let inside = Mutex((now: 0, most: 0))

    try BatchRunner(workers: 4, window: 16, weight: 100).run(
      next: countdown(20),
      weigh: { _ in 1000 },
      work: { number in
        inside.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        usleep(100)
        inside.withLock { $0.now -= 1 }
        return number
      },
      emit: { _ in })

    #expect(inside.withLock { $0.most } == 1)
  }

  @Test func `large inputs are worked on while what is left of others is handed out`() throws {
    let last = DispatchSemaphore(value: 0)
    var runner = BatchRunner(workers: 2, window: 16, weight: 200)
    runner.relief = 1

    // The results of the first two are handed out only once the last of all is worked on.
    let isWaitedFor = Mutex(true)
    try runner.run(
      next: countdown(8),
      weigh: { _ in 100 },
      work: { number, _ in
        if number == 0 { last.signal() }
        return number
      },
      weighResult: { _ in 1 },
      emitAll: { _ in
        let isFirst = isWaitedFor.withLock { isWaitedFor in
          defer { isWaitedFor = false }
          return isWaitedFor
        }
        guard isFirst else { return }
        #expect(last.wait(timeout: .now() + 30) == .success)
      })
  }

  @Test func `results weigh until they are handed out`() throws {
    let inside = Mutex((now: 0, most: 0))
    var runner = BatchRunner(workers: 2, window: 64, weight: 400)
    runner.gathered = 64
    try runner.run(
      next: countdown(40),
      weigh: { _ in 100 },
      work: { number, _ in
        inside.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        return number
      },
      weighResult: { _ in 50 },
      emitAll: { results in inside.withLock { $0.now -= results.count } })

    #expect(inside.withLock { $0.most } <= 8)
  }

  @Test func `a first answer leaves before the second page is there`() throws {
    let answered = DispatchSemaphore(value: 0)
    var sent = 0

    try BatchRunner(workers: 2).run(
      next: { () -> Int? in
        sent += 1
        if sent == 2 { answered.wait() }
        return sent <= 2 ? sent : nil
      },
      work: { $0 },
      emit: { if $0 == 1 { answered.signal() } })

    #expect(sent == 3)
  }

  @Test func `a reader's failure comes after what it gave before`() {
    let results = Mutex<[Int]>([])
    var sent = 0

    #expect(throws: Broken.self) {
      try BatchRunner(workers: 3).run(
        next: { () -> Int? in
          sent += 1
          if sent > 10 { throw Broken() }
          return sent
        },
        work: { $0 },
        emit: { result in results.withLock { $0.append(result) } })
    }

    #expect(results.withLock { $0 } == Array(1...10))
  }

  @Test func `nothing is handed out after the taker failed`() {
    let results = Mutex<[Int]>([])
    var sent = 0

    #expect(throws: Broken.self) {
      try BatchRunner(workers: 3, window: 4).run(
        next: { () -> Int? in
          sent += 1
          return sent
        },
        work: { $0 },
        emit: { result in
          if result == 5 { throw Broken() }
          results.withLock { $0.append(result) }
        })
    }

    #expect(results.withLock { $0 } == [1, 2, 3, 4])
  }

  @Test func `an empty stream is over at once`() throws {
    try BatchRunner(workers: 2).run(
      next: { () -> Int? in nil }, work: { $0 }, emit: { _ in Issue.record("nothing came in") })
  }

  @Test func `gathered results come together while there is work left`() throws {
    let numbers = 0..<1000
    var input = numbers.makeIterator()
    let groups = Mutex<[[Int]]>([])
    var runner = BatchRunner(workers: 4, window: 64)
    runner.gathered = 16

    try runner.run(
      next: { input.next() }, work: { number, _ in number },
      emitAll: { group in groups.withLock { $0.append(group) } })

    let handedOut = groups.withLock { $0 }
    #expect(handedOut.flatMap(\.self) == Array(numbers))
    #expect(handedOut.allSatisfy { !$0.isEmpty && $0.count <= 64 })
  }

  @Test func `a gathered answer leaves at once where the next page waits for it`() throws {
    let answered = DispatchSemaphore(value: 0)
    var sent = 0
    var runner = BatchRunner(workers: 4, window: 64)
    runner.gathered = 16

    try runner.run(
      next: { () -> Int? in
        if sent > 0 { #expect(answered.wait(timeout: .now() + 30) == .success) }
        sent += 1
        return sent <= 5 ? sent : nil
      },
      work: { number, _ in number },
      emitAll: { group in for _ in group { answered.signal() } })

    #expect(sent == 6)
  }

  @Test
  func `who waits outside its place is relieved, and never do more work than there are places`()
    throws
  {
    let inside = Mutex((now: 0, most: 0))
    let waiting = DispatchSemaphore(value: 0)
    let isOver = DispatchSemaphore(value: 0)
    var input = (1...4).makeIterator()
    let results = Mutex<[Int]>([])
    var runner = BatchRunner(workers: 1, window: 8)
    runner.relief = 3

    try runner.run(
      next: { input.next() },
      work: { number, place -> Int in
        inside.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        inside.withLock { $0.now -= 1 }
        place.outside {
          waiting.signal()
          // The last to come lets all go on, so that four have to be there at once.
          if number == 4 {
            for _ in 1...4 { #expect(waiting.wait(timeout: .now() + 30) == .success) }
            for _ in 1...4 { isOver.signal() }
          }
          #expect(isOver.wait(timeout: .now() + 30) == .success)
        }
        return number
      },
      emitAll: { numbers in results.withLock { $0 += numbers } })

    #expect(results.withLock { $0 } == [1, 2, 3, 4])
    #expect(inside.withLock { $0.most } == 1)
  }
}
