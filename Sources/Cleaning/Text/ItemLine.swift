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
    for item in items { measure(UnsafeBufferPointer(rebasing: line[item])) }
    // What reads as prose is not looked up: neither the lexicon nor its pairs would tell anything.
    guard functionWords * 4 <= items.count else { return }
    for item in items
    where !SpamLexicon.words.hits(in: UnsafeBufferPointer(rebasing: line[item]), limit: 1).isEmpty {
      lexiconItems += 1
    }
    if functionWords * 6 <= items.count { countRecombined(line) }
  }

  /// Counts what one item is made of.
  private mutating func measure(_ text: UnsafeBufferPointer<UInt8>) {
    var length = 0
    var i = 0
    var last: UInt32 = 0
    while i < text.count {
      let (scalar, width) = text[i] < 0x80 ? (UInt32(text[i]), 1) : TextMeasure.scalar(text, at: i)
      i += width
      guard scalar > 0x20, scalar != 0x3000, scalar != 0xa0 else { continue }
      length += 1
      last = scalar
      guard scalar >= 0x3000 else { continue }
      // 在 of 在线, "online", is no function word.
      let isOnline = scalar == 0x5728 && i + 2 < text.count && text[i...].starts(with: "线")
      if !isOnline, ItemLine.functionWords.contains(scalar) { functionWords += 1 }
    }
    longest = max(longest, length)
    if length <= 6, ItemLine.placeSuffixes.contains(last) { placeItems += 1 }
  }

  /// Counts the items that share two characters in a row with another.
  private mutating func countRecombined(_ line: UnsafeBufferPointer<UInt8>) {
    // Pairs, each with its item in the lowest bits: once sorted, those that items share stand together.
    var pairs: [UInt64] = []
    pairs.reserveCapacity(line.count / 2)
    for (item, range) in items.enumerated() {
      let text = UnsafeBufferPointer(rebasing: line[range])
      var previous: UInt64 = 0
      var i = 0
      while i < text.count {
        let (scalar, width) =
          text[i] < 0x80 ? (UInt32(text[i]), 1) : TextMeasure.scalar(text, at: i)
        i += width
        guard scalar > 0x20, scalar != 0x3000, scalar != 0xa0 else { continue }
        if previous != 0, previous >= 0x80 || scalar >= 0x80 {
          pairs.append(
            (previous << 21 | UInt64(scalar)) << Self.itemBits
              | UInt64(min(item, Self.mostItems)))
        }
        previous = UInt64(scalar)
      }
    }
    pairs.sort()
    var isShared = [Bool](repeating: false, count: min(items.count, Self.mostItems + 1))
    for (one, other) in zip(pairs, pairs.dropFirst())
    where one != other && one >> Self.itemBits == other >> Self.itemBits {
      isShared[Int(one & UInt64(Self.mostItems))] = true
      isShared[Int(other & UInt64(Self.mostItems))] = true
    }
    recombinedItems = isShared.count { $0 }
  }

  /// Bits of an item's number beside a pair, which takes 42; items beyond them count as one.
  private static let itemBits: UInt64 = 22
  private static let mostItems = (1 << 22) - 1

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

  private static let placeSuffixes: ScalarSet = "县市区旗州盟乡镇"

  /// Function words that prose cannot do without and search phrases do, and sentence punctuation.
  private static let functionWords: ScalarSet =
    "的了在是和与为也就都将被把从对到着过吗呢吧这那我你他她它们有不很。！？；："

  /// How many function words a text has, marks of sentences aside.
  static func countFunctionWords(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var (count, i) = (0, 0)
    while i < text.count {
      let (scalar, width) = text[i] < 0x80 ? (UInt32(text[i]), 1) : TextMeasure.scalar(text, at: i)
      i += width
      guard scalar >= 0x3400, scalar < 0xA000, functionWords.contains(scalar) else { continue }
      let isOnline = scalar == 0x5728 && i + 2 < text.count && text[i...].starts(with: "线")
      if !isOnline { count += 1 }
    }
    return count
  }

  /// The separator that cuts the line best: the one of these that is there most often, three times or more.
  private static func separator(of line: UnsafeBufferPointer<UInt8>) -> UInt32? {
    // Counts of | _ - , / 、 ， ｜ · the blank and semicolons.
    var counts = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var i = 0
    while i < line.count {
      let byte = line[i]
      if byte < 0x80 {
        switch byte {
        case 0x7c: counts.0 += 1
        case 0x5f: counts.1 += 1
        case 0x2d: counts.2 += 1
        case 0x2c: counts.3 += 1
        case 0x2f: counts.4 += 1
        case 0x3b: counts.10 += 1
        case 0x20: counts.9 += 1
        default: break
        }
        i += 1
        continue
      }
      // None of them is a Han character.
      if byte &- 0xE4 < 6 {
        i += 3
        continue
      }
      let (scalar, width) = TextMeasure.scalar(line, at: i)
      i += width
      switch scalar {
      case 0x3001: counts.5 += 1
      case 0xff0c: counts.6 += 1
      case 0xff5c: counts.7 += 1
      case 0xb7: counts.8 += 1
      case 0xff1b: counts.11 += 1
      case 0x3000: counts.9 += 1
      default: break
      }
    }
    var best = (mark: UInt32(0), count: 1)
    func consider(_ mark: UInt32, _ count: Int) {
      if count > best.count { best = (mark, count) }
    }
    consider(0x7c, counts.0)
    consider(0x5f, counts.1)
    consider(0x2d, counts.2)
    consider(0x2c, counts.3)
    consider(0x3001, counts.5)
    consider(0xff0c, counts.6)
    consider(0xff5c, counts.7)
    consider(0x2f, counts.4)
    consider(0xb7, counts.8)
    consider(0x3b, counts.10)
    consider(0xff1b, counts.11)
    // A blank often stands beside a real separator, so it is the last resort.
    if best.count >= 2 { return best.mark }
    // Words of alphabets are parted by blanks anyway.
    let foreign = line.count { $0 >= 0x80 }
    return counts.9 >= 2 && foreign * 2 > line.count ? 0x20 : nil
  }

  private static func split(_ line: UnsafeBufferPointer<UInt8>, at separator: UInt32) -> [Range<
    Int
  >] {
    var items: [Range<Int>] = []
    items.reserveCapacity(8)
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
      if line[i] &- 0xE4 < 6 {
        i += 3
        continue
      }
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
