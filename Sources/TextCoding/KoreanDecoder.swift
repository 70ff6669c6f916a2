/// The standard's EUC-KR decoder, which is the Unified Hangul Code of Windows.
func decodeEUCKR(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  Indexes.eucKr.withUnsafeBufferPointer { index in
    decodePairs(input, into: &output, lone: writeNoLead) { lead, trail, output in
      let pointer = (Int(lead) - 0x81) * 190 + Int(trail) - 0x41
      guard trail >= 0x41, trail < 0xFF, pointer < index.count, index[pointer] != 0 else {
        return false
      }
      output.append(UInt32(index[pointer]))
      return true
    }
  }
}
