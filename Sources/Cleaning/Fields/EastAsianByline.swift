/// A short line that names the authors of a Japanese or Korean article and says nothing else.
///
///     文＝山田太郎          取材・文：佐藤 花子      山田太郎（記者）      【山田太郎】
///     홍길동 기자           글·사진 홍길동          글 홍길동 | 사진 김철수   /홍길동 기자 hong@example.kr
///
/// Words are roles, names, dates and addresses; a line with any other word is no byline. Family names of Japan are no
/// closed list, so that behind a label any short word is a name; where none stands, only known family names count.
struct EastAsianByline {
  /// Those who wrote, in order; photographers and editors are left out.
  private(set) var names: [String] = []

  /// Bytes of the longest line.
  private static let longest = 150

  /// Characters of a name with a role, and of half a name between blanks.
  private static let lengths = 2...7
  private static let half = 1...3

  init?(_ line: String) {
    guard line.utf8.count <= Self.longest, let (words, hasDate) = Self.words(of: line) else {
      return nil
    }
    var people: [(name: String, wrote: Bool?)] = []
    /// Whether the names to come wrote, once a role says so.
    var wrote: Bool?
    var isRun = false
    for (index, word) in words.enumerated() {
      switch word {
      case .label(let isAuthor):
        // `写真・文`: who does both wrote.
        wrote = isRun ? wrote == true || isAuthor : isAuthor
        isRun = true
        // `山田太郎／文`
        if index == words.count - 1, let last = people.indices.last, people[last].wrote == nil {
          people[last].wrote = wrote
        }
      case .title:
        if people.isEmpty || isRun {
          wrote = true
          isRun = true
        }
        // `홍길동·김영희 기자`: all names before it.
        for place in people.indices.reversed() {
          guard people[place].wrote == nil else { break }
          people[place].wrote = true
        }
      case .name(let name, let isTitled):
        people.append((name, wrote ?? (isTitled ? true : nil)))
        isRun = false
      }
    }
    // In brackets and beside a date a known name needs no role.
    let mayBeBare =
      hasDate
      || line.first.map { Self.openers.contains($0) } == true
        && line.last.map { Self.closers.contains($0) } == true
    let isBare = people.allSatisfy { $0.wrote == nil }
    guard !people.isEmpty,
      !isBare || mayBeBare && people.allSatisfy({ JapaneseSurnames.beginName($0.name) })
    else { return nil }
    for person in people
    where (person.wrote ?? isBare) && !names.contains(person.name)
      && person.name.unicodeScalars.count > 1
    {
      names.append(person.name)
    }
    if names.isEmpty { return nil }
  }

  private enum Word {
    /// What stands before names.
    case label(isAuthor: Bool)
    /// What stands before or behind one.
    case title
    case name(String, isTitled: Bool)
  }

  /// The words of a line without its dates and addresses; nil where one of them is neither a role nor a name.
  private static func words(of line: String) -> (words: [Word], hasDate: Bool)? {
    var text = line
    var hasDate = false
    if line.utf8.contains(where: { $0 &- 0x30 < 10 }) {
      var bytes = Array(line.utf8)
      for date in DateReader(order: .dayFirst).all(in: bytes, limit: 4).reversed() {
        bytes.replaceSubrange(date.range, with: [UInt8(ascii: "|")])
        hasDate = true
      }
      text = String(decoding: bytes, as: UTF8.self)
    }
    var words: [Word] = []
    var isJoinable = false
    for piece in text.split(whereSeparator: { borders.contains($0) }) {
      var isFirst = true
      for token in piece.split(whereSeparator: { $0.isWhitespace }) {
        if token.utf8.contains(UInt8(ascii: "@")) || frame.contains(String(token)) { continue }
        guard let word = word(of: String(token)) else { return nil }
        // `山田 太郎`: two halves with a blank between are one name.
        if isJoinable, !isFirst, case .name(let second, let isTitled) = word,
          case .name(let first, false)? = words.last, isHalf(first), isHalf(second)
        {
          words[words.count - 1] = .name(first + " " + second, isTitled: isTitled)
          isJoinable = false
        } else {
          words.append(word)
          isJoinable = true
        }
        isFirst = false
      }
    }
    return (words, hasDate)
  }

  private static func isHalf(_ name: String) -> Bool {
    half.contains(name.unicodeScalars.count) && name.unicodeScalars.allSatisfy(isJapanese)
  }

  private static func word(of token: String) -> Word? {
    if authorLabels.contains(token) { return .label(isAuthor: true) }
    if otherLabels.contains(token) { return .label(isAuthor: false) }
    if titles.contains(token) { return .title }
    for title in titles where token.utf8.count > title.utf8.count {
      if token.endsInBytes(of: title) {
        return titled(String(token.unicodeScalars.dropLast(title.unicodeScalars.count)))
      }
      // A Korean title stands behind the name alone.
      if token.utf8.starts(with: title.utf8), !isHangul(token) {
        return titled(String(token.unicodeScalars.dropFirst(title.unicodeScalars.count)))
      }
    }
    let isInitial = token.unicodeScalars.count == 1 && isHalf(token)
    return isName(token) || isInitial ? .name(token, isTitled: false) : nil
  }

  /// A name that its title touches: `記者会見` and `女性記者` hold none.
  private static func titled(_ name: String) -> Word? {
    isName(name) && (isHangul(name) || JapaneseSurnames.beginName(name))
      ? .name(name, isTitled: true) : nil
  }

  /// Whether a word without blanks may be a name: Korean ones begin with a known family name.
  static func isName(_ word: String) -> Bool {
    let count = word.unicodeScalars.count
    if isHangul(word) {
      return (2...4).contains(count) && word.unicodeScalars.allSatisfy(isHangul)
        && word.unicodeScalars.first.map { koreanSurnames.contains($0.value) } == true
    }
    return lengths.contains(count) && word.unicodeScalars.allSatisfy(isJapanese)
      && !offices.contains { word.endsInBytes(of: $0) } && !noNames.contains(word)
  }

  private static func isHangul(_ word: String) -> Bool {
    word.unicodeScalars.contains(where: isHangul)
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00..<0xD7A4).contains(scalar.value)
  }

  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041..<0x3097, 0x30A1..<0x30FB, 0x30FC, 0x3005, 0x3400..<0xA000: true
    default: false
    }
  }

  private static let openers: Marks = "（(【［[〔"
  private static let closers: Marks = "）)】］]〕"
  private static let borders: Marks = "＝=：:／/・·|｜、,，（）()【】［］[]〔〕〈〉●■◆▲△▽○◎—―－-"

  /// Labels of those who write.
  ///
  /// Source: this and the lists below: bylines of Japanese and Korean newspapers and magazines, collected by hand; each is in
  /// use at several houses.
  private static let authorLabels: Set<String> = [
    "インタビュー", "テキスト", "執筆", "執筆者", "文", "文責", "構成", "筆者", "聞き手", "著", "著者", "取材", "作者", "訳",
    "글", "글쓴이", "기자명", "작성", "작성자", "정리", "취재", "필자",
  ]

  /// Labels of those who do not.
  private static let otherLabels: Set<String> = [
    "イラスト", "カメラ", "デザイン", "写真", "協力", "図", "撮影", "監修", "編集", "그래픽", "그림", "디자인", "사진", "영상",
    "일러스트",
    "촬영", "편집",
  ]

  /// What a writer is called, before or behind the name; longer ones first.
  private static let titles = [
    "スポーツ記者", "デスク", "フリーライター", "ジャーナリスト", "ライター", "論説委員", "編集委員", "特派員", "通信員", "編集長", "記者",
    "객원기자", "논설위원", "선임기자", "수습기자", "인턴기자", "전문기자", "칼럼니스트", "통신원", "특파원", "기자",
  ]

  /// Words beside dates.
  private static let frame: Set<String> = [
    "公開", "公開日", "掲載", "更新", "更新日", "配信", "投稿", "投稿日", "기사입력", "등록", "수정", "승인", "입력", "작성일",
    "최종수정",
  ]

  /// Family names of Korea.
  ///
  /// Source: collected by hand after the list of family names of Korea's census of 2015, by first syllable; public facts.
  private static let koreanSurnames: ScalarSet = """
    가간갈감강개견경계고곡공곽구국권금기길김나남남낭내노뇌누단담당대도독동두라려로뢰류리마만매맹명모목묘묵문미민박반방배백범변보복봉부비빈빙사삼상서석선설섭성\
    소손송수순승시신심아안애야양어엄여연염엽영예오옥온옹왕요용우운원위유육윤은음이인임자장전점정제조종좌주준즙지진차창채천초최추탁탄탕태판팽편평포표피필하학한함해\
    허현형호홍화환황후
    """

  /// What ends the names of offices, papers and places in Japanese.
  private static let offices = [
    "さん", "ニュース", "メディア", "会", "区", "版", "駅", "県", "町", "室", "社", "村", "欄", "市", "局", "部", "課", "面",
    "新聞",
    "放送", "通信", "大学", "チーム", "プロジェクト",
  ]

  /// Words in brackets that read as names.
  private static let noNames: Set<String> = [
    "京都府", "以下略", "共同", "北海道", "原文", "大阪府", "敬称略", "東京都", "時事", "続く", "終わり", "一部抜粋", "文中敬称略",
    "関連記事", "詳細",
  ]
}
