/// The standard's EUC-KR decoder, which is the Unified Hangul Code of Windows.
func decodeEUCKR(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  Indexes.eucKr.withUnsafeBufferPointer { index in
    var i = 0
    while i < input.count {
      let lead = input[i]
      if lead < 0x80 {
        i = output.copyASCII(input, from: i)
        continue
      }
      guard lead > 0x80, lead < 0xFF else {
        output.replace()
        i += 1
        continue
      }
      guard i + 1 < input.count else {
        output.replace()
        return
      }
      let trail = input[i + 1]
      let pointer = (Int(lead) - 0x81) * 190 + Int(trail) - 0x41
      let inRange = trail >= 0x41 && trail < 0xFF && pointer < index.count
      let scalar = inRange ? UInt32(index[pointer]) : 0
      if scalar != 0 {
        output.append(scalar)
        i += 2
      } else {
        output.replace()
        i += trail < 0x80 ? 1 : 2
      }
    }
  }
}
