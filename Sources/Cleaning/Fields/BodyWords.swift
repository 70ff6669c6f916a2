import Markup

/// The words of the body, for telling whether it is about what a line says.
///
/// Words are compared by their first letters, which they keep when they are bent; pairs of neighbouring characters stand for
/// words where no blanks part them.
struct BodyWords {
  /// Bytes of the body that are read, and of a word that are compared; shorter words are in every text.
  private static let sample = 8_000
  private static let stem = 6
  private static let shortest = 4

  /// A table of open addressing, 0 where a slot is free: twice as many slots as the sample can have words.
  private var slots: [UInt32] = []

  private(set) var isEmpty = true

  /// - Parameter asked: blocks that will be asked for, and so are no evidence, where shorter ones are not all of them.
  init(_ document: Document, except asked: [Int] = []) {
    var left = BodyWords.sample
    var slots: [UInt32] = []
    // What is shorter may be the line that is asked for.
    for (index, block) in document.blocks.enumerated()
    where block.isKept && block.measure.units >= 80 && left > 0 && !asked.contains(index) {
      let bytes = document.text[block.text].prefix(left)
      left -= bytes.count
      if slots.isEmpty { slots = [UInt32](repeating: 0, count: BodyWords.slotCount) }
      slots.withUnsafeMutableBufferPointer { slots in
        BodyWords.forEach(bytes) {
          slots[BodyWords.slot(of: $0, in: UnsafeBufferPointer(slots))] = $0
        }
      }
    }
    isEmpty = !slots.contains { $0 != 0 }
    self.slots = slots
  }

  /// A power of two above the words of a sample: one for each three bytes at most.
  private static let slotCount = 8_192

  @inline(__always)
  private static func slot(of key: UInt32, in slots: UnsafeBufferPointer<UInt32>) -> Int {
    var slot = Int(key &* 0x9e37_79b1 >> 8) & (BodyWords.slotCount - 1)
    while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & (BodyWords.slotCount - 1) }
    return slot
  }

  private func contains(_ key: UInt32) -> Bool {
    !slots.isEmpty
      && slots.withUnsafeBufferPointer { $0[BodyWords.slot(of: key, in: $0)] == key }
  }

  /// How many words a line has that tell something, and how many of them the body holds.
  func share(of line: String) -> (found: Int, all: Int) { share(of: Array(line.utf8)[...]) }

  /// The same of bytes.
  func share(of line: ArraySlice<UInt8>) -> (found: Int, all: Int) {
    var (found, all) = (0, 0)
    BodyWords.forEach(line) { key in
      all += 1
      if contains(key) { found += 1 }
    }
    return (found, all)
  }

  private static func forEach(_ text: ArraySlice<UInt8>, _ body: (UInt32) -> Void) {
    text.withUnsafeBufferPointer { forEach($0, body) }
  }

  @inline(__always)
  private static func forEach(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    var hash = WordHash()
    var length = 0
    func end() {
      if length >= shortest { body(hash.key) }
      hash = WordHash()
      length = 0
    }
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte >= 0xe3, byte < 0xee, i + 5 < text.count {
        end()
        // A pair of characters without blanks between.
        if text[i + 3] >= 0xe3 {
          var pair = WordHash()
          for place in i..<i + 6 { pair.add(text[place]) }
          body(pair.key)
        }
        i += 3
      } else if (byte | 0x20) &- 0x61 < 26 || byte >= 0xc3 || byte & 0xc0 == 0x80 {
        if length < stem { hash.add(byte < 0x80 ? byte | 0x20 : byte) }
        length += 1
        i += 1
      } else {
        end()
        i += 1
      }
    }
    end()
  }
}
