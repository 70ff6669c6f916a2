import Dispatch
import Synchronization
import Testing

@testable import Ingest

struct BackgroundLoopTests {
  /// Bounds what a test that fails waits.
  private let patience = DispatchTime.now() + 30

  @Test func `whoever wakes it during a turn has another turn at once`() {
    let loop = BackgroundLoop("test")
    let begun = DispatchSemaphore(value: 0)
    let goOn = DispatchSemaphore(value: 0)
    loop.start {
      begun.signal()
      goOn.wait()
      return 3600
    }
    #expect(begun.wait(timeout: patience) == .success)

    loop.wake()
    goOn.signal()

    #expect(begun.wait(timeout: patience) == .success)
    goOn.signal()
    loop.stop()
  }

  @Test func `it goes on without rest where there is more, and rests until it is woken`() {
    let loop = BackgroundLoop("test")
    let turns = Mutex(0)
    let isResting = DispatchSemaphore(value: 0)
    loop.start {
      let turn = turns.withLock { turns -> Int in
        turns += 1
        return turns
      }
      guard turn >= 3 else { return 0 }
      isResting.signal()
      return 3600
    }
    #expect(isResting.wait(timeout: patience) == .success)
    #expect(turns.withLock { $0 } == 3)

    loop.wake()

    #expect(isResting.wait(timeout: patience) == .success)
    loop.stop()
  }

  @Test func `stopping waits for the turn at hand, which can know of it`() {
    let loop = BackgroundLoop("test")
    let begun = DispatchSemaphore(value: 0)
    let isOver = Mutex(false)
    loop.start {
      begun.signal()
      while !loop.isStopped {}
      isOver.withLock { $0 = true }
      return 0
    }
    #expect(begun.wait(timeout: patience) == .success)

    loop.stop()

    #expect(isOver.withLock { $0 })
  }

  @Test func `one that never began stops at once`() { BackgroundLoop("test").stop() }
}
