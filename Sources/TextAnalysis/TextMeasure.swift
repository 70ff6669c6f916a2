/// What a text is made of, counted in one pass: for word counts, script and direction.
public struct TextMeasure: Sendable, Equatable {
  /// Words of scripts with blanks, and each Han, kana and Hangul character.
  public private(set) var words = 0
  /// Letters of each script, by its ISO 15924 code; Han stands apart, see `script`.
  public private(set) var letters: [Script: Int] = [:]

  /// - Parameter isTraditional: whether a Han character is of traditional (true) or simplified (false) script only.
  public init(_ text: [UInt8], isTraditional: (UInt32) -> Bool? = { _ in nil }) {
    var counts = [Int](repeating: 0, count: Script.allCases.count)
    var (han, simplified, traditional) = (0, 0, 0)
    var isInWord = false
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        guard let scalar = nextScalar(bytes, &index) else { continue }
        if scalar >= 0x3400, scalar < 0xA000 {
          han += 1
          words += 1
          isInWord = false
          if let one = isTraditional(scalar) {
            if one { traditional += 1 } else { simplified += 1 }
          }
          continue
        }
        guard let script = Script(of: scalar) else {
          let isDigit = scalar >= 0x30 && scalar <= 0x39
          if isDigit, !isInWord { words += 1 }
          isInWord = isDigit || isInWord && scalar == 0x27
          continue
        }
        counts[script.place] += 1
        let isSingle = script == .japanese || script == .korean
        if isSingle || !isInWord { words += 1 }
        isInWord = !isSingle
      }
    }
    if han > 0 {
      let script: Script =
        counts[Script.japanese.place] * 20 > han
        ? .japanese : traditional > simplified ? .traditionalHan : .simplifiedHan
      counts[script.place] += han
    }
    for script in Script.allCases where counts[script.place] > 0 {
      letters[script] = counts[script.place]
    }
  }

  /// The script that most letters are of; a Han character says as much as two letters.
  public var script: Script {
    let weighed = letters.map { script, count in
      (script, script == .simplifiedHan || script == .traditionalHan ? count * 2 : count)
    }
    return weighed.max { ($0.1, $1.0.rawValue) < ($1.1, $0.0.rawValue) }?.0 ?? .unknown
  }

  public var direction: Direction {
    script == .arabic || script == .hebrew ? .rightToLeft : .leftToRight
  }
}

extension Script {
  fileprivate var place: Int { Script.allCases.firstIndex(of: self) ?? 0 }

  /// The script of a letter other than Han; nil for what is no letter.
  ///
  /// Blocks as of Unicode 15.
  fileprivate init?(of scalar: UInt32) {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF:
      self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x5D0...0x5EA: self = .hebrew
    case 0x620...0x64A, 0x671...0x6D3, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
      self = .arabic
    case 0x900...0x963: self = .devanagari
    case 0xE01...0xE4E: self = .thai
    case 0x3041...0x30FF, 0xFF66...0xFF9D: self = .japanese
    case 0x1100...0x11FF, 0xAC00...0xD7A3: self = .korean
    default: return nil
    }
  }
}
