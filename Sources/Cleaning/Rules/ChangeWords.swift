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
  static func are(in line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count <= longestLine else { return false }
    // Text without capitals beyond ASCII, as Han has none, is not written anew.
    guard line.indices.contains(where: { mayBeginCapital(line, $0) }) else {
      return stand(in: line)
    }
    let lowered = String(decoding: line, as: UTF8.self).lowercased()
    return Array(lowered.utf8).withUnsafeBufferPointer { stand(in: $0) }
  }

  /// The same of a line whose capitals are ASCII: one walk, since most bytes begin none of the words.
  private static func stand(in line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.indices.contains { place in
      openings[Int(lowered(line[place]))]
        && words.contains { word in
          place + word.utf8CodeUnitCount <= line.count
            && (0..<word.utf8CodeUnitCount).allSatisfy {
              lowered(line[place + $0]) == word.utf8Start[$0]
            }
        }
    }
  }

  @inline(__always)
  private static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether a character begins here that may be a capital: neither ASCII, nor one of U+0080 to U+00BF, general punctuation,
  /// or from U+3000 on in the basic plane.
  @inline(__always)
  private static func mayBeginCapital(_ line: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    let byte = line[place]
    guard byte > 0xC2, byte < 0xE3 || byte > 0xEE else { return false }
    return byte != 0xE2 || place + 1 == line.count || line[place + 1] != 0x80
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
