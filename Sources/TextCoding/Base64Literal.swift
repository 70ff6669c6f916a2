/// The bytes of a base64 literal (RFC 4648 §4), written by our own tools: what the build embeds costs no compile time and no
/// file at run time.
public func base64(_ literal: StaticString) -> [UInt8] {
  literal.withUTF8Buffer { text in
    // Three bytes for each four characters, so that they are written without asking for room at each.
    [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { bytes, count in
      let values = base64Values
      var pending: UInt32 = 0
      var held = 0
      var place = 0
      func write(_ three: UInt32) {
        bytes[count] = UInt8(truncatingIfNeeded: three >> 16)
        bytes[count + 1] = UInt8(truncatingIfNeeded: three >> 8)
        bytes[count + 2] = UInt8(truncatingIfNeeded: three)
        count += 3
      }
      while place < text.count {
        if held == 0, place + 4 <= text.count {
          let (first, second) = (values[Int(text[place])], values[Int(text[place + 1])])
          let (third, fourth) = (values[Int(text[place + 2])], values[Int(text[place + 3])])
          if first | second | third | fourth < 64 {
            write(
              UInt32(first) << 18 | UInt32(second) << 12 | UInt32(third) << 6 | UInt32(fourth))
            place += 4
            continue
          }
        }
        let value = values[Int(text[place])]
        place += 1
        // The padding, the blanks and line ends of the literal have no value.
        guard value < 64 else { continue }
        pending = pending << 6 | UInt32(value)
        held += 1
        guard held == 4 else { continue }
        held = 0
        write(pending)
      }
      // Two characters over are one byte, three are two.
      if held > 1 {
        bytes[count] = UInt8(truncatingIfNeeded: pending >> UInt32(6 * held - 8))
        count += 1
      }
      if held > 2 {
        bytes[count] = UInt8(truncatingIfNeeded: pending >> 2)
        count += 1
      }
    }
  }
}

private let base64Values: [UInt8] = {
  var values = [UInt8](repeating: 0xff, count: 256)
  let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
  return values
}()
