import CCLD2

/// What language a text is in, by CLD2.
public struct DetectedLanguage: Sendable, Equatable {
  /// BCP 47: `en`, `zh`, `zh-Hant`; `und` where none is found.
  public var code: String
  public var isReliable: Bool
  /// Share of the text in that language, 0…1.
  public var share: Double

  public init(code: String, isReliable: Bool, share: Double) {
    self.code = code
    self.isReliable = isReliable
    self.share = share
  }
}

/// Detects the language of plain text in valid UTF-8; some 25 µs a page.
public func detectLanguage(_ text: [UInt8]) -> DetectedLanguage {
  var code: UnsafePointer<CChar>?
  var percent: CInt = 0
  let isReliable = text.withUnsafeBytes { bytes in
    guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return false }
    // CLD2 counts in 32 bits; more than the first megabyte tells it nothing new.
    return cld2_detect(start, CInt(min(bytes.count, 1 << 20)), &code, &percent)
  }
  guard let code, percent > 0 else {
    return DetectedLanguage(code: "und", isReliable: false, share: 0)
  }
  let name = String(cString: code)
  return DetectedLanguage(
    code: name == "un" ? "und" : name, isReliable: isReliable, share: Double(percent) / 100)
}
