/// The "host parser" of the standard: the host as it is serialised, nil for failure.
func serialisedHost(_ input: ArraySlice<UInt8>, isSpecial: Bool) -> [UInt8]? {
  if input.first == UInt8(ascii: "[") {
    guard input.count >= 2, input.last == UInt8(ascii: "]"),
      let address = IPv6Address(input.dropFirst().dropLast())
    else { return nil }
    return address.serialised
  }
  guard isSpecial else { return opaqueHost(input) }

  let domain: [UInt8]
  if input.allSatisfy(isPlainDomainByte) {
    domain = input.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  } else {
    guard let ascii = domainToASCII(percentDecoded(input)),
      !ascii.contains(where: isForbiddenInDomain)
    else { return nil }
    domain = ascii
  }
  guard !domain.isEmpty else { return nil }
  guard endsInNumber(domain[...]) else { return domain }
  return ipv4Address(domain[...]).map(serialisedIPv4)
}

/// Letters, digits, hyphen, dot and underscore: what needs neither mapping nor decoding.
private func isPlainDomainByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-")
    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
}

private func opaqueHost(_ input: ArraySlice<UInt8>) -> [UInt8]? {
  guard !input.contains(where: isForbiddenInHost) else { return nil }
  var host: [UInt8] = []
  for byte in input { host.append(byte, encoding: .control) }
  return host
}

/// A "forbidden host code point".
private func isForbiddenInHost(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x00, 0x09, 0x0A, 0x0D, UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "/"),
    UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"),
    UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"),
    UInt8(ascii: "^"), UInt8(ascii: "|"):
    true
  default: false
  }
}

/// A "forbidden domain code point".
private func isForbiddenInDomain(_ byte: UInt8) -> Bool {
  byte <= 0x1F || byte == UInt8(ascii: "%") || byte == 0x7F || isForbiddenInHost(byte)
}

// MARK: IPv4

/// The "ends in a number checker".
private func endsInNumber(_ domain: ArraySlice<UInt8>) -> Bool {
  var rest = domain
  if rest.last == UInt8(ascii: ".") {
    rest.removeLast()
    // "." alone has one empty part before the last: no number.
  }
  let start = rest.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? rest.startIndex
  let last = rest[start...]
  guard let first = last.first, first >= 0x30, first <= 0x39 else { return false }
  return last.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || ipv4Number(last) != nil
}

/// The "IPv4 parser".
private func ipv4Address(_ domain: ArraySlice<UInt8>) -> UInt32? {
  var rest = domain
  if rest.last == UInt8(ascii: ".") { rest.removeLast() }
  let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard parts.count <= 4 else { return nil }
  var address: UInt64 = 0
  for (place, part) in parts.enumerated() {
    guard let number = ipv4Number(part) else { return nil }
    if place < parts.count - 1 {
      guard number <= 255 else { return nil }
      address |= number << UInt64(8 * (3 - place))
    } else {
      guard number < 1 << UInt64(8 * (5 - parts.count)) else { return nil }
      address |= number
    }
  }
  return UInt32(truncatingIfNeeded: address)
}

/// The "IPv4 number parser": decimal, `0x` hexadecimal, `0` octal; too large a number stays large.
private func ipv4Number(_ part: ArraySlice<UInt8>) -> UInt64? {
  guard !part.isEmpty else { return nil }
  var digits = part
  var radix: UInt64 = 10
  if part.count >= 2, part.first == 0x30 {
    digits = part.dropFirst()
    radix = 8
    if let mark = digits.first, mark | 0x20 == UInt8(ascii: "x") {
      digits = digits.dropFirst()
      radix = 16
    }
  }
  var number: UInt64 = 0
  for digit in digits {
    guard let value = hexValue(digit), UInt64(value) < radix else { return nil }
    number = min(number * radix + UInt64(value), 1 << 40)
  }
  return number
}

private func serialisedIPv4(_ address: UInt32) -> [UInt8] {
  Array(
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)".utf8)
}
