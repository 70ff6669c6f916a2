import Domain

/// Finds when the article was published and modified: structured data first, then the dateline, then the address.
///
/// Never a date after the page was fetched, and never the footer's year.
struct FindTimes: Stage {
  func apply(to document: inout Document) {
    let published = candidates(in: document)
    let limit = document.latestTime
    var chosen: PartialTime?
    for candidate in published {
      let isPossible = candidate.time.beginning <= limit && candidate.time.year >= 1990
      if chosen == nil, isPossible {
        // A more precise witness of the same day is believed for its clock.
        chosen =
          published.filter { sameDay($0.time, candidate.time) && $0.time.beginning <= limit }
          .map(\.time).max { $0.precision < $1.precision } ?? candidate.time
      }
      document.note(
        "published_at", candidate.time.description, from: candidate.origin,
        believed: chosen.map { sameDay($0, candidate.time) } ?? false)
    }
    document.article.publishedAt = chosen.map { zoned($0, document) }
    for (value, origin) in modified(in: document) {
      guard let time = read(value, document), time.beginning <= limit else { continue }
      let isFirst = document.article.modifiedAt == nil
      document.note("modified_at", time.description, from: origin, believed: isFirst)
      if isFirst { document.article.modifiedAt = zoned(time, document) }
    }
  }

  private struct Candidate {
    var time: PartialTime
    var origin: String
  }

  private func sameDay(_ a: PartialTime, _ b: PartialTime) -> Bool {
    a.year == b.year && a.month == b.month && a.day == b.day
  }

  private func candidates(in document: Document) -> [Candidate] {
    var candidates: [Candidate] = []
    func add(_ value: String?, _ origin: String) {
      guard let value, let time = read(value, document) else { return }
      candidates.append(Candidate(time: time, origin: origin))
    }
    let metadata = document.metadata
    let isDamaged = document.isDamaged
    if !isDamaged {
      add(document.linked.published, "JSON-LD datePublished")
      for meta in metadata.all(
        "article:published_time", "og:article:published_time", "datepublished", "article.published",
        "published_at",
        "publishdate", "pubdate", "publish_date", "publish-date", "parsely-pub-date",
        "sailthru.date", "apub:time",
        "weibo: article:create_at", "_pubtime", "pubtime", "date", "dc.date", "dc.date.issued",
        "dcterms.created",
        "dcterms.date", "dcterms.issued", "article_date_original", "original-publish-date",
        "cxenseparse:recs:publishtime",
        "bt:pubdate", "pdate", "displaydate", "og:pubdate", "og:published_time", "created",
        "creation_date",
        "rnews:datepublished", "ptime", "publication_date", "citation_publication_date",
        "citation_date", "article:create_at",
        "og:release_date", "release_date", "dc.date.created", "mediator_published_time")
      {
        add(meta.content, "meta \(meta.name)")
      }
    }
    for mention in metadata.times where mention.origin.hasPrefix("itemprop") {
      add(mention.text, mention.origin)
    }
    for line in datelines(in: document) {
      candidates.append(contentsOf: line)
    }
    for mention in metadata.times where mention.origin == "time" {
      add(mention.text, "time element")
    }
    for mention in metadata.times where mention.origin == "class date" {
      add(mention.text, "an element named as a date")
    }
    if let path = document.url?.pathname, let time = AddressDate.read(path) {
      candidates.append(Candidate(time: time, origin: "the address"))
    }
    candidates.append(contentsOf: nearTitle(in: document))
    return candidates
  }

  /// Dates in lines that the grammar reads as datelines, those beside the article first.
  private func datelines(in document: Document) -> [[Candidate]] {
    let title = document.blocks.firstIndex { $0.role == .title } ?? 0
    let lines = document.verdicts.indices.filter {
      document.verdicts[$0]?.role == .dateline && document.blocks[$0].measure.units <= 300
    }
    return lines.sorted { abs($0 - title) < abs($1 - title) }.prefix(3).map { index in
      (document.verdicts[index]?.labels?.dates ?? []).prefix(1).map {
        Candidate(time: $0.time, origin: "a dateline")
      }
    }
  }

  /// Dates in short blocks within reach of the headline.
  private func nearTitle(in document: Document) -> [Candidate] {
    guard let first = document.blocks.firstIndex(where: { $0.role == .title || $0.isKept }) else {
      return []
    }
    let reader = DateReader(order: document.dayOrder)
    var found: [Candidate] = []
    for index in max(0, first - 4)..<min(document.blocks.count, first + 8)
    where document.blocks[index].measure.units <= 160 {
      if let match = document.withText(of: index, { reader.first(in: $0) }), match.time.day != nil {
        found.append(Candidate(time: match.time, origin: "text near the title"))
      }
    }
    return found
  }

  private func modified(in document: Document) -> [(String, String)] {
    var values: [(String, String)] = []
    if let text = document.linked.modified { values.append((text, "JSON-LD dateModified")) }
    for meta in document.metadata.all(
      "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
      "dcterms.modified",
      "article:modified", "updated_time", "dc.date.modified")
    {
      values.append((meta.content, "meta \(meta.name)"))
    }
    for mention in document.metadata.modifiedTimes { values.append((mention.text, mention.origin)) }
    return values
  }

  private func read(_ text: String, _ document: Document) -> PartialTime? {
    let trimmed = text.trimmingBlanks()
    if let time = PartialTime(trimmed), time.month != nil { return time }
    let bytes = Array(trimmed.utf8)
    if let match = DateReader(order: document.dayOrder).first(in: bytes) { return match.time }
    // Seconds or milliseconds since 1970.
    if (10...13).contains(bytes.count), bytes.allSatisfy({ $0 &- 0x30 < 10 }),
      let number = Int64(trimmed)
    {
      let milliseconds = bytes.count == 13 ? number : number * 1000
      return PartialTime(Timestamp(milliseconds: milliseconds - milliseconds % 1000).rfc3339)
    }
    return nil
  }

  /// Adds the zone where the language leaves no doubt: China, Japan and Korea keep one time each.
  private func zoned(_ time: PartialTime, _ document: Document) -> PartialTime {
    guard time.clock != nil, time.zone == nil, let language = document.article.language,
      let minutes = FindTimes.zones[language]
    else { return time }
    var time = time
    time.zone = minutes
    return time
  }

  private static let zones = ["ja": 540, "ko": 540, "zh": 480]
}

/// A date in the path of an address: `/2021/10/12/`, `/2021-10/12/`, `/20211012/`, `t20211012_`.
enum AddressDate {
  static func read(_ path: String) -> PartialTime? {
    let bytes = Array(path.utf8)
    var i = 0
    while i < bytes.count {
      guard bytes[i] &- 0x30 < 10, i == 0 || bytes[i - 1] &- 0x30 >= 10 else {
        i += 1
        continue
      }
      var end = i
      while end < bytes.count, bytes[end] &- 0x30 < 10 { end += 1 }
      if end - i == 8, let time = compact(bytes[i..<end]) { return time }
      if end - i == 4 || end - i == 6, let time = parted(bytes, i, end) { return time }
      i = end
    }
    return nil
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }

  private static func compact(_ digits: ArraySlice<UInt8>) -> PartialTime? {
    let value = number(digits)
    guard (1995...2100).contains(value / 10000) else { return nil }
    return PartialTime(year: value / 10000, month: value / 100 % 100, day: value % 100)
  }

  private static func parted(_ bytes: [UInt8], _ start: Int, _ end: Int) -> PartialTime? {
    let first = number(bytes[start..<end])
    let year = end - start == 6 ? first / 100 : first
    guard (1995...2100).contains(year) else { return nil }
    var parts: [Int] = end - start == 6 ? [first % 100] : []
    var i = end
    while parts.count < 2, i < bytes.count, [0x2f, 0x2d, 0x5f].contains(bytes[i]) {
      var next = i + 1
      while next < bytes.count, bytes[next] &- 0x30 < 10, next - i <= 2 { next += 1 }
      guard next > i + 1 else { break }
      parts.append(number(bytes[(i + 1)..<next]))
      i = next
    }
    guard parts.count == 2, i == bytes.count || bytes[i] &- 0x30 >= 10 else { return nil }
    return PartialTime(year: year, month: parts[0], day: parts[1])
  }
}
