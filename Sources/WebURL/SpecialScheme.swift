/// The schemes that the standard treats specially.
enum SpecialScheme: String, Sendable {
  case http, https, ws, wss, ftp, file

  init?(_ name: some Collection<UInt8>) {
    guard name.count <= 5,
      let scheme = SpecialScheme(rawValue: String(decoding: name, as: UTF8.self))
    else { return nil }
    self = scheme
  }

  var defaultPort: UInt16? {
    switch self {
    case .http, .ws: 80
    case .https, .wss: 443
    case .ftp: 21
    case .file: nil
    }
  }
}
