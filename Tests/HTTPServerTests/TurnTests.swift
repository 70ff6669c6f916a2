import Foundation
import Synchronization
import Testing

@testable import HTTPServer

/// No single client or burst of them takes a loop's turn for itself (docs/decisions/0077).
struct TurnTests {
  @Test func `what is put off runs a little at a time, and all of it before the loop ends`() throws
  {
    let loop = try EventLoop()
    let ran = Mutex<[Int]>([])
    let ranWhenOthersHadTheirTurn = Atomic<Int>(-1)
    let hadTheirTurn = DispatchSemaphore(value: 0)
    loop.execute {
      for number in 0..<1000 { loop.putOff { ran.withLock { $0.append(number) } } }
      loop.execute {
        ranWhenOthersHadTheirTurn.store(ran.withLock { $0.count }, ordering: .relaxed)
        hadTheirTurn.signal()
      }
    }
    loop.start(name: "test")
    hadTheirTurn.wait()

    loop.stop()

    #expect((0..<100).contains(ranWhenOthersHadTheirTurn.load(ordering: .relaxed)))
    #expect(ran.withLock { $0 } == Array(0..<1000))
  }

  @Test func `one call sends no more than its stride of a large answer`() throws {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    var size: Int32 = 4 << 20
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    var output = OutputQueue()
    output.append([UInt8](repeating: 97, count: 4 << 20))

    guard case .sent(let count) = output.write(to: ends[0]) else {
      Issue.record("nothing was sent")
      return
    }
    #expect(count <= 128 * 1024)
    #expect(output.count == 4 << 20 - count)
  }

  @Test func `what is queued and taken in turns keeps its order, however long it goes on`() {
    var output = OutputQueue()
    var expected: [UInt8] = []
    var taken: [UInt8] = []
    for number in 0..<1000 {
      let bytes = (0..<7).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) }
      output.append(bytes)
      expected += bytes
      if number > 0 { taken += output.take(7) }
    }
    while !output.isEmpty { taken += output.take(100) }

    #expect(taken == expected)
  }

  @Test func `a body in small pieces is gathered, one in large pieces is not copied to grow`() {
    let small = ByteBlocks()
    for number in 0..<200_000 { small.append([UInt8(truncatingIfNeeded: number)]) }
    let large = ByteBlocks()
    for _ in 0..<3 { large.append([UInt8](repeating: 97, count: 60_000)) }

    #expect(small.blocks.count <= 4)
    #expect(small.take() == (0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
    #expect(small.isEmpty)
    #expect(large.blocks.map(\.count) == [60_000, 60_000, 60_000])
    #expect(large.take().count == 180_000)
  }
}
