/// What stands on a dateline without a label: `2019-05-17 10:22 新华网 记者张三`.
enum DatelinePiece: Equatable {
  case outlet(String)
  case person(String)

  /// Characters of an outlet's name.
  private static let lengths = 3...14

  /// Endings that offices and sentences have as well as outlets, not enough where no label stands.
  private static let weakEndings: Set<String> = ["部", "局", "办", "会", "科", "处", "号", "委", "所", "厅", "台"]

  /// - Parameter text: in simplified script.
  init?(_ text: String) {
    let text = text.trimmingMarks()
    var name = text
    for role in NameWords.hanRoles where role.count > 1 && name.hasPrefix(role) {
      name = String(name.dropFirst(role.count)).trimmingMarks()
      break
    }
    if Surnames.isName(name), !NameWords.noHanNames.contains(name) {
      self = .person(name)
      return
    }
    guard name == text, Self.lengths.contains(text.count),
      NameWords.hanOutletEndings.contains(where: {
        !Self.weakEndings.contains($0) && text.hasSuffix($0)
      })
    else { return nil }
    self = .outlet(text)
  }
}

extension Document {
  /// Names without labels on the datelines around the headline, in the page's own script.
  var datelinePieces: [(piece: DatelinePiece, text: String)] {
    var found: [(piece: DatelinePiece, text: String)] = []
    for index in headRegion {
      guard let labels = verdicts[index]?.labels, verdicts[index]?.role == .dateline,
        !labels.dates.isEmpty
      else { continue }
      for range in labels.pieces {
        let folded = withFolded(of: index) {
          String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
        guard let piece = DatelinePiece(folded) else { continue }
        found.append((piece, original(range, of: index).trimmingMarks()))
      }
    }
    return found
  }
}
