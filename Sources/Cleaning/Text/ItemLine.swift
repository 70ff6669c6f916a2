import Markup

/// A line made of short items between separators: a keyword line, a menu, a link farm.
///
///     色综合_日韩电影_在线观看_久久高清        spam
///     肥乡县| 滦平县| 渑池县| 辉南县          link farm
///     首页 新闻中心 通知公告 联系我们         menu
///
/// Grammar gives it away: several separators, hardly a function word, no sentence punctuation.
struct ItemLine {
  var items: [Range<Int>]

  /// How many items hold a word of the spam lexicon.
  var lexiconItems = 0

  /// How many items share two characters in a row with another item: spam recombines a small vocabulary.
  var recombinedItems = 0

  /// How many items end as names of counties, cities and districts do.
  var placeItems = 0

  /// Function words of Chinese and sentence punctuation found.
  var functionWords = 0

  /// The longest item, in characters.
  var longest = 0

  /// An item of more characters is a sentence or a headline.
  static let longestItem = 24

  /// Fewer items make no list.
  static let fewest = 3

  /// The line's reading as items, or nil where it is no such line.
  ///
  /// `line` is folded to simplified script.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    guard line.count >= 12, let separator = ItemLine.separator(of: line) else { return nil }
    items = ItemLine.split(line, at: separator)
    guard items.count >= ItemLine.fewest else { return nil }
    var seen: [UInt64: Int] = [:]
    var bigrams: [[UInt64]] = []
    for item in items {
      let text = UnsafeBufferPointer(rebasing: line[item])
      var previous: UInt32 = 0
      var own: [UInt64] = []
      var length = 0
      var i = 0
      var last: UInt32 = 0
      while i < text.count {
        let (scalar, width) =
          text[i] < 0x80 ? (UInt32(text[i]), 1) : TextMeasure.scalar(text, at: i)
        i += width
        guard scalar > 0x20, scalar != 0x3000, scalar != 0xa0 else { continue }
        length += 1
        last = scalar
        // 在 of 在线, "online", is no function word.
        let isOnline = scalar == 0x5728 && i + 2 < text.count && text[i...].starts(with: "线")
        if !isOnline, ItemLine.isFunctionWord(scalar) { functionWords += 1 }
        if previous >= 0x80 || scalar >= 0x80 {
          own.append(UInt64(previous) << 32 | UInt64(scalar))
        }
        previous = scalar
      }
      longest = max(longest, length)
      if ItemLine.placeSuffixes.contains(last), length <= 6 { placeItems += 1 }
      if !SpamLexicon.words.hits(in: text, limit: 1).isEmpty { lexiconItems += 1 }
      own.removeFirst(min(1, own.count))
      for bigram in Set(own) { seen[bigram, default: 0] += 1 }
      bigrams.append(own)
    }
    for own in bigrams where own.contains(where: { seen[$0, default: 0] > 1 }) {
      recombinedItems += 1
    }
  }

  /// Search spam by its vocabulary: most items speak it, and it does not read as prose.
  var isSpam: Bool {
    longest <= ItemLine.longestItem + 8 && functionWords * 4 <= items.count
      && lexiconItems * 5 >= items.count * 3
  }

  /// Spam whose words no lexicon has: many items of one small vocabulary.
  var isRecombined: Bool {
    items.count >= 5 && longest <= ItemLine.longestItem && functionWords * 6 <= items.count
      && recombinedItems * 3 >= items.count * 2
  }

  /// A list of places: five or more, nearly all with the ending of one.
  var isPlaceList: Bool {
    items.count >= 5 && longest <= 12 && placeItems * 10 >= items.count * 7
  }

  /// Short items and nothing that a sentence needs.
  var isBare: Bool {
    longest <= 12 && functionWords * 6 <= items.count
  }

  private static let placeSuffixes: Set<UInt32> = Set("县市区旗州盟乡镇".unicodeScalars.map(\.value))

  private static func isFunctionWord(_ scalar: UInt32) -> Bool {
    functionWords.contains(scalar)
  }

  /// Function words that prose cannot do without and search phrases do, and sentence punctuation.
  private static let functionWords: Set<UInt32> = Set(
    "的了在是和与为也就都将被把从对到着过吗呢吧这那我你他她它们有不很。！？；：".unicodeScalars.map(\.value))

  /// The separator that cuts the line best: the one of these that is there most often, three times or more.
  private static func separator(of line: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var counts: [(UInt32, Int)] = [
      (0x7c, 0), (0x5f, 0), (0x2d, 0), (0x2c, 0), (0x3001, 0), (0xff0c, 0), (0xff5c, 0), (0x2f, 0),
      (0xb7, 0), (0x20, 0),
    ]
    var i = 0
    while i < line.count {
      let (scalar, width) = line[i] < 0x80 ? (UInt32(line[i]), 1) : TextMeasure.scalar(line, at: i)
      i += width
      for index in counts.indices
      where counts[index].0 == scalar || scalar == 0x3000 && counts[index].0 == 0x20 {
        counts[index].1 += 1
      }
    }
    // A blank often stands beside a real separator, so it is the last resort.
    if let best = counts.dropLast().max(by: { $0.1 < $1.1 }), best.1 >= 2 { return best.0 }
    // Words of alphabets are parted by blanks anyway.
    let foreign = line.count { $0 >= 0x80 }
    return counts[counts.count - 1].1 >= 2 && foreign * 2 > line.count ? 0x20 : nil
  }

  private static func split(_ line: UnsafeBufferPointer<UInt8>, at separator: UInt32) -> [Range<
    Int
  >] {
    var items: [Range<Int>] = []
    var start = 0
    var i = 0
    func append(_ end: Int) {
      var low = start
      var high = end
      while low < high, let width = LabelledLine.blank(at: low, in: line) { low += width }
      while high > low, line[high - 1] == 0x20 { high -= 1 }
      if low < high { items.append(low..<high) }
    }
    while i < line.count {
      let (scalar, width) = line[i] < 0x80 ? (UInt32(line[i]), 1) : TextMeasure.scalar(line, at: i)
      if scalar == separator || scalar == 0x3000 && separator == 0x20 {
        append(i)
        start = i + width
      }
      i += width
    }
    append(line.count)
    return items
  }
}
