/// Words that call a date the time of a change.
enum ChangeWords {
  /// Bytes before a date within which such a word speaks of it.
  static let reach = 40

  /// The text within reach before a date of a line; empty where the date was read in another form of the line.
  static func before(
    _ match: DateReader.Match, in line: UnsafeBufferPointer<UInt8>, reach: Int = reach
  ) -> String {
    let end = match.range.lowerBound
    guard end <= line.count else { return "" }
    return String(decoding: line[max(0, end - reach)..<end], as: UTF8.self)
  }

  /// Whether one of the words stands in `text`, close to its end.
  static func stand(in text: String) -> Bool {
    let lowered = text.lowercased()
    guard let last = words.compactMap({ lowered.place(of: $0) }).max() else {
      return false
    }
    // "Updated … Published …": the nearer word counts.
    let nearest = publishing.compactMap { lowered.place(of: $0) }.max()
    return nearest.map { $0 < last } ?? true
  }

  /// Whether one of the words stands anywhere in a line.
  static func are(in line: String) -> Bool {
    guard line.utf8.count <= longestLine else { return false }
    let lowered = line.lowercased()
    // One walk: most bytes begin none of the words.
    return Array(lowered.utf8).withUnsafeBufferPointer { bytes in
      bytes.indices.contains { place in
        openings[Int(bytes[place])] && words.contains { bytes[place...].starts(with: $0) }
      }
    }
  }

  /// By byte: whether a word begins with it.
  private static let openings: [Bool] = {
    var openings = [Bool](repeating: false, count: 256)
    for word in words { openings[Int(word.utf8Start[0])] = true }
    return openings
  }()

  /// Bytes of a line that is no paragraph.
  private static let longestLine = 400

  /// Whether `text` calls the date behind it the time of publishing.
  static func publish(in text: String) -> Bool {
    let lowered = text.lowercased()
    return publishing.contains { lowered.holds($0) } && !stand(in: text)
  }

  /// Whether `text` calls the date behind it the day on which a site, an account or a firm began.
  static func begin(in text: String) -> Bool {
    let lowered = text.lowercased()
    return founding.contains { lowered.holds($0) }
  }

  private static let founding: [StaticString] = [
    "dabei seit", "established", "founded in", "inscrit le", "joined", "member since",
    "miembro desde", "mitglied seit", "registered", "registriert seit", "на форуме с", "加入时间",
    "加入時間", "建立于", "建立於", "建站", "开博", "注册于", "注册时间", "註冊時間",
  ]

  private static let publishing: [StaticString] = [
    "created", "erschienen", "erstellt", "posted", "publi", "veröffentlicht", "опубликовано",
    "发布", "发表", "發佈", "發布", "發表",
  ]

  private static let words: [StaticString] = [
    "updated", "update:", "modified", "last edited", "aktualisiert", "letzte änderung", "geändert",
    "mis à jour", "modifié", "actualizado", "aggiornato", "atualizado", "bijgewerkt", "обновлено",
    "更新", "修改", "수정",
  ]
}
