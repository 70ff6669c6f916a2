/// The standard's gb18030 decoder, which is GBK's too.
func decodeGB18030(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  Indexes.gb18030.withUnsafeBufferPointer { index in
    var i = 0
    while i < input.count {
      let lead = input[i]
      if lead < 0x80 {
        i = output.copyASCII(input, from: i)
        continue
      }
      guard lead > 0x80, lead < 0xFF else {
        if lead == 0x80 { output.append3(0x20AC) } else { output.replace() }
        i += 1
        continue
      }
      guard i + 1 < input.count else {
        output.replace()
        return
      }
      let trail = input[i + 1]
      if trail >= 0x40 && trail != 0x7F && trail < 0xFF {
        // 126 leads of 190 trails: within the index's 23,940 entries.
        let pointer = (Int(lead) - 0x81) * 190 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
        let scalar = UInt32(index[pointer])
        if scalar != 0 {
          output.append(scalar)
          i += 2
        } else {
          output.replace()
          i += trail < 0x80 ? 1 : 2
        }
      } else if trail >= 0x30 && trail <= 0x39 {
        guard let step = fourBytes(input, at: i, into: &output) else { return }
        i += step
      } else {
        output.replace()
        i += trail < 0x80 ? 1 : 2
      }
    }
  }
}

/// A four-byte code at `i`; answers how far it reaches, nil where the input ends within it.
private func fourBytes(
  _ input: UnsafeBufferPointer<UInt8>, at i: Int, into output: inout UTF8Output
) -> Int? {
  guard i + 2 < input.count, input[i + 2] >= 0x81, input[i + 2] <= 0xFE else {
    output.replace()
    return i + 2 < input.count ? 1 : nil
  }
  guard i + 3 < input.count, input[i + 3] >= 0x30, input[i + 3] <= 0x39 else {
    output.replace()
    return i + 3 < input.count ? 1 : nil
  }
  let high = (UInt32(input[i]) - 0x81) * 12600 + (UInt32(input[i + 1]) - 0x30) * 1260
  let low = (UInt32(input[i + 2]) - 0x81) * 10 + UInt32(input[i + 3]) - 0x30
  if let scalar = gb18030Scalar(ofPointer: high + low) {
    output.append(scalar)
  } else {
    output.replace()
  }
  return 4
}

/// "Index gb18030 ranges code point" of the standard.
func gb18030Scalar(ofPointer pointer: UInt32) -> UInt32? {
  if pointer >= 189_000 {
    return pointer <= 1_237_575 ? 0x10000 + pointer - 189_000 : nil
  }
  guard pointer <= 39_419 else { return nil }
  if pointer == 7457 { return 0xE7C7 }
  let ranges = Indexes.gb18030Ranges
  var low = 0
  var high = ranges.count
  while high - low > 1 {
    let middle = (low + high) / 2
    if ranges[middle].pointer <= pointer { low = middle } else { high = middle }
  }
  return ranges[low].scalar + pointer - ranges[low].pointer
}

/// The standard's Big5 decoder, which has the Hong Kong extensions.
func decodeBig5(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  let planeTwo = Indexes.big5PlaneTwo
  Indexes.big5.withUnsafeBufferPointer { index in
    decodePairs(input, into: &output, lone: writeNoLead) { lead, trail, output in
      guard trail >= 0x40 && trail < 0x7F || trail >= 0xA1 && trail < 0xFF else { return false }
      // 126 leads of 157 trails: within the index's 19,782 entries.
      let pointer = (Int(lead) - 0x81) * 157 + Int(trail) - (trail < 0x7F ? 0x40 : 0x62)
      var scalar = UInt32(index[pointer])
      if scalar != 0 {
        if planeTwo[pointer >> 3] >> UInt8(pointer & 7) & 1 == 1 { scalar |= 0x20000 }
        output.append(scalar)
        return true
      }
      // Four pointers are a letter and a combining mark (the standard's table).
      guard pointer == 1133 || pointer == 1135 || pointer == 1164 || pointer == 1166 else {
        return false
      }
      output.append(pointer < 1150 ? 0xCA : 0xEA)
      output.append(pointer == 1133 || pointer == 1164 ? 0x304 : 0x30C)
      return true
    }
  }
}
