/// The walk that the standard's decoders of one or two bytes share.
///
/// ASCII goes through as it is. An error takes its lead alone where the trail is ASCII, which is then read again, so that
/// no lead swallows a bracket of markup.
///
/// - Parameters:
///   - lone: writes what a byte of 0x80 or more stands for alone; false where it leads a pair
///   - pair: writes what lead and trail stand for; false where that is nothing
@inline(__always)
func decodePairs(
  _ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output,
  lone: (UInt8, inout UTF8Output) -> Bool, pair: (UInt8, UInt8, inout UTF8Output) -> Bool
) {
  var i = 0
  while i < input.count {
    let lead = input[i]
    if lead < 0x80 {
      i = output.copyASCII(input, from: i)
    } else if lone(lead, &output) {
      i += 1
    } else if i + 1 == input.count {
      output.replace()
      return
    } else if pair(lead, input[i + 1], &output) {
      i += 2
    } else {
      output.replace()
      i += input[i + 1] < 0x80 ? 1 : 2
    }
  }
}

/// Writes that a byte stands for nothing; false where it leads a pair, as all but the first and the last do.
@inline(__always)
func writeNoLead(_ byte: UInt8, _ output: inout UTF8Output) -> Bool {
  guard byte == 0x80 || byte == 0xFF else { return false }
  output.replace()
  return true
}
