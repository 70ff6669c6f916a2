/// The standard's Shift_JIS decoder, which has the extensions of Windows.
func decodeShiftJIS(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  Indexes.jis0208.withUnsafeBufferPointer { index in
    decodePairs(input, into: &output, lone: writeHalfWidth) { lead, trail, output in
      guard trail >= 0x40 && trail != 0x7F && trail <= 0xFC else { return false }
      // 60 leads of 188 trails: within the index's 11,280 entries.
      let row = Int(lead) - (lead < 0xA0 ? 0x81 : 0xC1)
      let pointer = row * 188 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
      let isPrivate = pointer >= 8836 && pointer <= 10715
      let scalar = isPrivate ? UInt32(0xE000 - 8836 + pointer) : UInt32(index[pointer])
      guard scalar != 0 else { return false }
      output.append(scalar)
      return true
    }
  }
}

/// Writes what a byte alone stands for: half-width katakana, U+0080, or nothing; false where it is a lead.
@inline(__always)
private func writeHalfWidth(_ byte: UInt8, _ output: inout UTF8Output) -> Bool {
  switch byte {
  case 0xA1...0xDF: output.append3(0xFF61 - 0xA1 + UInt32(byte))
  case 0x80: output.append(0x80)
  case 0xA0, 0xFD...0xFF: output.replace()
  default: return false
  }
  return true
}

/// The standard's EUC-JP decoder: JIS X 0208, half-width katakana and JIS X 0212.
func decodeEUCJP(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  let jis0208 = Indexes.jis0208
  let jis0212 = Indexes.jis0212
  var i = 0
  while i < input.count {
    let lead = input[i]
    if lead < 0x80 {
      i = output.copyASCII(input, from: i)
      continue
    }
    guard lead == 0x8E || lead == 0x8F || lead >= 0xA1 && lead <= 0xFE else {
      output.replace()
      i += 1
      continue
    }
    guard i + 1 < input.count else {
      output.replace()
      return
    }
    let second = input[i + 1]
    if lead == 0x8E && second >= 0xA1 && second <= 0xDF {
      output.append3(0xFF61 - 0xA1 + UInt32(second))
      i += 2
      continue
    }
    let isThree = lead == 0x8F && second >= 0xA1 && second <= 0xFE
    let at = isThree ? i + 1 : i
    guard at + 1 < input.count else {
      output.replace()
      return
    }
    let row = input[at]
    let cell = input[at + 1]
    if row >= 0xA1 && row <= 0xFE && cell >= 0xA1 && cell <= 0xFE {
      // 94 rows of 94 cells: 8,836 entries, which both indexes have.
      let pointer = (Int(row) - 0xA1) * 94 + Int(cell) - 0xA1
      let scalar = isThree ? jis0212[pointer] : jis0208[pointer]
      if scalar != 0 {
        output.append(UInt32(scalar))
        i = at + 2
        continue
      }
    }
    output.replace()
    i = at + (cell < 0x80 ? 1 : 2)
  }
}
