import Domain

/// Finds dates as people write them.
///
///     2021-10-12 11:03:50      2021年10月12日 11:03      October 12, 2021 at 3:30 pm
///     12. März 2020            12/10/2021 (by the reader's day order)
///
/// Works on short texts (a dateline, a meta value, a URL's path): a token at a time, no allocation in proportion to
/// anything but the text's length.
struct DateReader {
  /// How `12/10/2021` is read where both numbers could be months.
  enum DayOrder: Sendable {
    case dayFirst
    case monthFirst
    /// Such a date is no date.
    case unknown
  }

  /// A date and where it stands, in bytes of the text.
  struct Match {
    var time: PartialTime
    var range: Range<Int>
  }

  /// Longer texts are prose; a date in them says nothing of the page.
  static let longestText = 600

  var order: DayOrder

  init(order: DayOrder = .unknown) {
    self.order = order
  }

  /// The first date in `text`, or nil.
  func first(in text: some Collection<UInt8>) -> Match? {
    all(in: text, limit: 1).first
  }

  /// Up to `limit` dates in the order of the text.
  func all(in text: some Collection<UInt8>, limit: Int = 8) -> [Match] {
    guard text.count <= DateReader.longestText, DateReader.mayHoldDate(text) else { return [] }
    let tokens = DateReader.tokens(of: text)
    var matches: [Match] = []
    var index = 0
    while index < tokens.count, matches.count < limit {
      if let (time, end) = date(at: index, in: tokens) {
        matches.append(Match(time: time, range: tokens[index].start..<tokens[end - 1].end))
        index = end
      } else {
        index += 1
      }
    }
    return matches
  }
}

extension DateReader {
  /// Whether a text has digits enough for a date: a year of four in a row, three numbers, or one in Arabic digits.
  ///
  /// Most lines have neither.
  private static func mayHoldDate(_ text: some Collection<UInt8>) -> Bool {
    text.withContiguousStorageIfAvailable { hasDigits($0) }
      ?? Array(text).withUnsafeBufferPointer { hasDigits($0) }
  }

  private static func hasDigits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var numbers = 0
    var digits = 0
    var i = 0
    while i < text.count {
      let byte = text[i]
      guard byte &- 0x30 < 10 else {
        digits = 0
        if byte == 0xd9 || byte == 0xdb, i + 1 < text.count, digit(byte, text[i + 1]) != nil {
          return true
        }
        // 年 behind a number in Han digits: 二〇二一年.
        if byte == 0xe5, i >= 12, i + 2 < text.count, text[i + 1] == 0xb9, text[i + 2] == 0xb4,
          hanDigit(text, i - 3) != nil
        {
          return true
        }
        // None of the bytes of a longer character is a digit's.
        i += byte < 0xe0 ? 1 : 3
        continue
      }
      if digits == 0 { numbers += 1 }
      digits += 1
      if digits == 4 || numbers == 3 { return true }
      i += 1
    }
    return false
  }
}

extension DateReader {
  /// The date that begins at token `index`, and the token after it.
  fileprivate func date(at index: Int, in tokens: [Token]) -> (PartialTime, Int)? {
    if index > 0, case .number = tokens[index].kind,
      case .mark(let before) = tokens[index - 1].kind,
      before == UInt8(ascii: ".") || before == UInt8(ascii: "-") || before == UInt8(ascii: "$"),
      index > 1, tokens[index - 2].number != nil || before == UInt8(ascii: "$")
    {
      // The tail of a longer number or of a phone number is no date.
      return nil
    }
    guard let (year, month, day, end) = calendarDate(at: index, in: tokens) else { return nil }
    if day != nil, let (clock, zone, clockEnd) = clock(after: end, in: tokens),
      let time = PartialTime(year: year, month: month, day: day, clock: clock, zone: zone)
    {
      return (time, clockEnd)
    }
    guard let time = PartialTime(year: year, month: month, day: day) else { return nil }
    return (time, end)
  }

  private typealias Calendar = (year: Int, month: Int, day: Int?, end: Int)

  private func calendarDate(at index: Int, in tokens: [Token]) -> Calendar? {
    switch tokens[index].kind {
    case .number(let value, let digits):
      if digits == 4, (1900...2100).contains(value) { return yearFirst(value, index, tokens) }
      if digits == 8 { return compact(value, index) }
      if digits == 14 { return nil }
      if digits <= 2, (1...31).contains(value) {
        return dayAndName(value, index, tokens) ?? numericDayFirst(value, index, tokens)
          ?? twoDigitYear(value, index, tokens)
      }
      return nil
    case .word(let word):
      guard let month = MonthNames.month(word) else { return nil }
      return nameFirst(month, index, tokens)
    default: return nil
    }
  }

  /// `2021-10-12`, `2021/10/12`, `2021.10.12`, `2021年10月12日`, `2021. 10. 12`, `2021 October 12`.
  private func yearFirst(_ year: Int, _ index: Int, _ tokens: [Token]) -> Calendar? {
    var i = index + 1
    if i < tokens.count, tokens[i].kind == .space { i += 1 }
    guard i < tokens.count else { return nil }
    switch tokens[i].kind {
    case .unit(.year):
      i = skipSpace(i + 1, tokens)
      guard let month = small(i, tokens, 1...12) else { return nil }
      i = skipSpace(i + 1, tokens)
      guard i < tokens.count, tokens[i].kind == .unit(.month) else { return nil }
      let afterMonth = i + 1
      i = skipSpace(i + 1, tokens)
      guard let day = small(i, tokens, 1...31), skipSpace(i + 1, tokens) < tokens.count,
        tokens[skipSpace(i + 1, tokens)].kind == .unit(.day)
      else { return (year, month, nil, afterMonth) }
      return (year, month, day, skipSpace(i + 1, tokens) + 1)
    case .mark(let mark) where mark == 0x2d || mark == 0x2f || mark == 0x2e:
      i = skipSpace(i + 1, tokens)
      // `2021. október 12.`
      if mark == 0x2e, i < tokens.count, case .word(let word) = tokens[i].kind,
        let month = MonthNames.month(word)
      {
        i = skipSpace(i + 1, tokens)
        return small(i, tokens, 1...31).map { (year, month, $0, i + 1) }
      }
      guard let month = small(i, tokens, 1...12) else { return nil }
      let afterMonth = i + 1
      var j = skipSpace(i + 1, tokens)
      guard j < tokens.count, tokens[j].kind == .mark(mark) else {
        return mark == 0x2d && tokens[i].digits == 2 ? (year, month, nil, afterMonth) : nil
      }
      j = skipSpace(j + 1, tokens)
      guard let day = small(j, tokens, 1...31) else {
        return mark == 0x2f ? (year, month, nil, afterMonth) : nil
      }
      return (year, month, day, j + 1)
    case .word(let word):
      guard let month = MonthNames.month(word) else { return nil }
      i = skipSpace(i + 1, tokens)
      guard let day = small(i, tokens, 1...31) else { return nil }
      return (year, month, day, i + 1)
    default: return nil
    }
  }

  /// `20211012`.
  private func compact(_ value: Int, _ index: Int) -> Calendar? {
    let (year, month, day) = (value / 10000, value / 100 % 100, value % 100)
    guard (1990...2100).contains(year), CivilDate(year: year, month: month, day: day) != nil
    else { return nil }
    return (year, month, day, index + 1)
  }

  /// `12 October 2021`, `12. März 2020`, `1er janvier 2020`, `12 de octubre de 2021`, `12th of October, 2021`.
  private func dayAndName(_ day: Int, _ index: Int, _ tokens: [Token]) -> Calendar? {
    var i = index + 1
    let ordinals: [StaticString] = ["st", "nd", "rd", "th", "er", "de", "of", "d", "di"]
    var steps = 0
    while i < tokens.count, steps < 6 {
      switch tokens[i].kind {
      // The apostrophe of the Catalan `12 d'octubre`.
      case .space, .mark(0x2e), .mark(0x2d), .mark(0x2f), .mark(0x27):
        i += 1
      case .word(let word):
        if let month = MonthNames.month(word) {
          guard let (year, end) = year(after: i + 1, tokens) else { return nil }
          return (year, month, day, end)
        }
        if let month = MonthNames.thaiMonth(word) {
          guard let (year, end) = buddhistYear(after: i + 1, tokens) else { return nil }
          return (year, month, day, end)
        }
        if word.elementsEqual("tháng".utf8) { return vietnamese(day, i, tokens) }
        guard ordinals.contains(where: { $0.withUTF8Buffer { $0.elementsEqual(word) } }) else {
          return nil
        }
        i += 1
      default: return nil
      }
      steps += 1
    }
    return nil
  }

  /// `12 tháng 10, 2021`, `12 tháng 10 năm 2021`.
  private func vietnamese(_ day: Int, _ index: Int, _ tokens: [Token]) -> Calendar? {
    let i = skipSpace(index + 1, tokens)
    guard let month = small(i, tokens, 1...12), let (year, end) = year(after: i + 1, tokens)
    else { return nil }
    return (year, month, day, end)
  }

  /// The year behind a Thai month: of the Buddhist era, 543 ahead, or of ours.
  private func buddhistYear(after index: Int, _ tokens: [Token]) -> (Int, Int)? {
    var i = index
    while i < tokens.count, i < index + 8 {
      switch tokens[i].kind {
      // `พ.ศ.`, the era's name.
      case .space, .mark(0x2e), .word: i += 1
      case .number(let value, 4) where (1900...2100).contains(value): return (value, i + 1)
      case .number(let value, 4) where (2443...2643).contains(value): return (value - 543, i + 1)
      default: return nil
      }
    }
    return nil
  }

  /// `October 12, 2021`, `Oct. 12 2021`, `October 2021`.
  private func nameFirst(_ month: Int, _ index: Int, _ tokens: [Token]) -> Calendar? {
    var i = index + 1
    while i < tokens.count, tokens[i].kind == .space || tokens[i].kind == .mark(0x2e) { i += 1 }
    guard i < tokens.count, let value = tokens[i].number else { return nil }
    if tokens[i].digits == 4, (1900...2100).contains(value) { return (value, month, nil, i + 1) }
    guard tokens[i].digits <= 2, (1...31).contains(value) else { return nil }
    i += 1
    if i < tokens.count, case .word(let word) = tokens[i].kind, word.count == 2 { i += 1 }
    guard let (year, end) = year(after: i, tokens) else { return nil }
    return (year, month, value, end)
  }

  /// `12/10/2021`, `12.10.2021`, `12-10-2021`.
  private func numericDayFirst(_ first: Int, _ index: Int, _ tokens: [Token]) -> Calendar? {
    guard index + 4 < tokens.count, case .mark(let mark) = tokens[index + 1].kind,
      mark == 0x2f || mark == 0x2e || mark == 0x2d, tokens[index + 3].kind == .mark(mark),
      let second = small(index + 2, tokens, 1...31), let year = tokens[index + 4].number,
      tokens[index + 4].digits == 4, (1900...2100).contains(year)
    else { return nil }
    // A dot between numbers is the continental form: the day comes first.
    let order = mark == 0x2e ? DayOrder.dayFirst : self.order
    if first > 12 { return second <= 12 ? (year, second, first, index + 5) : nil }
    if second > 12 { return (year, first, second, index + 5) }
    switch order {
    case .dayFirst: return (year, second, first, index + 5)
    case .monthFirst: return (year, first, second, index + 5)
    case .unknown: return first == second ? (year, first, second, index + 5) : nil
    }
  }

  /// `21-10-12` or `21/10/12` with a clock behind it: the two-digit year of Chinese datelines.
  private func twoDigitYear(_ first: Int, _ index: Int, _ tokens: [Token]) -> Calendar? {
    guard index + 4 < tokens.count, tokens[index].digits == 2,
      case .mark(let mark) = tokens[index + 1].kind, tokens[index + 3].kind == .mark(mark),
      (1...2).contains(tokens[index + 2].digits), (1...2).contains(tokens[index + 4].digits),
      tokens[index + 2].digits == 2 && tokens[index + 4].digits == 2 || isLabelled(index, tokens),
      let second = tokens[index + 2].number, let third = tokens[index + 4].number,
      index + 5 >= tokens.count || tokens[index + 5].kind != .mark(mark)
    else { return nil }
    // `12.10.21`, the German short form.
    if mark == 0x2e, (1...12).contains(second), order != .monthFirst, third <= 40 {
      return (2000 + third, second, first, index + 5)
    }
    guard mark == 0x2d || mark == 0x2f, order == .unknown, (1...12).contains(second),
      (1...31).contains(third), first >= 10,
      clock(after: index + 5, in: tokens) != nil || isLabelled(index, tokens)
    else { return nil }
    return (2000 + first, second, third, index + 5)
  }

  /// Whether a colon behind a Han character stands before the date: `发布时间：18-03-08`.
  private func isLabelled(_ index: Int, _ tokens: [Token]) -> Bool {
    var i = index - 1
    while i >= 0, tokens[i].kind == .space { i -= 1 }
    guard i > 0, tokens[i].kind == .mark(0x3a) else { return false }
    return tokens[i - 1].kind == .mark(0)
  }

  private func year(after index: Int, _ tokens: [Token]) -> (Int, Int)? {
    var i = index
    var steps = 0
    while i < tokens.count, steps < 4 {
      switch tokens[i].kind {
      case .space, .mark(0x2c), .mark(0x2e), .mark(0x2d), .mark(0x2f), .mark(0x27): i += 1
      case .word(let word)
      where DateReader.yearLeads.contains(where: { $0.utf8.elementsEqual(word) }):
        i += 1
      case .number(let value, let digits):
        if digits == 4, (1900...2100).contains(value) { return (value, i + 1) }
        return nil
      default: return nil
      }
      steps += 1
    }
    return nil
  }

  /// Words between a month and its year.
  private static let yearLeads = ["de", "del", "do", "năm"]

  private func small(_ index: Int, _ tokens: [Token], _ range: ClosedRange<Int>) -> Int? {
    guard index < tokens.count, tokens[index].digits <= 2, let value = tokens[index].number,
      range.contains(value)
    else { return nil }
    return value
  }

  private func skipSpace(_ index: Int, _ tokens: [Token]) -> Int {
    index < tokens.count && tokens[index].kind == .space ? index + 1 : index
  }
}

extension DateReader {
  /// The clock that follows a date within a few tokens: `11:03:50`, `T11:03+08:00`, `下午3时03分`, `at 3:30 pm`.
  fileprivate func clock(
    after index: Int, in tokens: [Token]
  ) -> (PartialTime.Clock, zone: Int?, end: Int)? {
    var i = index
    var steps = 0
    var half: DayHalf?
    while i < tokens.count, steps < 5, tokens[i].number == nil {
      switch tokens[i].kind {
      case .half(let value): half = value
      case .space, .mark(0x2c), .mark(0x2d), .mark(0x7c), .mark(0x2e), .mark(0x28): break
      case .word(let word):
        guard DateReader.clockLeads.contains(where: { $0.utf8.elementsEqual(word) }) else {
          return nil
        }
      default: return nil
      }
      i += 1
      steps += 1
    }
    guard i + 2 < tokens.count, let hour = small(i, tokens, 0...23) else { return nil }
    guard
      tokens[i + 1].kind == .mark(0x3a) || tokens[i + 1].kind == .unit(.hour)
        || tokens[i + 1].kind == .word([UInt8(ascii: "h")])
        || tokens[i + 1].kind == .mark(0x2e) && tokens[i + 2].digits == 2,
      let minute = small(i + 2, tokens, 0...59)
    else { return nil }
    var end = i + 3
    var second: Int?
    if end < tokens.count, tokens[end].kind == .unit(.minute) { end += 1 }
    if end + 1 < tokens.count, tokens[end].kind == .mark(0x3a),
      let value = small(end + 1, tokens, 0...60)
    {
      second = value
      end += 2
      if end + 1 < tokens.count, tokens[end].kind == .mark(0x2e), tokens[end + 1].number != nil {
        end += 2
      }
    }
    if let (value, afterHalf) = dayHalf(at: end, tokens) { (half, end) = (value, afterHalf) }
    let (zone, afterZone) = zone(at: end, tokens)
    guard
      let clock = PartialTime.Clock(
        hour: half?.hour(hour) ?? hour, minute: minute, second: second)
    else { return nil }
    return (clock, zone, afterZone)
  }

  private static let clockLeads = [
    "a", "alle", "as", "at", "às", "kl", "le", "o", "ore", "t", "um", "à",
  ]

  /// `am`, `p.m.`, `p. m.`, `م` behind a clock, and the token after it.
  private func dayHalf(at index: Int, _ tokens: [Token]) -> (DayHalf, Int)? {
    let i = skipSpace(index, tokens)
    guard i < tokens.count, case .word(let word) = tokens[i].kind else { return nil }
    if let half = DateReader.halfWords[word] { return (half, i + 1) }
    let next = skipSpace(i + 2, tokens)
    guard let half = DateReader.halfLetters[word], next < tokens.count,
      tokens[i + 1].kind == .mark(0x2e), tokens[next].kind == .word([UInt8(ascii: "m")])
    else { return nil }
    return (half, next + 1)
  }

  private static let halfWords: [[UInt8]: DayHalf] = [
    Array("am".utf8): .morning, Array("pm".utf8): .afternoon,
    Array("ص".utf8): .morning, Array("م".utf8): .afternoon,
  ]

  private static let halfLetters: [[UInt8]: DayHalf] = [
    [UInt8(ascii: "a")]: .morning, [UInt8(ascii: "p")]: .afternoon,
  ]

  /// `Z`, `+08:00`, `-0500`, `UTC`, `GMT+7`, `(GMT+7)`; names of other zones are ambiguous and left unread.
  private func zone(at index: Int, _ tokens: [Token]) -> (Int?, Int) {
    let i = skipSpace(index, tokens)
    guard i < tokens.count else { return (nil, index) }
    switch tokens[i].kind {
    case .mark(UInt8(ascii: "(")):
      guard let (zone, end) = namedOffset(at: i + 1, tokens), end < tokens.count,
        tokens[end].kind == .mark(UInt8(ascii: ")"))
      else { return (nil, index) }
      return (zone, end + 1)
    case .word(let word) where word.elementsEqual("z".utf8): return (0, i + 1)
    case .word: return namedOffset(at: i, tokens) ?? (nil, index)
    default: return offset(at: index, tokens, hourDigits: 2...2) ?? (nil, index)
    }
  }

  /// `UTC` or `GMT`, and an offset from it where one follows.
  private func namedOffset(at index: Int, _ tokens: [Token]) -> (Int?, Int)? {
    guard index < tokens.count, case .word(let word) = tokens[index].kind,
      word.elementsEqual("utc".utf8) || word.elementsEqual("gmt".utf8)
    else { return nil }
    return offset(at: skipSpace(index + 1, tokens), tokens, hourDigits: 1...2) ?? (0, index + 1)
  }

  /// Minutes east of UTC, and what follows: a sign with nothing between it and hours, which have so many digits,
  /// or hours and minutes.
  private func offset(
    at index: Int, _ tokens: [Token], hourDigits: ClosedRange<Int>
  ) -> (Int?, Int)? {
    guard index + 1 < tokens.count, case .mark(let sign) = tokens[index].kind,
      sign == 0x2b || sign == 0x2d, let value = tokens[index + 1].number
    else { return nil }
    let direction = sign == 0x2b ? 1 : -1
    let digits = tokens[index + 1].digits
    if digits == 4, value / 100 <= 14, value % 100 < 60 {
      return (direction * (value / 100 * 60 + value % 100), index + 2)
    }
    guard hourDigits.contains(digits), value <= 14 else { return nil }
    if index + 3 < tokens.count, tokens[index + 2].kind == .mark(0x3a),
      let minutes = small(index + 3, tokens, 0...59)
    {
      return (direction * (value * 60 + minutes), index + 4)
    }
    return (direction * value * 60, index + 2)
  }
}
