/// What an image's address says that the image is, by the words of its host and path.
///
///     https://stats.example.com/o.gif        counts readers
///     https://example.com/img/ajax-loader.gif stands for an image until it is there
///     https://example.com/icons/arrow.png     a sign beside text
///
/// The words were found on the training half of the corpus, each on pages of three registered domains or more.
struct ImageAddress {
  private let host: ArraySlice<UInt8>
  private let path: ArraySlice<UInt8>

  /// The last part of the path without its extension, and the extension.
  private let stem: ArraySlice<UInt8>
  private let suffix: ArraySlice<UInt8>

  /// - Parameter address: an absolute http(s) address as the parser of URLs writes it.
  init(_ address: [UInt8]) {
    let slash = UInt8(ascii: "/")
    let end =
      address.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? address.count
    var start = 0
    for i in address.indices.dropLast(2) where address[i] == UInt8(ascii: ":") {
      if address[i + 1] == slash, address[i + 2] == slash { start = i + 3 }
      break
    }
    let hostEnd = address[min(start, end)..<end].firstIndex(of: slash) ?? end
    host = address[min(start, hostEnd)..<hostEnd]
    path = address[hostEnd..<end]
    let named = address[hostEnd..<end]
    let file = named.lastIndex(of: slash).map { named[($0 + 1)...] } ?? named
    if let dot = file.lastIndex(of: UInt8(ascii: ".")) {
      stem = file[..<dot]
      suffix = file[(dot + 1)...]
    } else {
      stem = file
      suffix = file[file.endIndex...]
    }
  }

  /// Whether the file stands for an image until that is there.
  var isPlaceholder: Bool {
    guard Self.drawings.contains(where: { suffix.matches($0) }) else { return false }
    var isOne = false
    for word in Words(stem) {
      if Self.placeholders.contains(where: { word.matches($0) }) {
        isOne = true
      } else if !Self.besidePlaceholders.contains(where: { word.matches($0) }), !isCode(word) {
        return false
      }
    }
    return isOne
  }

  /// Whether the address counts readers or shows an advertisement.
  var isCounter: Bool {
    for word in Words(host) where Self.counters.contains(where: { word.matches($0) }) {
      return true
    }
    guard !isFile else { return false }
    for word in Words(path) where Self.counters.contains(where: { word.matches($0) }) {
      return true
    }
    for part in [host.split(separator: UInt8(ascii: ".")), path.split(separator: 0x2F)].joined()
    where Self.advertising.contains(where: { part.matches($0) }) { return true }
    return false
  }

  /// Whether the path names an image file.
  var isFile: Bool { Self.images.contains { suffix.matches($0) } }

  /// Whether the file is a sign beside text.
  var isSign: Bool { Words(stem).contains { word in Self.signs.contains { word.matches($0) } } }

  /// Whether the file belongs to the page around an article.
  var isFurniture: Bool {
    isSign || Words(stem).contains { word in Self.furniture.contains { word.matches($0) } }
  }

  /// A number, or a hash of a file.
  private func isCode(_ word: ArraySlice<UInt8>) -> Bool {
    let isHex = word.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
    return isHex && (word.count >= 8 || word.allSatisfy { $0 < 0x3A })
  }

  private static let images = [
    "avif", "bmp", "gif", "heic", "ico", "jfif", "jpe", "jpeg", "jpg", "png", "svg", "tif", "tiff",
    "webp",
  ]
  private static let drawings = ["gif", "png", "svg"]
  private static let placeholders = [
    "1x1", "blank", "gray", "grey", "lazy", "lazyload", "loader", "loading", "pixel", "placeholder",
    "spacer", "spinner", "trans", "transparent",
  ]
  private static let besidePlaceholders = [
    "ajax", "animated", "big", "black", "default", "gif", "image", "images", "img", "large",
    "player", "small", "white",
  ]
  private static let counters = [
    "analytics", "beacon", "cnt", "counter", "imp", "pixel", "stat", "stats", "tracker", "tracking",
  ]
  private static let advertising = ["ad", "ads", "adserver", "adv", "adview"]
  private static let signs = [
    "arrow", "arrows", "bullet", "bullets", "ico", "icon", "icons", "sprite",
  ]
  private static let furniture = [
    "avatar", "banner", "btn", "button", "buttons", "facebook", "header", "logo", "logos", "nav",
    "print", "rss", "share", "twitter",
  ]
}

/// The words of an address's part: runs of ASCII letters and digits.
private struct Words: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let start = rest.firstIndex(where: Self.isWord) else { return nil }
    let end = rest[start...].firstIndex { !Self.isWord($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[start..<end]
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
