/// A small net over the sequence of a page's candidates: blocks that may belong to the body, in their order.
///
/// A layer over each candidate's row, then layers that see the candidates some places before and after as well, twice as
/// far each: where trees ask one number at a time, it weighs how a run of blocks begins, goes on and ends. Source: van den
/// Oord et al. 2016, "WaveNet" (dilated convolutions), here both ways.
///
/// Encoded as bytes, little-endian: the counts of numbers, roles, hidden numbers and layers (UInt32 each); per number of
/// the row its least and greatest value and its weights (Float32); per role its weights; the weights of what lies between
/// two candidates, blocks and units; a bias; per layer its step (UInt32), the weights of the candidate before, of the own
/// and of the one after, and a bias; the last weights and their bias.
struct SequenceModel: Sendable {
  typealias Hidden = SIMD16<Float>

  /// One layer: `weights` holds 16 vectors for each of the three candidates that it sees.
  private struct Layer {
    var step: Int
    var weights: [Hidden]
    var bias: Hidden
  }

  /// Numbers of a row that the net sees, and the bounds each is cut to.
  let width: Int
  private var bounds: [SIMD2<Float>] = []
  private var first: [Hidden] = []
  private var roles: [Hidden] = []
  private var blocksBetween = Hidden.zero
  private var unitsBetween = Hidden.zero
  private var firstBias = Hidden.zero
  private var layers: [Layer] = []
  private var last = Hidden.zero
  private var lastBias: Float = 0

  /// The net, or nil unless the bytes are whole.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let numbers = reader.count(), let roleCount = reader.count(),
      reader.count() == Hidden.scalarCount, let layerCount = reader.count()
    else { return nil }
    width = numbers
    for _ in 0..<numbers {
      guard let low = reader.number(), let high = reader.number(), let weights = reader.vector()
      else { return nil }
      bounds.append(SIMD2(low, high))
      first.append(weights)
    }
    guard let roles = reader.vectors(roleCount), let between = reader.vectors(3) else { return nil }
    self.roles = roles
    (blocksBetween, unitsBetween, firstBias) = (between[0], between[1], between[2])
    for _ in 0..<layerCount {
      guard let step = reader.count(), let weights = reader.vectors(3 * Hidden.scalarCount),
        let bias = reader.vector()
      else { return nil }
      layers.append(Layer(step: step, weights: weights, bias: bias))
    }
    guard let last = reader.vector(), let lastBias = reader.number(), reader.isAtEnd else {
      return nil
    }
    self.last = last
    self.lastBias = lastBias
  }

  /// What the first layer makes of a candidate.
  ///
  /// - Parameters:
  ///   - row: at least `width` numbers.
  ///   - role: the number of what the grammar of lines takes the block for, from -1 on.
  ///   - blocks: of the page since the candidate before.
  ///   - units: of these blocks.
  func begin(_ row: UnsafePointer<Float>, role: Int, blocks: Int, units: Int) -> Hidden {
    var sum = firstBias
    if roles.indices.contains(role + 1) { sum += roles[role + 1] }
    sum += BlockFeatures.logarithm(Float(blocks)) * blocksBetween
    sum += BlockFeatures.logarithm(Float(units)) * unitsBetween
    bounds.withUnsafeBufferPointer { bounds in
      first.withUnsafeBufferPointer { first in
        for index in 0..<width {
          sum += min(max(row[index], bounds[index].x), bounds[index].y) * first[index]
        }
      }
    }
    return sum.replacing(with: 0, where: sum .< 0)
  }

  /// The log odds of each candidate to belong to the body, from what `begin` made of them.
  ///
  /// - Complexity: O(candidates × layers).
  func logits(_ candidates: [Hidden]) -> [Float] {
    var hidden = candidates
    var next = candidates
    for layer in layers {
      hidden.withUnsafeBufferPointer { hidden in
        layer.weights.withUnsafeBufferPointer { weights in
          for index in hidden.indices {
            var sum = layer.bias
            for place in 0..<3 {
              let other = index + (place - 1) * layer.step
              guard hidden.indices.contains(other) else { continue }
              let seen = hidden[other]
              let first = place * Hidden.scalarCount
              for lane in 0..<Hidden.scalarCount { sum += seen[lane] * weights[first + lane] }
            }
            // What the layer finds is added to what the candidate was.
            next[index] = hidden[index] + sum.replacing(with: 0, where: sum .< 0)
          }
        }
      }
      swap(&hidden, &next)
    }
    return hidden.map { ($0 * last).sum() + lastBias }
  }
}

extension SequenceModel {
  /// Reads numbers off the front of bytes.
  private struct Reader {
    var bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func pattern() -> UInt32? {
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
    }

    mutating func count() -> Int? { pattern().map(Int.init) }

    mutating func number() -> Float? { pattern().map(Float.init(bitPattern:)) }

    mutating func vector() -> Hidden? {
      var vector = Hidden.zero
      for lane in vector.indices {
        guard let value = number() else { return nil }
        vector[lane] = value
      }
      return vector
    }

    mutating func vectors(_ count: Int) -> [Hidden]? {
      var vectors: [Hidden] = []
      for _ in 0..<count {
        guard let vector = vector() else { return nil }
        vectors.append(vector)
      }
      return vectors
    }
  }
}
