import CIDN2
// free(3) for what libidn2 allocated.
import Glibc

/// "Domain to ASCII" of the standard (UTS #46, non-transitional, not strict) through libidn2.
///
/// An ASCII domain is only put in lower case, A-labels unchecked, as the standard has it since 2024.
func domainToASCII(_ domain: [UInt8]) -> [UInt8]? {
  if domain.allSatisfy({ $0 < 0x80 }) {
    return domain.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }
  // libidn2 takes a C string.
  guard !domain.contains(0) else { return nil }
  switch lookup(domain, flags: IDN2_NONTRANSITIONAL) {
  case .success(let ascii): return ascii
  case .failure(let failure):
    // IDNA2008 bars symbols such as ☃, which UTS #46 and browsers allow. libidn2 checks that only
    // when non-transitional; the two ways differ in four characters alone.
    guard failure.code == IDN2_DISALLOWED.rawValue || failure.code == IDN2_2HYPHEN.rawValue,
      !String(decoding: domain, as: UTF8.self).unicodeScalars.contains(where: isDeviation)
    else { return nil }
    return try? lookup(domain, flags: IDN2_TRANSITIONAL).get()
  }
}

/// The characters that transitional processing maps away: ß, ς and the zero-width joiners.
private func isDeviation(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "\u{DF}" || scalar == "\u{1E9E}" || scalar == "\u{3C2}" || scalar == "\u{200C}"
    || scalar == "\u{200D}"
}

/// What libidn2 says of a domain that it does not take.
private struct IDNAFailure: Error {
  var code: Int32
}

private func lookup(_ domain: [UInt8], flags: idn2_flags) -> Result<[UInt8], IDNAFailure> {
  var result: UnsafeMutablePointer<CChar>?
  let status = (domain + [0]).withUnsafeBytes { raw in
    idn2_to_ascii_8z(
      raw.baseAddress?.assumingMemoryBound(to: CChar.self), &result, Int32(flags.rawValue))
  }
  guard status == IDN2_OK.rawValue, let result else { return .failure(IDNAFailure(code: status)) }
  defer { free(result) }
  return .success(UnsafeRawBufferPointer(start: result, count: strlen(result)).map { $0 })
}
