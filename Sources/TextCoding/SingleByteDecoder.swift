/// The standard's single-byte decoder.
struct SingleByteDecoder {
  let table: ArraySlice<UInt16>

  func decode(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
    table.withUnsafeBufferPointer { table in
      var i = 0
      while i < input.count {
        let byte = input[i]
        guard byte >= 0x80 else {
          i = output.copyASCII(input, from: i)
          continue
        }
        // The table has 128 entries, one for each byte of 0x80 and above.
        let scalar = table[Int(byte & 0x7F)]
        if scalar == 0 {
          output.replace()
        } else {
          output.append(UInt32(scalar))
        }
        i += 1
      }
    }
  }
}

/// The standard's x-user-defined decoder: bytes of 0x80 and above are U+F780 to U+F7FF.
func decodeXUserDefined(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  for byte in input {
    output.append(byte < 0x80 ? UInt32(byte) : 0xF700 + UInt32(byte))
  }
}
