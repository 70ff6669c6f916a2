/// The writing systems Winnow tells apart, in the order of their codes.
public enum Script: Int, Sendable, CaseIterable {
  case arabic, cyrillic, devanagari, greek, han, hebrew, japanese, korean, latin, thai

  /// By ISO 15924; of Han the simplified one, as the text alone does not say which it is.
  public var code: String {
    switch self {
    case .arabic: "Arab"
    case .cyrillic: "Cyrl"
    case .devanagari: "Deva"
    case .greek: "Grek"
    case .han: "Hans"
    case .hebrew: "Hebr"
    case .japanese: "Jpan"
    case .korean: "Kore"
    case .latin: "Latn"
    case .thai: "Thai"
    }
  }

  /// The script that most letters of a text are of, nil where there are none; a Han character says as much as two letters.
  public static func most(of text: [UInt8]) -> Script? {
    var counts = [Int](repeating: 0, count: allCases.count)
    text.withUnsafeBufferPointer { bytes in
      var han = 0
      var index = 0
      while index < bytes.count {
        // U+4000 to U+9FFF.
        if bytes[index] >= 0xE4, bytes[index] <= 0xE9, index + 2 < bytes.count,
          bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80
        {
          han += 1
          index += 3
          continue
        }
        if let scalar = nextScalar(bytes, &index), let script = Script(of: scalar) {
          counts[script.rawValue] += 1
        }
      }
      counts[Script.han.rawValue] += han
    }
    let han = counts[Script.han.rawValue]
    if counts[Script.japanese.rawValue] * 20 > han {
      // Kana stand beside the Han characters of Japanese alone.
      counts[Script.japanese.rawValue] += han
      counts[Script.han.rawValue] = 0
    } else {
      counts[Script.han.rawValue] *= 2
    }
    let most = counts.max() ?? 0
    return most == 0 ? nil : allCases.first { counts[$0.rawValue] == most }
  }

  /// The script of a letter; nil for what is no letter.
  ///
  /// Blocks as of Unicode 15.
  private init?(of scalar: UInt32) {
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
    case 0x3400...0x9FFF: self = .han
    default: return nil
    }
  }
}
