import Domain
import Markup

/// Finds when the article was published and modified: structured data first, then the dateline, then the address.
///
/// Never a date after the page was fetched, and never the footer's year.
struct FindTimes: Stage {
  /// One witness of a time.
  struct Candidate {
    var time: PartialTime
    var origin: String

    /// Whether readers see it beside the headline.
    var isVisible = false

    /// Whether the page calls it the time of a change.
    var isChange = false

    /// Whether the words before it call it the time of publishing.
    var isTold = false
  }

  /// No page is older than the web.
  private static let firstYear = 1990

  func apply(to document: inout Document) {
    let all = candidates(in: document)
    let possible = all.filter {
      $0.time.beginning <= document.latestTime && $0.time.year >= FindTimes.firstYear
    }
    let published = possible.filter { !$0.isChange }
    let changes = self.stated(changes: document)
    // A month alone is believed only where no witness knows the day; a change only where nothing else is dated.
    let stated = published.first { $0.time.day != nil }
    let first =
      stated.map { seen(insteadOf: $0, among: published, changes: changes) ?? $0 }
      ?? published.first { $0.time.month != nil } ?? possible.first { $0.time.day != nil }
    let chosen = first.map { located(mostPrecise(of: $0.time, among: possible), possible) }
    for candidate in all where !candidate.isChange || candidate.time == first?.time {
      document.note(
        "published_at", candidate.time.description, from: candidate.origin,
        believed: first.map { sameDay($0.time, candidate.time) } ?? false)
    }
    document.article.publishedAt = chosen.map { zoned($0, document) }
    findModified(
      in: &document, changes + possible.filter { $0.isChange && $0.time != first?.time })
  }

  /// The day at the headline, where it is believed against what metadata says (docs/decisions/0022).
  ///
  /// A date that readers see without a word of change is the article's: where metadata has it as the change, the page was
  /// published anew; where metadata has publishing on the day of the change or behind it, its system writes when a page was
  /// last saved.
  private func seen(
    insteadOf stated: Candidate, among published: [Candidate], changes: [Candidate]
  ) -> Candidate? {
    guard !stated.isVisible,
      let seen = published.first(where: { $0.isVisible && $0.time.day != nil }),
      !published.contains(where: { $0.isVisible && isNear($0.time, stated.time) })
    else { return nil }
    let isRenewed = changes.contains { sameDay($0.time, seen.time) }
    let isSaved =
      seen.time.beginning < stated.time.beginning
      && changes.contains { $0.time.beginning <= stated.time.beginning }
    return isRenewed || isSaved ? seen : nil
  }

  /// Whether two days are one or stand side by side.
  private func isNext(_ a: PartialTime, _ b: PartialTime) -> Bool {
    abs(a.beginning.milliseconds - b.beginning.milliseconds) < 2 * 86_400_000
  }

  /// Whether two times may be one, told in two zones.
  private func isNear(_ a: PartialTime, _ b: PartialTime) -> Bool {
    sameDay(a, b)
      || (a.clock == nil || b.clock == nil)
        && abs(a.beginning.milliseconds - b.beginning.milliseconds) < 86_400_000
  }

  private func findModified(in document: inout Document, _ found: [Candidate]) {
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
    // The same moment written with its zone: 18:30Z and 05:30+11:00.
    if let told = candidates.first(where: {
      $0.time.clock != nil && ($0.time.zone ?? 0) != 0 && !$0.isChange
        && abs($0.time.beginning.milliseconds - time.beginning.milliseconds) < 60_000
    }) {
      return told.time
    }
    let isSeen = candidates.contains { $0.isVisible && !$0.isChange && sameDay($0.time, time) }
    for candidate in candidates where !candidate.isChange && (candidate.isVisible || !isSeen) {
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
    func addMetas(_ names: [String]) {
      for name in names where !document.isDamaged {
        for meta in metadata.metas where meta.name == name { add(meta.content, "meta \(name)") }
      }
    }
    if !document.isDamaged { add(document.linked.published, "JSON-LD datePublished") }
    addMetas(TimeMetas.publishedNames)
    let marked = metadata.times.filter { $0.origin.hasPrefix("itemprop") }
    for mention in marked where document.isAtHead(mention) { add(mention.text, mention.origin) }
    if !document.isDamaged {
      add(document.linked.pagePublished, "JSON-LD datePublished of the page")
    }
    let lines = datelines(in: document)
    candidates += lines.filter(\.isVisible)
    let near = nearTitle(in: document)
    let address = document.url.flatMap { AddressDate.read($0.pathname) }
    // A day in the address is when the page was made; another date near the title may be an event's, but for the day before
    // or after it, which is the same moment in another zone.
    if let address, address.day != nil,
      !near.contains(where: {
        $0.isVisible && isNext($0.time, address)
          && ($0.time.clock != nil || !isTimed(address, document))
      })
    {
      candidates.append(Candidate(time: address, origin: "the address"))
    }
    candidates += near
    addMetas(TimeMetas.vagueNames)
    for mention in marked where !document.isAtHead(mention) { add(mention.text, mention.origin) }
    let elements = elements(in: document)
    candidates += elements.atHead + opening(of: document) + elements.others
    if let address, !candidates.contains(where: { $0.origin == "the address" }) {
      candidates.append(Candidate(time: address, origin: "the address"))
    }
    return candidates + lines.filter { !$0.isVisible } + closing(of: document)
  }

  /// Whether a `time` element has the hour of a day.
  private func isTimed(_ day: PartialTime, _ document: Document) -> Bool {
    document.metadata.times.contains { mention in
      mention.origin == "time"
        && read(mention.text, document).map { $0.clock != nil && sameDay($0, day) } ?? false
    }
  }

  /// Times in `time` elements and in elements named as dates: those at the headline, and others but for those of comments.
  private func elements(in document: Document) -> (atHead: [Candidate], others: [Candidate]) {
    var (atHead, others): ([Candidate], [Candidate]) = ([], [])
    for (origin, name) in [
      ("time", "time element"), ("class date", "an element named as a date"),
    ] {
      for mention in document.metadata.times where mention.origin == origin {
        guard let time = read(mention.text, document) else { continue }
        if document.isInComments(mention.node) { continue }
        let isAtHead = document.isAtHead(mention)
        let candidate = Candidate(
          time: time, origin: isAtHead ? name : name + " away from the headline",
          isChange: ChangeWords.stand(in: mention.text))
        if isAtHead { atHead.append(candidate) } else { others.append(candidate) }
      }
    }
    return (atHead, others)
  }

  private func stated(changes document: Document) -> [Candidate] {
    var values: [(String, String)] = []
    if let text = document.linked.modified { values.append((text, "JSON-LD dateModified")) }
    for name in TimeMetas.modifiedNames {
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
}
