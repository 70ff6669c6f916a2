import Cleaning
import Domain
import Glibc

// Pages on standard input, each as its length (UInt32, little-endian) and its bytes; for each one byte on standard output:
// 1 for an article, 0 for none. Built with the address sanitiser by tools/mutants.sh and fed by tools/mutants.py.

@main
struct CleanMutants {
  static func main() {
    let cleaner = Cleaner()
    while let head = read(4) {
      let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
      guard let bytes = read(length) else { return }
      var page = RawPage(bytes: bytes)
      page.mediaType = "text/html"
      page.url = "https://example.org/2021/a.html"
      let cleaned = cleaner.clean(page, explaining: true, teaching: true)
      if let article = cleaned.article {
        // Touches what was made.
        precondition(article.text.utf8.count + article.html.utf8.count + article.markdown.utf8.count >= 0)
      }
      var answer: UInt8 = cleaned.article == nil ? 0 : 1
      guard write(1, &answer, 1) == 1 else { return }
    }
  }

  /// So many bytes of standard input; nil at its end.
  private static func read(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let more = bytes.withUnsafeMutableBytes { Glibc.read(0, $0.baseAddress! + got, count - got) }
      guard more > 0 else { return nil }
      got += more
    }
    return bytes
  }
}
