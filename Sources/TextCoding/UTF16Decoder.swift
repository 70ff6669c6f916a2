/// The standard's shared UTF-16 decoder: an unpaired surrogate or half a unit is one error.
func decodeUTF16(
  _ input: UnsafeBufferPointer<UInt8>, bigEndian: Bool, into output: inout UTF8Output
) {
  func unit(at i: Int) -> UInt32 {
    bigEndian
      ? UInt32(input[i]) << 8 | UInt32(input[i + 1]) : UInt32(input[i + 1]) << 8 | UInt32(input[i])
  }
  var i = 0
  while i + 1 < input.count {
    let first = unit(at: i)
    i += 2
    guard first >= 0xD800, first <= 0xDFFF else {
      output.append(first)
      continue
    }
    guard first < 0xDC00, i + 1 < input.count else {
      output.replace()
      // A lead surrogate before half a unit is one error with it, not two.
      if first < 0xDC00 { return }
      continue
    }
    let second = unit(at: i)
    guard second >= 0xDC00, second <= 0xDFFF else {
      output.replace()
      continue
    }
    output.append(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
    i += 2
  }
  if i < input.count { output.replace() }
}
