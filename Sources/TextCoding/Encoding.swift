/// An encoding of the WHATWG Encoding Standard; the raw value is its canonical name in lower case.
public enum Encoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case ibm866 = "ibm866"
  case iso8859Part2 = "iso-8859-2"
  case iso8859Part3 = "iso-8859-3"
  case iso8859Part4 = "iso-8859-4"
  case iso8859Part5 = "iso-8859-5"
  case iso8859Part6 = "iso-8859-6"
  case iso8859Part7 = "iso-8859-7"
  case iso8859Part8 = "iso-8859-8"
  case iso8859Part8I = "iso-8859-8-i"
  case iso8859Part10 = "iso-8859-10"
  case iso8859Part13 = "iso-8859-13"
  case iso8859Part14 = "iso-8859-14"
  case iso8859Part15 = "iso-8859-15"
  case iso8859Part16 = "iso-8859-16"
  case koi8R = "koi8-r"
  case koi8U = "koi8-u"
  case macintosh = "macintosh"
  case windows874 = "windows-874"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1255 = "windows-1255"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows1258 = "windows-1258"
  case xMacCyrillic = "x-mac-cyrillic"
  case gbk = "gbk"
  case gb18030 = "gb18030"
  case big5 = "big5"
  case eucJp = "euc-jp"
  case iso2022Jp = "iso-2022-jp"
  case shiftJis = "shift_jis"
  case eucKr = "euc-kr"
  case replacement = "replacement"
  case utf16BE = "utf-16be"
  case utf16LE = "utf-16le"
  case xUserDefined = "x-user-defined"

  /// The canonical name in lower case, such as `windows-1252`.
  public var name: String { rawValue }

  /// The encoding that a label means, such as `latin1` → windows-1252 and `gb2312` → GBK.
  ///
  /// "Get an encoding" of the standard: ASCII case and surrounding ASCII whitespace do not count.
  public init?(label: String) {
    self.init(label: Array(label.utf8))
  }

  /// The encoding that a label means, the label given as bytes.
  public init?(label: some Collection<UInt8>) {
    let key = label.drop(while: \.isASCIIWhitespace)
    guard key.count < 64 else { return nil }
    var folded = key.map(\.lowercasedASCII)
    while let last = folded.last, last.isASCIIWhitespace { folded.removeLast() }
    guard let encoding = Self.byLabel[String(decoding: folded, as: UTF8.self)] else { return nil }
    self = encoding
  }

  private static let byLabel: [String: Encoding] = {
    var table: [String: Encoding] = [:]
    for line in labelLines.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let encoding = Encoding(rawValue: String(parts[1])) else { continue }
      table[String(parts[0])] = encoding
    }
    return table
  }()

  /// Whether every byte is a character of its own, so that decoding cannot fail by structure.
  var isSingleByte: Bool {
    switch self {
    case .utf8, .gbk, .gb18030, .big5, .eucJp, .iso2022Jp, .shiftJis, .eucKr, .replacement,
      .utf16BE, .utf16LE:
      false
    default: true
    }
  }
}

extension UInt8 {
  /// Tab, line feed, form feed, carriage return or space (WHATWG Infra).
  var isASCIIWhitespace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D
  }

  var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
