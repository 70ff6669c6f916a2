/// The standard's ISO-2022-JP decoder.
struct ISO2022JPDecoder {
  private enum State { case ascii, roman, katakana, lead }

  private var state = State.ascii
  /// An escape was just read: another one right behind it is an error (the standard's "output").
  private var afterEscape = false

  mutating func decode(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
    var i = 0
    while i < input.count {
      let byte = input[i]
      if byte == 0x1B {
        i += 1
        escape(input, &i, &output)
        continue
      }
      afterEscape = false
      i += 1
      switch state {
      case .ascii, .roman:
        if byte >= 0x80 || byte == 0x0E || byte == 0x0F {
          output.replace()
        } else if state == .roman && byte == 0x5C {
          output.append(0xA5)
        } else if state == .roman && byte == 0x7E {
          output.append3(0x203E)
        } else {
          output.append(ascii: byte)
        }
      case .katakana:
        if byte >= 0x21 && byte <= 0x5F {
          output.append3(0xFF61 - 0x21 + UInt32(byte))
        } else {
          output.replace()
        }
      case .lead:
        guard byte >= 0x21, byte <= 0x7E else {
          output.replace()
          continue
        }
        trail(of: byte, input, &i, &output)
      }
    }
  }

  private mutating func trail(
    of lead: UInt8, _ input: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ output: inout UTF8Output
  ) {
    guard i < input.count else {
      output.replace()
      return
    }
    let byte = input[i]
    i += 1
    if byte == 0x1B {
      output.replace()
      escape(input, &i, &output)
    } else if byte >= 0x21 && byte <= 0x7E {
      let scalar = Indexes.jis0208[(Int(lead) - 0x21) * 94 + Int(byte) - 0x21]
      if scalar != 0 { output.append(UInt32(scalar)) } else { output.replace() }
    } else {
      output.replace()
    }
  }

  /// The states "escape start" and "escape"; `i` is behind the escape byte.
  private mutating func escape(
    _ input: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ output: inout UTF8Output
  ) {
    let next: State?
    switch (i < input.count ? input[i] : 0, i + 1 < input.count ? input[i + 1] : 0) {
    case (0x28, 0x42): next = .ascii
    case (0x28, 0x4A): next = .roman
    case (0x28, 0x49): next = .katakana
    case (0x24, 0x40), (0x24, 0x42): next = .lead
    default: next = nil
    }
    guard let next else {
      // What was read is read again in the state before; only the escape itself is lost.
      afterEscape = false
      output.replace()
      return
    }
    i += 2
    state = next
    if afterEscape { output.replace() }
    afterEscape = true
  }
}
