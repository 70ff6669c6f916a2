import Testing

@testable import Cleaning

/// The net over a page's candidates, on nets small enough to compute by hand.
@Suite struct SequenceModelTests {
  private typealias Hidden = SequenceModel.Hidden

  /// A net that hands its first number to the first hidden number, and adds up `layers` of what stands a step before,
  /// at, and a step after a candidate.
  private func net(
    low: Float = -4, high: Float = 4, roleWeight: Float = 0, blocksWeight: Float = 0,
    layers: [(step: UInt32, before: Float, own: Float, after: Float)] = []
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func put(_ pattern: UInt32) {
      bytes += (0..<4).map { UInt8(truncatingIfNeeded: pattern >> UInt32(8 * $0)) }
    }
    func put(_ number: Float) { put(number.bitPattern) }
    func putVector(_ first: Float) { for lane in 0..<16 { put(lane == 0 ? first : 0) } }
    for count in [1, 2, 16, UInt32(layers.count)] { put(count) }
    put(low)
    put(high)
    putVector(1)
    putVector(0)
    putVector(roleWeight)
    putVector(blocksWeight)
    putVector(0)
    putVector(0)
    for layer in layers {
      put(layer.step)
      for weight in [layer.before, layer.own, layer.after] {
        for lane in 0..<16 { putVector(lane == 0 ? weight : 0) }
      }
      putVector(0)
    }
    putVector(2)
    put(0.5)
    return bytes
  }

  private func begin(
    _ bytes: [UInt8], _ number: Float, role: Int = -1, blocks: Int = 0
  ) throws -> Float {
    let model = try #require(SequenceModel(bytes))
    return [number].withUnsafeBufferPointer { row in
      row.baseAddress.map { model.begin($0, role: role, blocks: blocks, units: 0)[0] } ?? .nan
    }
  }

  private func logits(_ bytes: [UInt8], _ numbers: [Float]) throws -> [Float] {
    let model = try #require(SequenceModel(bytes))
    return model.logits(
      numbers.map {
        var hidden = Hidden.zero
        hidden[0] = $0
        return hidden
      })
  }

  @Test func `numbers are cut to the bounds they were learnt in`() throws {
    #expect(try begin(net(low: 1, high: 3), 2) == 2)
    #expect(try begin(net(low: 1, high: 3), 900) == 3)
    #expect(try begin(net(low: 1, high: 3), -900) == 1)
  }

  @Test func `what is below nothing counts as nothing`() throws {
    #expect(try begin(net(), -2) == 0)
  }

  @Test func `the block's role and what lies before it count`() throws {
    #expect(try begin(net(roleWeight: 5), 1, role: 0) == 6)
    #expect(try begin(net(roleWeight: 5), 1, role: -1) == 1)
    #expect(try begin(net(roleWeight: 5), 1, role: 40) == 1)
    #expect(try begin(net(blocksWeight: 1), 1, blocks: 3) == 3)
  }

  @Test func `without layers each candidate stands alone`() throws {
    #expect(try logits(net(), [1, 3]) == [2.5, 6.5])
  }

  @Test func `a layer sees candidates a step before and after and none beyond the page`() throws {
    let bytes = net(layers: [(step: 1, before: 1, own: 0, after: 10)])
    // 1 + 10 · 2, 2 + 1 · 1 + 10 · 4, 4 + 1 · 2; then doubled, and a half added.
    #expect(try logits(bytes, [1, 2, 4]) == [42.5, 86.5, 12.5])
  }

  @Test func `layers build on each other, and steps reach as far as they say`() throws {
    let bytes = net(layers: [
      (step: 2, before: 1, own: 0, after: 0), (step: 1, before: 1, own: 0, after: 0),
    ])
    #expect(try logits(bytes, [1, 0, 0, 0]) == [2.5, 2.5, 2.5, 2.5])
  }

  @Test func `no candidates have no log odds`() throws {
    #expect(try logits(net(layers: [(step: 1, before: 1, own: 1, after: 1)]), []).isEmpty)
  }

  @Test func `bytes that are cut or too many make no net`() {
    let bytes = net(layers: [(step: 1, before: 1, own: 1, after: 1)])
    #expect(SequenceModel(bytes) != nil)
    for length in stride(from: 0, to: bytes.count, by: 4) {
      #expect(SequenceModel(Array(bytes.prefix(length))) == nil, "\(length) bytes")
    }
    #expect(SequenceModel(bytes + [0]) == nil)
  }

  @Test func `the built-in net is whole and sees no more than a row holds`() throws {
    let built = try #require(BlockModel.standard.sequence)
    #expect(built.width == BlockFeatures.width)
  }
}
