/// A file format that is no page, told by its first bytes.
///
/// Signatures after the MIME Sniffing Standard §6; each begins with bytes that no HTML and no text
/// begins with.
struct BinaryFormat {
  var name: String

  init?(_ bytes: [UInt8]) {
    guard let known = BinaryFormat.signatures.first(where: { bytes.starts(with: $0.bytes) }) else {
      return nil
    }
    name = known.name
  }

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF"),
    (Array("GIF87a".utf8), "a GIF image"),
    (Array("GIF89a".utf8), "a GIF image"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd data (say so with Content-Encoding: zstd)"),
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive"),
    ([0x1F, 0x8B, 0x08], "gzip data (say so with Content-Encoding: gzip)"),
    ([0x7F, 0x45, 0x4C, 0x46], "an ELF program"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
  ]
}
