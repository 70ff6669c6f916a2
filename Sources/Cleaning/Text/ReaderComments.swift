import Markup

/// Comments of readers below the article of a Chinese page, by what they say alone.
///
///     网友甲12 2021-04-12 10:17
///     希望以后多一些这样的报道
enum ReaderComments {
  /// Units of the line that says who commented when, and of a comment.
  private static let longestHead = 60
  private static let longestComment = 160

  /// Heads of comments from which on they are such.
  private static let fewestHeads = 2

  /// The first line of comments, the heading above them included; nil where there are none.
  static func start(from start: Int, in document: Document) -> Int? {
    guard document.isHanPage else { return nil }
    let reader = DateReader(order: document.dayOrder)
    var first: Int?
    var heads = 0
    var index = document.blocks.count - 1
    // From the end upwards: heads with one or two short lines between.
    var between = 0
    while index >= start, between <= 2 {
      if isHead(index, reader, document) {
        heads += 1
        first = index
        between = 0
      } else if document.blocks[index].measure.units <= Self.longestComment
        || document.verdicts[index] != nil
      {
        between += document.verdicts[index] == nil ? 1 : 0
      } else {
        break
      }
      index -= 1
    }
    guard heads >= Self.fewestHeads, let first else { return nil }
    let above = first - 1
    let isHeading =
      above > start && document.blocks[above].measure.units <= 16
      && document.blocks[above].measure.enders == 0
    return isHeading ? above : first
  }

  private static func isHead(_ index: Int, _ reader: DateReader, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    guard measure.units <= Self.longestHead, measure.enders == 0, measure.digits >= 6 else {
      return false
    }
    return document.withFolded(of: index) { line in
      Self.posters.contains { line[...].starts(with: $0) } && reader.first(in: line) != nil
    }
  }

  private static let posters: [StaticString] = [
    "网友", "匿名", "用户", "游客", "手机用户", "热心网友", "微博网友", "本站网友",
  ]
}
