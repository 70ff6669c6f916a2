import Domain
import TextAnalysis

/// Takes characters out that no reader sees, from pages without other damage.
///
/// C0 controls but tab and line ends, private-use characters, byte order marks and what stands for bytes that are no text
/// (U+FFFD) go; zero-width ones only between Han characters, since other scripts and emoji need them.
enum NoiseRemoval {
  /// - Parameter isRecording: whether each removal is an edit; else they are counted (`Repaired.unrecorded`).
  static func repair(_ text: [UInt8], isRecording: Bool = true) -> Repaired {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var edits: [Edit] = []
    var unrecorded = 0
    var damage = PageDamage()
    text.withUnsafeBufferPointer { bytes in
      var (index, copied) = (0, 0)
      var previous: UInt32 = 0
      while index < bytes.count {
        let start = index
        // ASCII text and most characters are passed by their first byte.
        let lead = bytes[index]
        if lead >= 0x20, lead < 0xE2 || lead > 0xE2 && lead < 0xEE {
          previous = lead >= 0xE3 ? Self.ideographic : UInt32(lead)
          index += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3
          continue
        }
        guard let scalar = nextScalar(bytes, &index) else { continue }
        guard isNoise(scalar, after: previous) else {
          previous = scalar
          continue
        }
        var count = 1
        while index < bytes.count, bytes[index] < 0x20, isNoise(UInt32(bytes[index]), after: 0) {
          index += 1
          count += 1
        }
        damage.controlCount += count
        output.append(contentsOf: bytes[copied..<start])
        copied = index
        guard isRecording else {
          unrecorded += 1
          continue
        }
        edits.append(
          Edit(
            offset: start, length: index - start,
            before: String(decoding: bytes[start..<index], as: UTF8.self), after: "",
            layer: .controlBytes, certainty: .likely))
      }
      output.append(contentsOf: bytes[copied...])
    }
    guard !edits.isEmpty || unrecorded > 0 else { return Repaired(text: text) }
    var repaired = Repaired(text: output, edits: edits, damage: damage)
    repaired.unrecorded = unrecorded
    return repaired
  }

  private static let ideographic: UInt32 = 0x4E00

  static func isNoise(_ scalar: UInt32, after previous: UInt32) -> Bool {
    switch scalar {
    case 0...8, 0x0B, 0x0C, 0x0E...0x1F, 0xE000...0xF8FF, 0xFEFF: true
    // Inside a word of an alphabet it stands for a letter that readers can guess.
    case 0xFFFD: previous < 0x41 || previous >= 0x2000
    // Joiners belong to the scripts that need them and to emoji: only between Han characters are they noise.
    case 0x200B...0x200D:
      previous >= 0x3000 && previous < 0x3100 || previous >= 0x3400 && previous < 0xA000
        || previous > 0xFF00
    default: false
    }
  }
}
