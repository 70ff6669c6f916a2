/// What stands on a dateline without a label: `2019-05-17 10:22 新华网 记者张三`.
enum DatelinePiece: Equatable {
  case outlet(String)
  case person(String)

  /// Characters of an outlet's name.
  private static let lengths = 3...14

  /// Endings that offices and sentences have as well as outlets, not enough where no label stands.
  private static let weakEndings: Set<String> = [
    "部", "局", "办", "会", "科", "处", "号", "委", "所", "厅", "台",
  ]

  /// Endings of the names of papers, stations and accounts, beside those of `NameWords`.
  private static let endings = [
    "财经", "晨报", "电视", "发布", "观察", "广播", "季刊", "快报", "评论", "商报", "时讯", "书局", "头条", "晚报", "卫视", "文摘",
    "新媒体", "选刊", "学报", "月报", "月刊", "早报", "之声", "周报", "周刊", "周末", "资讯",
  ]

  /// - Parameter text: in simplified script.
  init?(_ text: String) {
    let text = text.trimmingMarks()
    var name = text
    // A role of one character is three bytes.
    for role in NameWords.hanRoles
    where role.utf8.count > 3 && name.utf8.starts(with: role.utf8) {
      name = String(name.unicodeScalars.dropFirst(role.unicodeScalars.count)).trimmingMarks()
      break
    }
    if Surnames.isName(name), !NameWords.noHanNames.contains(name), !HanNames.isNoPerson(name) {
      self = .person(name)
      return
    }
    guard name == text, Self.lengths.contains(text.count),
      Self.endings.contains(where: { text.endsInBytes(of: $0) })
        || NameWords.hanOutletEndings.contains(where: {
          text.endsInBytes(of: $0) && !Self.weakEndings.contains($0)
        })
    else { return nil }
    self = .outlet(text)
  }
}

extension Document {
  /// A name without a label on a dateline, in the page's own script.
  struct DatelineName {
    var piece: DatelinePiece
    var text: String
    /// Whether it stands right before the words that say when it was posted: `张三 发表于 2019-05-17`.
    var isPoster: Bool
  }

  /// Names without labels on the datelines around the headline.
  var datelineNames: [DatelineName] {
    var found: [DatelineName] = []
    for index in headRegion {
      guard let labels = verdicts[index]?.labels, verdicts[index]?.role == .dateline,
        !labels.dates.isEmpty
      else { continue }
      let texts = labels.pieces.map { range in
        withFolded(of: index) {
          String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
      }
      let pieces = texts.map { DatelinePiece($0) }
      for (place, range) in labels.pieces.enumerated() {
        var piece = pieces[place]
        // Beside a person what has no label and no known ending is where the person writes.
        if piece == nil, texts.count == 2, case .person = pieces[1 - place],
          (3...8).contains(texts[place].count), texts[place].utf8.allSatisfy({ $0 >= 0x80 })
        {
          piece = .outlet(texts[place])
        }
        // So is what stands alone before a date with its clock.
        if piece == nil,
          withFolded(of: index, { labels.isAlone(range, $0) || labels.isBesideAuthor(range, $0) })
        {
          piece = .outlet(texts[place])
        }
        guard let piece else { continue }
        let isPoster = labels.fields.contains {
          $0.mark == .date && (0...3).contains($0.label.lowerBound - range.upperBound)
        }
        found.append(
          DatelineName(
            piece: piece, text: original(range, of: index).trimmingMarks(), isPoster: isPoster))
      }
    }
    return found
  }
}
