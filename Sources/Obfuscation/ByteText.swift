/// Text as GBK bytes, damaged as bytes and read again.
struct ByteText: Sendable {
  private let scalars: [Unicode.Scalar?]
  private let codes: [Unicode.Scalar: [UInt8]]

  static let shared = ByteText()

  private init() {
    var scalars: [Unicode.Scalar?] = []
    var codes: [Unicode.Scalar: [UInt8]] = [:]
    for scalar in GBKCodes.table.description.unicodeScalars {
      let place = scalars.count
      scalars.append(scalar == "." ? nil : scalar)
      let trail = place % 190 + 0x40
      let bytes = [UInt8(place / 190 + 0x81), UInt8(trail < 0x7F ? trail : trail + 1)]
      if scalar != ".", codes[scalar] == nil { codes[scalar] = bytes }
    }
    (self.scalars, self.codes) = (scalars, codes)
  }

  /// The bytes of one character, as GBK has it; `?` where it has none.
  func bytes(of scalar: Unicode.Scalar) -> [UInt8] {
    scalar.isASCII ? [UInt8(scalar.value)] : codes[scalar] ?? [0x3F]
  }

  /// Puts readings behind every pair of bytes that is a code of the table, whole characters or not.
  func annotating(_ bytes: [UInt8], _ table: [[UInt8]: String]) -> [UInt8] {
    var output: [UInt8] = []
    var isBehindReading = true
    for (index, byte) in bytes.enumerated() {
      output.append(byte)
      if !isBehindReading, let reading = table[[bytes[index - 1], byte]] {
        for scalar in "(\(reading))".unicodeScalars { output += self.bytes(of: scalar) }
        isBehindReading = true
      } else {
        isBehindReading = false
      }
    }
    return output
  }

  /// Reads bytes, cut first at `！`, `？` and `；` wherever their two bytes stand, if told to.
  func reading(_ bytes: [UInt8], isCut: Bool) -> String {
    var text = ""
    var lead: UInt8?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isCut, byte == 0xA3, index + 1 < bytes.count,
        [0xA1, 0xBF, 0xBB].contains(bytes[index + 1])
      {
        if lead != nil { text += "?" }
        lead = nil
        text.unicodeScalars.append(scalar(byte, bytes[index + 1]) ?? "?")
        index += 2
        continue
      }
      if let first = lead {
        lead = nil
        if let scalar = scalar(first, byte) {
          text.unicodeScalars.append(scalar)
        } else if !isUserArea(first, byte) {
          text += "?"
        }
      } else if byte < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        lead = byte
      }
      index += 1
    }
    return lead == nil ? text : text + "?"
  }

  private func scalar(_ lead: UInt8, _ trail: UInt8) -> Unicode.Scalar? {
    guard lead >= 0x81, lead <= 0xFE, trail >= 0x40, trail != 0x7F, trail != 0xFF else {
      return nil
    }
    return scalars[(Int(lead) - 0x81) * 190 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)]
  }

  private func isUserArea(_ lead: UInt8, _ trail: UInt8) -> Bool {
    switch lead {
    case 0xAA...0xAF, 0xF8...0xFE: trail >= 0xA1
    case 0xA1...0xA7: trail >= 0x40 && trail < 0xA1 && trail != 0x7F
    default: false
    }
  }
}
