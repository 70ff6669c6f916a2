/// How often each byte stands behind each other one, a blank before the first.
///
/// A sample of 6,000 bytes has some 800 different pairs, and forty hypotheses ask what each costs. Pairs beyond 65,535
/// different ones, more than twice as many bytes as the greatest sample has, are not counted.
struct BytePairs {
  struct Pair {
    var before: UInt8
    var byte: UInt8
    var count: Int
  }

  /// Those that occur with a byte of 0x80 or above, in the order in which they are met first.
  private(set) var high: [Pair] = []

  /// Those of two ASCII bytes.
  private(set) var ascii: [Pair] = []

  /// How many of the bytes are ASCII letters.
  private(set) var letters = 0

  init(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    var all: [Pair] = []
    // The place of a pair among all, counted from 1; 0 for one that was not met yet.
    var places = [UInt16](repeating: 0, count: 1 << 16)
    var before: UInt8 = 0x20
    for byte in bytes {
      if byte.isASCIILetter { letters += 1 }
      let key = Int(before) << 8 | Int(byte)
      if places[key] > 0 {
        all[Int(places[key]) - 1].count += 1
      } else if all.count < Int(UInt16.max) {
        all.append(Pair(before: before, byte: byte, count: 1))
        places[key] = UInt16(all.count)
      }
      before = byte
    }
    for pair in all {
      if (pair.byte | pair.before) < 0x80 { ascii.append(pair) } else { high.append(pair) }
    }
  }
}
