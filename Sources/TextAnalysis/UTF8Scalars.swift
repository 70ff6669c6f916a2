/// Decodes the scalar that starts at `index` of a buffer, and moves on behind it.
///
/// Returns nil for bytes that are no UTF-8, one byte at a time.
@inlinable @inline(__always)
public func nextScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32? {
  let lead = bytes[index]
  // U+1000 to U+CFFF: most text that is not ASCII, and none of it overlong or a surrogate.
  if lead > 0xE0, lead < 0xED, bytes.count - index > 2 {
    let (second, third) = (bytes[index + 1], bytes[index + 2])
    if second & 0xC0 == 0x80, third & 0xC0 == 0x80 {
      index += 3
      return UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
    }
  }
  index += 1
  guard lead >= 0x80 else { return UInt32(lead) }
  let left = bytes.count - index
  switch lead {
  case 0xC2...0xDF:
    guard left >= 1, bytes[index] & 0xC0 == 0x80 else { return nil }
    index += 1
    return UInt32(lead & 0x1F) << 6 | UInt32(bytes[index - 1] & 0x3F)
  case 0xE0...0xEF:
    guard left >= 2, bytes[index] & 0xC0 == 0x80, bytes[index + 1] & 0xC0 == 0x80 else {
      return nil
    }
    let code =
      UInt32(lead & 0x0F) << 12 | UInt32(bytes[index] & 0x3F) << 6
      | UInt32(bytes[index + 1] & 0x3F)
    guard code >= 0x800, code & 0xF800 != 0xD800 else { return nil }
    index += 2
    return code
  case 0xF0...0xF4:
    guard left >= 3, bytes[index] & 0xC0 == 0x80, bytes[index + 1] & 0xC0 == 0x80,
      bytes[index + 2] & 0xC0 == 0x80
    else { return nil }
    let code =
      UInt32(lead & 0x07) << 18 | UInt32(bytes[index] & 0x3F) << 12
      | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    guard code >= 0x10000, code < 0x110000 else { return nil }
    index += 3
    return code
  default: return nil
  }
}

/// Appends a scalar as UTF-8.
@inlinable @inline(__always)
public func appendUTF8(_ code: UInt32, to output: inout [UInt8]) {
  if code < 0x80 {
    output.append(UInt8(code))
  } else if code < 0x800 {
    output.append(UInt8(0xC0 | code >> 6))
    output.append(UInt8(0x80 | code & 0x3F))
  } else if code < 0x10000 {
    output.append(UInt8(0xE0 | code >> 12))
    output.append(UInt8(0x80 | code >> 6 & 0x3F))
    output.append(UInt8(0x80 | code & 0x3F))
  } else {
    output.append(UInt8(0xF0 | code >> 18))
    output.append(UInt8(0x80 | code >> 12 & 0x3F))
    output.append(UInt8(0x80 | code >> 6 & 0x3F))
    output.append(UInt8(0x80 | code & 0x3F))
  }
}
