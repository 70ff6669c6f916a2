import CUchardet

/// The encoding that bytes which are not UTF-8 look like.
func detectEncoding(of bytes: [UInt8]) -> Encoding {
  guard let detector = uchardet_new() else { return .windows1252 }
  defer { uchardet_delete(detector) }
  bytes.withUnsafeBytes { raw in
    _ = uchardet_handle_data(
      detector, raw.bindMemory(to: CChar.self).baseAddress, Int(raw.count))
  }
  uchardet_data_end(detector)
  guard let name = uchardet_get_charset(detector) else { return .windows1252 }
  let found = Encoding(label: String(cString: name)) ?? .windows1252
  return found == .utf8 ? .windows1252 : found
}
