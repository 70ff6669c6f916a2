import Domain
import Markup

extension Document {
  var isChinese: Bool { article.language == "zh" }

  /// The page's host, as a name of its site.
  var hostNames: [String] {
    guard let host = url?.hostname else { return [] }
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    let labels = bare.split(separator: ".").map(String.init)
    // The label before the zone is the site's: `example` of `www.example.co.uk`.
    let own = labels.filter { $0.count > 3 }
    return [host, bare] + own
  }

  /// Values of the labels asked for, in the page's own script, nearest to the article's head first.
  ///
  /// - Parameter atHead: only those around the headline, only those elsewhere, or all.
  func labelValues(_ marks: Set<LineMark>, atHead: Bool? = nil) -> [String] {
    let region = atHead == nil ? 0..<0 : headRegion
    var values: [(distance: Int, value: String)] = []
    let head = headBlock
    for (index, verdict) in verdicts.enumerated() {
      guard let labels = verdict?.labels, atHead == nil || region.contains(index) == atHead else {
        continue
      }
      for field in labels.fields where marks.contains(field.mark) && !field.value.isEmpty {
        guard opensLine(field, index) else { continue }
        values.append((abs(index - head), original(field.value, of: index)))
      }
    }
    return values.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }.map(\.element.value)
  }

  /// Whether a label stands where one may: `by` inside a sentence is none.
  private func opensLine(_ field: LabelledLine.Field, _ block: Int) -> Bool {
    guard field.label.lowerBound > 0 else { return true }
    return withFolded(of: block) { line in
      let before = line[field.label.lowerBound - 1]
      if line[field.label.lowerBound] >= 0x80 { return true }
      return before != 0x20
        || field.label.lowerBound > 1
          && !((line[field.label.lowerBound - 2] | 0x20) &- 0x61 < 26)
    }
  }

  /// A range of a block's folded text as the page writes it, where folding kept the places.
  func original(_ range: Range<Int>, of block: Int) -> String {
    let isSame = withFolded(of: block) { $0.count } == blocks[block].text.count
    func read(_ line: UnsafeBufferPointer<UInt8>) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
    }
    return isSame ? withText(of: block, read) : withFolded(of: block, read)
  }
}
