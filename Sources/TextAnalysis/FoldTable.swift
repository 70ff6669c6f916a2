/// What every character counts as and folds to: a table of two stages over all of Unicode.
struct FoldTable: Sendable {
  /// How a character takes part in tokens.
  enum Kind: UInt32 {
    case separator = 0
    /// Makes words together with its neighbours.
    case word = 1
    /// A token of its own.
    case single = 2
    /// An accent: belongs to the word around it and folds to nothing.
    case accent = 3
  }

  /// One character's kind (bits 24…25) and the scalar it folds to (bits 0…20; 0 for itself) or, with bit 31 set, where in
  /// `sequences` its fold stands.
  struct Entry {
    var bits: UInt32

    var kind: Kind { Kind(rawValue: bits >> 24 & 3) ?? .separator }
    var target: UInt32 { bits & 0x1F_FFFF }
    var isSequence: Bool { bits >> 31 == 1 }
  }

  /// For every 256 code points, which of `pages` describes them.
  ///
  /// The first four pages are all of one kind, and shared.
  private var stage: [UInt16]
  private var pages: [UInt32]
  /// Folds of several characters, each as its length and then its scalars.
  private(set) var sequences: [UInt32]

  init() {
    stage = [UInt16](repeating: 0, count: 0x1100)
    pages = []
    pages.reserveCapacity(0xC0 << 8)
    sequences = []
    for kind in UInt32(0)...3 {
      pages.append(contentsOf: repeatElement(kind << 24, count: 0x100))
    }

    fill(0x30...0x39, with: .word)
    fill(0x61...0x7A, with: .word)
    for code in UInt32(0x41)...0x5A {
      let place = place(of: code)
      pages[place] = Kind.word.rawValue << 24 | code + 0x20
    }
    load(FoldData.words, as: .word)
    load(FoldData.singles, as: .single)
    load(FoldData.accents, as: .accent)
    loadFolds()
  }

  /// Has characters that are tokens of their own fold on to others.
  mutating func simplify(by simplified: [UInt32: UInt32]) {
    // What folds to such a character already folds on.
    for place in (4 << 8)..<pages.count {
      let entry = Entry(bits: pages[place])
      guard entry.kind == .single, !entry.isSequence, entry.target != 0 else { continue }
      if let other = simplified[entry.target] { pages[place] = Kind.single.rawValue << 24 | other }
    }
    for (code, other) in simplified {
      let entry = self[code]
      guard entry.kind == .single, !entry.isSequence, entry.target == 0 else { continue }
      pages[place(of: code)] = Kind.single.rawValue << 24 | other
    }
  }

  @inline(__always)
  subscript(code: UInt32) -> Entry {
    // Every caller passes a scalar below 0x110000, so `stage` has it.
    Entry(bits: pages[Int(stage[Int(code >> 8)]) << 8 | Int(code & 0xFF)])
  }

  private mutating func fill(_ range: ClosedRange<UInt32>, with kind: Kind) {
    var code = range.lowerBound
    while code <= range.upperBound {
      if code & 0xFF == 0, code + 0xFF <= range.upperBound {
        stage[Int(code >> 8)] = UInt16(kind.rawValue)
        code += 0x100
      } else {
        let place = place(of: code)
        pages[place] = kind.rawValue << 24
        code += 1
      }
    }
  }

  /// Where a character's entry may be written: a shared page is copied first.
  private mutating func place(of code: UInt32) -> Int {
    let row = Int(code >> 8)
    if stage[row] < 4 {
      let shared = Int(stage[row]) << 8
      stage[row] = UInt16(pages.count >> 8)
      pages.append(contentsOf: repeatElement(pages[shared], count: 0x100))
    }
    return Int(stage[row]) << 8 | Int(code & 0xFF)
  }

  private mutating func load(_ data: StaticString, as kind: Kind) {
    var reader = HexReader(data)
    while let range = reader.nextRange() { fill(range, with: kind) }
  }

  private mutating func loadFolds() {
    var reader = HexReader(FoldData.folds)
    while let targets = reader.nextTargets() {
      var fold = targets[0]
      if targets.count > 1 {
        fold = 1 << 31 | UInt32(sequences.count)
        sequences.append(UInt32(targets.count))
        sequences.append(contentsOf: targets)
      }
      repeat {
        guard let range = reader.nextRange() else { return }
        for code in range {
          let place = place(of: code)
          pages[place] = pages[place] & (3 << 24) | fold
        }
      } while reader.hasMoreInList
    }
  }
}

/// Reads the lists of `FoldData`: upper-case hexadecimal numbers, ranges and the marks between them.
private struct HexReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var last: UInt8 = 0x20

  init(_ data: StaticString) {
    // A literal of several characters is stored as UTF-8 that lives as long as the program.
    bytes = UnsafeBufferPointer(start: data.utf8Start, count: data.utf8CodeUnitCount)
  }

  /// Whether a comma followed what was read last.
  var hasMoreInList: Bool { last == UInt8(ascii: ",") }

  /// The next `2C6` or `2C6-2D1`.
  mutating func nextRange() -> ClosedRange<UInt32>? {
    guard let low = nextNumber() else { return nil }
    guard last == UInt8(ascii: "-"), let high = nextNumber() else { return low...low }
    return low...max(low, high)
  }

  /// The next `66+69=`.
  mutating func nextTargets() -> [UInt32]? {
    guard let first = nextNumber() else { return nil }
    var targets = [first]
    while last == UInt8(ascii: "+"), let next = nextNumber() { targets.append(next) }
    return targets
  }

  /// The next number; `last` becomes the byte after it.
  private mutating func nextNumber() -> UInt32? {
    guard index < bytes.count else { return nil }
    var value: UInt32 = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      default:
        last = byte
        return value
      }
    }
    last = 0x20
    return value
  }
}
