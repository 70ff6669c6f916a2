/// A time as precise as its source: from a bare year-month to a second with its zone.
///
/// Written as RFC 3339 has it, cut where knowledge ends: `2021-10-12T11:03:50+08:00`,
/// `2021-10-12T11:03:50` (zone not known), `2021-10-12T11:03`, `2021-10-12`, `2021-10`, `2021`.
public struct PartialTime: Sendable, Hashable {
  /// The time of day, the second not always known.
  public struct Clock: Sendable, Hashable {
    public var hour: Int
    public var minute: Int
    public var second: Int?

    /// The clock, or nil where no clock shows it.
    ///
    /// A leap second counts as the one before it.
    public init?(hour: Int, minute: Int, second: Int? = nil) {
      guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second ?? 0)
      else { return nil }
      (self.hour, self.minute, self.second) = (hour, minute, second.map { min($0, 59) })
    }
  }

  public let year: Int
  public let month: Int?
  public let day: Int?
  public var clock: Clock?

  /// Minutes east of UTC; nil where the zone is not certain.
  public var zone: Int?

  /// The time, or nil where the calendar has no such day.
  public init?(
    year: Int, month: Int? = nil, day: Int? = nil, clock: Clock? = nil, zone: Int? = nil
  ) {
    guard CivilDate(year: year, month: month ?? 1, day: day ?? 1) != nil,
      month != nil || day == nil, day != nil || clock == nil
    else { return nil }
    (self.year, self.month, self.day, self.clock) = (year, month, day, clock)
    self.zone = clock == nil ? nil : zone
  }
}

extension PartialTime {
  /// The moment it begins, for sorting and filters; without a zone it is read as UTC.
  public var beginning: Timestamp {
    let date = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
    var minutes = (date?.daysSinceEpoch ?? 0) * 1440
    minutes += Int64((clock?.hour ?? 0) * 60 + (clock?.minute ?? 0) - (zone ?? 0))
    return Timestamp(milliseconds: (minutes * 60 + Int64(clock?.second ?? 0)) * 1000)
  }

  /// How much of it is known: 1 for a year, up to 6 for a second with its zone.
  public var precision: Int {
    guard month != nil else { return 1 }
    guard day != nil else { return 2 }
    guard let clock else { return 3 }
    return (clock.second == nil ? 4 : 5) + (zone == nil ? 0 : 1)
  }
}

extension PartialTime: CustomStringConvertible {
  public var description: String {
    var text = fourDigits(year)
    guard let month else { return text }
    text += "-" + twoDigits(month)
    guard let day else { return text }
    text += "-" + twoDigits(day)
    guard let clock else { return text }
    text += "T" + twoDigits(clock.hour) + ":" + twoDigits(clock.minute)
    // RFC 3339 has no time without seconds once a zone follows.
    if let second = clock.second ?? (zone == nil ? nil : 0) { text += ":" + twoDigits(second) }
    guard let zone else { return text }
    guard zone != 0 else { return text + "Z" }
    return text + (zone < 0 ? "-" : "+") + twoDigits(abs(zone) / 60) + ":"
      + twoDigits(abs(zone) % 60)
  }
}

extension PartialTime {
  /// Reads ISO 8601 in its extended form, cut anywhere; a blank may stand for the `T`, a fraction of
  /// the second is dropped, an offset may be `Z`, `+08:00`, `+0800` or `+08`.
  public init?(_ text: String) {
    var reader = DigitReader(bytes: Array(text.utf8))
    guard let year = reader.number(digits: 4) else { return nil }
    var month: Int?
    var day: Int?
    var clock: Clock?
    var zone: Int?
    if reader.skip("-") {
      guard let number = reader.number(digits: 2) else { return nil }
      month = number
      if reader.skip("-") {
        guard let number = reader.number(digits: 2) else { return nil }
        day = number
      }
    }
    if day != nil, reader.skip("T") || reader.skip("t") || reader.skip(" ") {
      guard let hour = reader.number(digits: 2), reader.skip(":"),
        let minute = reader.number(digits: 2)
      else { return nil }
      var second: Int?
      if reader.skip(":") {
        guard let number = reader.number(digits: 2) else { return nil }
        second = number
        if reader.skip(".") || reader.skip(",") { reader.skipDigits() }
      }
      guard let known = Clock(hour: hour, minute: minute, second: second) else { return nil }
      clock = known
      _ = reader.skip(" ")
      if !reader.isAtEnd {
        guard let offset = reader.offset() else { return nil }
        zone = offset
      }
    }
    guard reader.isAtEnd else { return nil }
    self.init(year: year, month: month, day: day, clock: clock, zone: zone)
  }
}

/// Reads fixed-width numbers off ASCII.
private struct DigitReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  mutating func skipDigits() {
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
  }

  mutating func number(digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + digits] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += digits
    return value
  }

  /// Minutes east of UTC.
  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign = skip("-") ? -1 : skip("+") ? 1 : 0
    guard sign != 0, let hours = number(digits: 2), hours <= 14 else { return nil }
    _ = skip(":")
    let minutes = isAtEnd ? 0 : number(digits: 2)
    guard let minutes, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

extension PartialTime: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = PartialTime(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
