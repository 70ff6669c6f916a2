import Domain
import Markup

/// Finds when the article was published and modified: structured data first, then the dateline, then the address.
///
/// Never a date after the page was fetched, and never the footer's year.
struct FindTimes: Stage {
  /// One witness of a time.
  private struct Candidate {
    var time: PartialTime
    var origin: String

    /// Whether readers see it beside the headline.
    var isVisible = false

    /// Whether the page calls it the time of a change.
    var isChange = false
  }

  /// No page is older than the web.
  private static let firstYear = 1990

  func apply(to document: inout Document) {
    let all = candidates(in: document)
    let possible = all.filter {
      $0.time.beginning <= document.latestTime && $0.time.year >= FindTimes.firstYear
    }
    let published = possible.filter { !$0.isChange }
    // A month alone is believed only where no witness knows the day; a change only where nothing else is dated.
    let first =
      published.first { $0.time.day != nil } ?? published.first { $0.time.month != nil }
      ?? possible.first { $0.time.day != nil }
    let chosen = first.map { located(mostPrecise(of: $0.time, among: possible), possible) }
    for candidate in all where !candidate.isChange || candidate.time == first?.time {
      document.note(
        "published_at", candidate.time.description, from: candidate.origin,
        believed: first.map { sameDay($0.time, candidate.time) } ?? false)
    }
    document.article.publishedAt = chosen.map { zoned($0, document) }
    findModified(in: &document, possible.filter { $0.isChange && $0.time != first?.time })
  }

  private func findModified(in document: inout Document, _ changes: [Candidate]) {
    var found = stated(changes: document)
    found += changes
    for candidate in found {
      guard candidate.time.beginning <= document.latestTime else { continue }
      let isFirst = document.article.modifiedAt == nil
      document.note(
        "modified_at", candidate.time.description, from: candidate.origin, believed: isFirst)
      if isFirst { document.article.modifiedAt = zoned(candidate.time, document) }
    }
  }

  private func sameDay(_ a: PartialTime, _ b: PartialTime) -> Bool {
    a.year == b.year && a.month == b.month && a.day == b.day
  }

  /// A more precise witness of the same day is believed for its clock.
  private func mostPrecise(of time: PartialTime, among candidates: [Candidate]) -> PartialTime {
    candidates.map(\.time).filter { sameDay($0, time) }
      .max { $0.precision < $1.precision } ?? time
  }

  /// The time in the page's own zone, where the page gives it away.
  ///
  /// Metadata often speaks UTC and the dateline the local clock: 2023-12-24T01:06:51Z beside "Dec 23, 2023 5:06 pm" is
  /// 17:06:51-08:00. A dateline of another day without a clock is believed for the day: its zone stays unknown.
  private func located(_ time: PartialTime, _ candidates: [Candidate]) -> PartialTime {
    guard time.zone == 0, let clock = time.clock else { return time }
    for candidate in candidates where !candidate.isChange {
      guard let local = candidate.time.clock, candidate.time.zone == nil else { continue }
      let east =
        candidate.time.beginning.milliseconds / 60_000 - time.beginning.milliseconds / 60_000
      guard east != 0, abs(east) <= FindTimes.widestZone, east % 15 == 0,
        var shifted = PartialTime(
          year: candidate.time.year, month: candidate.time.month, day: candidate.time.day,
          clock: local, zone: Int(east))
      else { continue }
      shifted.clock = PartialTime.Clock(
        hour: local.hour, minute: local.minute, second: clock.second ?? local.second)
      return shifted
    }
    let seen = candidates.first { $0.isVisible && !$0.isChange }
    if let seen, seen.time.day != nil, seen.time.clock == nil, isNightAway(time, seen.time) {
      return seen.time
    }
    return time
  }

  /// Whether a moment in UTC falls on the day before or behind it in some zone where people live: the first hours of a day
  /// are yesterday's evening in America, the last ones tomorrow in Asia and Australia.
  private func isNightAway(_ time: PartialTime, _ day: PartialTime) -> Bool {
    guard let clock = time.clock else { return false }
    let start = PartialTime(year: time.year, month: time.month, day: time.day)
    guard let start else { return false }
    let days = (day.beginning.milliseconds - start.beginning.milliseconds) / 86_400_000
    return days == -1 && clock.hour < 10 || days == 1 && clock.hour >= 14
  }

  /// Minutes of the zone furthest from UTC: Kiritimati, +14:00.
  private static let widestZone: Int64 = 840

  private func candidates(in document: Document) -> [Candidate] {
    var candidates: [Candidate] = []
    func add(_ value: String?, _ origin: String) {
      guard let value, let time = read(value, document) else { return }
      candidates.append(Candidate(time: time, origin: origin))
    }
    let metadata = document.metadata
    if !document.isDamaged {
      add(document.linked.published, "JSON-LD datePublished")
      for name in FindTimes.publishedNames {
        for meta in metadata.metas where meta.name == name { add(meta.content, "meta \(name)") }
      }
    }
    for mention in document.headFirst(metadata.times.filter { $0.origin.hasPrefix("itemprop") }) {
      add(mention.text, mention.origin)
    }
    if !document.isDamaged {
      add(document.linked.pagePublished, "JSON-LD datePublished of the page")
    }
    let lines = datelines(in: document)
    candidates += lines.filter(\.isVisible)
    candidates += nearTitle(in: document)
    for origin in ["time", "class date"] {
      for mention in document.headFirst(metadata.times.filter { $0.origin == origin }) {
        guard let time = read(mention.text, document) else { continue }
        candidates.append(
          Candidate(
            time: time,
            origin: origin == "time" ? "time element" : "an element named as a date",
            isChange: ChangeWords.stand(in: mention.text)))
      }
    }
    if let path = document.url?.pathname, let time = AddressDate.read(path) {
      candidates.append(Candidate(time: time, origin: "the address"))
    }
    return candidates + lines.filter { !$0.isVisible }
  }

  /// Dates in lines that the grammar reads as datelines, those beside the article first.
  private func datelines(in document: Document) -> [Candidate] {
    let head = document.headBlock
    let lines = document.verdicts.indices.filter {
      document.verdicts[$0]?.role == .dateline && document.blocks[$0].measure.units <= 300
    }
    let region = document.headRegion
    let found = lines.sorted { abs($0 - head) < abs($1 - head) }.prefix(3).flatMap { index in
      let dates = document.verdicts[index]?.labels?.dates ?? []
      return dates.prefix(2).compactMap { match -> Candidate? in
        Candidate(
          time: match.time, origin: "a dateline", isVisible: region.contains(index),
          isChange: isChange(match, of: index, document))
      }
    }
    // Chinese sites call the one time that they give 更新时间.
    guard found.count == 1, found[0].isVisible, document.isHanPage else { return found }
    return found.map { Candidate(time: $0.time, origin: $0.origin, isVisible: true) }
  }

  /// Dates in short blocks within reach of the headline.
  private func nearTitle(in document: Document) -> [Candidate] {
    let reader = DateReader(order: document.dayOrder)
    let head = document.headBlock
    guard !document.blocks.isEmpty else { return [] }
    var found: [Candidate] = []
    for index in max(0, head - 4)..<min(document.blocks.count, head + 10)
    where document.blocks[index].measure.units <= 160 {
      for match in document.withText(of: index, { reader.all(in: $0, limit: 2) })
      where match.time.day != nil {
        found.append(
          Candidate(
            time: match.time, origin: "text near the title",
            isVisible: document.headRegion.contains(index),
            isChange: isChange(match, of: index, document)))
      }
    }
    return found
  }

  /// Whether the words before a date call it the time of a change.
  private func isChange(_ match: DateReader.Match, of block: Int, _ document: Document) -> Bool {
    document.withText(of: block) { text in
      guard match.range.lowerBound <= text.count else { return false }
      let start = max(0, match.range.lowerBound - ChangeWords.reach)
      let before = String(decoding: text[start..<match.range.lowerBound], as: UTF8.self)
      return ChangeWords.stand(in: before)
    }
  }

  private func stated(changes document: Document) -> [Candidate] {
    var values: [(String, String)] = []
    if let text = document.linked.modified { values.append((text, "JSON-LD dateModified")) }
    for name in FindTimes.modifiedNames {
      for meta in document.metadata.metas where meta.name == name {
        values.append((meta.content, "meta \(name)"))
      }
    }
    for mention in document.metadata.modifiedTimes { values.append((mention.text, mention.origin)) }
    return values.compactMap { value, origin in
      read(value, document).map { Candidate(time: $0, origin: origin) }
    }
  }

  private func read(_ text: String, _ document: Document) -> PartialTime? {
    let trimmed = text.trimmingBlanks()
    if let time = PartialTime(trimmed), time.month != nil { return time }
    let bytes = Array(trimmed.utf8)
    if let match = DateReader(order: document.dayOrder).first(in: bytes) { return match.time }
    // Seconds or milliseconds since 1970.
    if bytes.count == 10 || bytes.count == 13, bytes.allSatisfy({ $0 &- 0x30 < 10 }),
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

  /// Metas for the time of publishing, the most believed first.
  ///
  /// Source: names in common use: OpenGraph, Dublin Core, Highwire Press, Parse.ly, Sailthru, Cxense, rNews, and what
  /// Chinese portals and government sites write.
  private static let publishedNames = [
    "article:published_time", "og:article:published_time", "bytedance:published_time",
    "datepublished", "article.published", "article:published", "published_at", "publishdate",
    "pubdate", "publish_date", "publish-date", "publishtime", "publish_time", "published_time",
    "parsely-pub-date", "sailthru.date", "apub:time", "weibo: article:create_at",
    "article:create_at", "_pubtime", "pubtime", "og:time", "og:pubdate", "og:published_time",
    "og:release_date", "date", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.created",
    "dcterms.date", "dcterms.issued", "article_date_original", "original-publish-date",
    "cxenseparse:recs:publishtime", "bt:pubdate", "pdate", "displaydate", "created",
    "creation_date",
    "rnews:datepublished", "ptime", "publication_date", "citation_publication_date",
    "citation_online_date", "citation_date", "release_date", "mediator_published_time",
    "firstpublishedtime", "contentdate", "datecreated", "vr:published_time",
  ]

  private static let modifiedNames = [
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified", "article:modified", "updated_time", "dc.date.modified", "og:modified_time",
    "dateupdate", "bytedance:updated_time", "bytedance:lrdate_time", "revised",
  ]
}

/// Words that call a date the time of a change.
enum ChangeWords {
  /// Bytes before a date within which such a word speaks of it.
  static let reach = 40

  /// Whether one of the words stands in `text`, close to its end.
  static func stand(in text: String) -> Bool {
    let lowered = text.lowercased()
    guard let last = words.compactMap({ lowered.range(of: $0) }).map(\.lowerBound).max() else {
      return false
    }
    // "Updated … Published …": the nearer word counts.
    let publishing = ["publi", "posted", "发布", "發布", "erstellt", "created"]
      .compactMap { lowered.range(of: $0) }.map(\.lowerBound).max()
    return publishing.map { $0 < last } ?? true
  }

  private static let words = [
    "updated", "update:", "modified", "last edited", "aktualisiert", "letzte änderung", "geändert",
    "mis à jour", "modifié", "actualizado", "aggiornato", "atualizado", "bijgewerkt", "обновлено",
    "更新", "修改", "수정",
  ]
}

extension String {
  /// The first place of `part`, without Foundation.
  fileprivate func range(of part: String) -> Range<Int>? {
    let whole = Array(utf8)
    let wanted = Array(part.utf8)
    guard wanted.count <= whole.count else { return nil }
    for start in 0...(whole.count - wanted.count)
    where whole[start..<start + wanted.count].elementsEqual(wanted) {
      return start..<start + wanted.count
    }
    return nil
  }
}
