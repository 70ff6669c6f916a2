/// One direction of script conversion: characters, and phrases that go before them.
struct Conversion: Sendable {
  /// By scalar of the basic plane: what it becomes, or 0 for itself.
  private(set) var characters: [UInt32]
  /// Scalars beyond the basic plane.
  private(set) var rare: [UInt32: UInt32] = [:]
  /// By scalar of the basic plane: a number from 1 for those that begin a phrase.
  private var starts: [UInt16]
  /// By that number: the phrases that begin so, longest first.
  private var phrases: [[Phrase]] = [[]]

  /// What is converted as a whole, and what it becomes.
  struct Phrase: Sendable {
    var source: [UInt32]
    var result: [UInt32]
  }

  /// - Parameter characters: items `經=经` or `經巠=经`.
  init(characters: StaticString, phrases: StaticString) {
    self.characters = [UInt32](repeating: 0, count: 0x10000)
    starts = [UInt16](repeating: 0, count: 0x10000)
    Conversion.items(of: characters) { source, result in
      for scalar in source { set(scalar, result[0]) }
    }
    Conversion.items(of: phrases) { source, result in
      add(Phrase(source: source, result: result))
    }
    sort()
  }

  /// The scalar that a character becomes by itself.
  @inline(__always)
  func convert(_ scalar: UInt32) -> UInt32 {
    guard scalar < 0x10000 else { return rare[scalar] ?? scalar }
    let result = characters[Int(scalar)]
    return result == 0 ? scalar : result
  }

  /// Phrases that begin with a scalar, longest first.
  @inline(__always)
  func phrases(from scalar: UInt32) -> [Phrase]? {
    guard scalar < 0x10000, starts[Int(scalar)] != 0 else { return nil }
    return phrases[Int(starts[Int(scalar)])]
  }

  /// Whether a scalar stays as it is and begins no phrase.
  @inline(__always)
  func isPlain(_ scalar: UInt32) -> Bool {
    scalar < 0x10000
      ? characters[Int(scalar)] == 0 && starts[Int(scalar)] == 0 : rare[scalar] == nil
  }

  private mutating func set(_ scalar: UInt32, _ result: UInt32) {
    if scalar < 0x10000 { characters[Int(scalar)] = result } else { rare[scalar] = result }
  }

  mutating func add(_ phrase: Phrase) {
    let first = Int(phrase.source[0] & 0xFFFF)
    if starts[first] == 0 {
      starts[first] = UInt16(phrases.count)
      phrases.append([])
    }
    phrases[Int(starts[first])].append(phrase)
  }

  mutating func sort() {
    for index in phrases.indices where phrases[index].count > 1 {
      phrases[index].sort { $0.source.count > $1.source.count }
    }
  }

  /// Reads the items of `ScriptData`: `source=result`, parted by blanks.
  static func items(of literal: StaticString, _ body: ([UInt32], [UInt32]) -> Void) {
    var source: [UInt32] = []
    var result: [UInt32] = []
    var isResult = false
    LiteralScalars(literal).forEach { scalar in
      switch scalar {
      case 0x3D: isResult = true
      case 0x20, 0x0A:
        if !source.isEmpty, !result.isEmpty { body(source, result) }
        source.removeAll(keepingCapacity: true)
        result.removeAll(keepingCapacity: true)
        isResult = false
      default:
        if isResult { result.append(scalar) } else { source.append(scalar) }
      }
    }
    if !source.isEmpty, !result.isEmpty { body(source, result) }
  }
}
