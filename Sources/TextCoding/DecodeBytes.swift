extension Encoding {
  /// Bytes of this encoding as UTF-8, U+FFFD for every error, and the number of errors.
  ///
  /// The "decode without BOM" of the standard: it never stops at a bad byte.
  public func decode(_ bytes: [UInt8]) -> (utf8: [UInt8], malformed: Int) {
    bytes.withUnsafeBufferPointer { input in
      if self == .utf8, validateUTF8(input).isValid { return (bytes, 0) }
      return decode(input)
    }
  }

  func decode(_ input: UnsafeBufferPointer<UInt8>) -> (utf8: [UInt8], malformed: Int) {
    var malformed = 0
    let capacity = input.count * 3 + UTF8Output.slack
    let utf8 = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      // The capacity is above zero, so there is a base address.
      guard let base = buffer.baseAddress else { return }
      var output = UTF8Output(base)
      decode(input, into: &output)
      count = output.count
      malformed = output.malformed
    }
    return (utf8, malformed)
  }

  func decode(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
    switch self {
    case .utf8: decodeUTF8(input, into: &output)
    case .gbk, .gb18030: decodeGB18030(input, into: &output)
    case .big5: decodeBig5(input, into: &output)
    case .shiftJis: decodeShiftJIS(input, into: &output)
    case .eucJp: decodeEUCJP(input, into: &output)
    case .eucKr: decodeEUCKR(input, into: &output)
    case .iso2022Jp:
      var decoder = ISO2022JPDecoder()
      decoder.decode(input, into: &output)
    case .utf16BE: decodeUTF16(input, bigEndian: true, into: &output)
    case .utf16LE: decodeUTF16(input, bigEndian: false, into: &output)
    case .xUserDefined: decodeXUserDefined(input, into: &output)
    case .replacement: if !input.isEmpty { output.replace() }
    default:
      if let table = Indexes.singleByte(self) {
        SingleByteDecoder(table: table).decode(input, into: &output)
      }
    }
  }
}
