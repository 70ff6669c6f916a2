/// A row of features being filled from left to right.
struct FeatureRow {
  private let numbers: UnsafeMutableBufferPointer<Float>
  private(set) var count = 0

  init(_ numbers: UnsafeMutableBufferPointer<Float>) { self.numbers = numbers }

  @inline(__always)
  mutating func put(_ number: Float) {
    // A buffer does not check; a row too narrow would be written over the next one.
    precondition(count < numbers.count)
    numbers[count] = number
    count += 1
  }

  @inline(__always)
  mutating func put(_ condition: Bool) { put(condition ? 1 : 0) }
}
