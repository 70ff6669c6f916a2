import Markup

/// A small generator, so that a seed names a run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private let pieces: [[UInt8]] =
  [
    "<table>", "<tr>", "</table>", "<template>", "</template>", "<svg>", "<math>", "<![CDATA[",
    "]]>",
    "<!--", "-->", "<select>", "<option>", "</p>", "<b>", "</b>", "<a>", "<form>", "</form>",
    "<script>", "</script>", "&", "&#x", "\0", "\r", "<", "=\"", "'", "<frameset>",
    "<foreignObject>",
    "<title>", "<plaintext>", "<body x=1>", "<html y=2>", "\u{FEFF}", "é", "<nobr>", "<button>",
  ].map { Array($0.utf8) } + [[0xFF], [0xE4, 0xB8], [0xC0, 0x80]]

/// Cuts, doubles, moves and spoils parts of pages, parses them and writes them out again.
func parseMutants(of pages: [[UInt8]], count: Int, seed: UInt64) {
  var random = SplitMix(state: seed)
  var nodes = 0
  for number in 0..<count {
    guard var page = pages.randomElement(using: &random), !page.isEmpty else { continue }
    // A window of a page, so that many mutants fit into little time.
    let length = min(page.count, Int.random(in: 1...20_000, using: &random))
    let start = Int.random(in: 0...page.count - length, using: &random)
    page = Array(page[start..<start + length])
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      let at = Int.random(in: 0...page.count, using: &random)
      let end = min(page.count, at + Int.random(in: 0...200, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: page.removeSubrange(at..<end)
      case 1: page.insert(contentsOf: Array(page[at..<end]), at: at)
      case 2 where at < page.count: page[at] = UInt8.random(in: 0...255, using: &random)
      default: page.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: at)
      }
    }
    let tree = number % 3 == 0 ? Tree(parsingFragment: page) : Tree(parsing: page)
    nodes += tree.nodeCount + tree.innerHTML(.document).count
  }
  print("parsed \(count) mutants, seed \(seed), checksum \(nodes)")
}
