extension ShiftSearch {
  /// Adds a node: to those to go on from, or, where it is in step with the page, to those that are done.
  mutating func extend(_ node: Node) {
    if node.pending != 0 { return follow(node) }
    var node = node
    // The reading of a character whose second byte was ASCII stands behind it, in step with the page.
    if let found = page.annotation(at: Int(node.next), readings),
      readings.has(UInt32(node.last), found.syllable)
    {
      node.next = Int32(found.range.upperBound)
    }
    done.append(Int32(nodes.count))
    nodes.append(node)
  }

  /// Goes on from a node by one character of the page.
  mutating func step(_ index: Int32) {
    let from = nodes[Int(index)]
    let place = Int(from.next)
    guard place < page.count else { return end(from, index, skipping: 0) }
    let scalar = page.scalars[place]
    if let found = page.annotation(at: place, readings),
      readings.has(page.scalars[place - 1], found.syllable)
    {
      var node = child(of: from, index)
      node.next = Int32(found.range.upperBound)
      return extend(node)
    }
    if scalar == 0x3F { return passLost(from, index) }
    if scalar < 0x80 { return passASCII(from, index, UInt8(scalar)) }
    let code = gbk.code(scalar)
    guard code != 0 else {
      let user = GBKTable.userCode(scalar)
      if user != 0 { _ = advance(from, index, UInt8(user >> 8), UInt8(user & 0xFF)) }
      return
    }
    let score = advance(from, index, UInt8(code >> 8), UInt8(code & 0xFF))
    if score.map({ $0 < from.score - 5 }) ?? true { fillVanished(from, index, at: place, cost: 6) }
  }

  private mutating func passASCII(_ from: Node, _ index: Int32, _ byte: UInt8) {
    var isRead = false
    let full = gbk.scalar(from.pending, byte)
    if full != 0 {
      var node = child(of: from, index)
      node.next += 1
      node.pending = 0
      read(full, &node)
      extend(node)
      isRead = node.score >= from.score - 4
    }
    // Full-width marks may have been made half-width after the damage.
    if GBKTable.isHalfMark(UInt32(byte)), advance(from, index, 0xA3, byte | 0x80) != nil {
      isRead = true
    }
    if !isRead { fillVanished(from, index, at: Int(from.next), cost: 6) }
    if byte == 0x0A || byte == 0x0D { end(from, index, skipping: 0) }
  }

  /// Reads the pending byte with the first of two, and has the second pending.
  ///
  /// Returns the score, or nil where it cannot be.
  private mutating func advance(
    _ from: Node, _ index: Int32, _ first: UInt8, _ second: UInt8
  ) -> Int32? {
    let scalar = gbk.scalar(from.pending, first)
    // A character annotated at every occurrence cannot stand without its reading.
    guard scalar != 0, !model.isAlwaysAnnotated(scalar) else { return nil }
    var node = child(of: from, index)
    node.next += 1
    node.pending = second
    read(scalar, &node)
    if second < 0x80 {
      // The page read an ASCII character of the author's as the end of a pair.
      node.pending = 0
      read(UInt32(second), &node)
    }
    extend(node)
    return node.score
  }

  /// A question mark in shifted text: it hides one byte, and often the ASCII character after it.
  private mutating func passLost(_ from: Node, _ index: Int32) {
    guard let bare = page.bareReading(at: Int(from.next) + 1, readings) else {
      end(from, index, skipping: 1)
      fillVanished(from, index, at: Int(from.next) + 1, cost: 0)
      return
    }
    let hidden = hiddenBytes(after: from.pending, bare.syllable)
    for byte in hidden {
      var node = child(of: from, index)
      node.next = Int32(bare.range.upperBound)
      node.pending = 0
      read(gbk.scalar(from.pending, byte), &node)
      extend(node)
    }
    if hidden.isEmpty { fillVanished(from, index, before: bare) }
  }

  /// Puts back two bytes of GBK's user area, of which the page shows nothing or a question mark: the end of one character and
  /// the beginning of the next.
  private mutating func fillVanished(_ from: Node, _ index: Int32, at place: Int, cost: Int32) {
    guard place < page.count, let trail = firstByte(of: page.scalars[place]) else { return }
    isPruned = true
    let best = vanished(after: from, before: trail)
    for (item, _) in best.entries {
      var node = child(of: from, index)
      node.next = Int32(place)
      node.pending = item.first
      node.score -= cost
      node.first = item.scalar
      score(item.scalar, worth: item.worth, &node)
      extend(node)
    }
  }

  /// The likeliest ends of the pending character, each with the first byte of the character that ends with `trail`.
  private mutating func vanished(after from: Node, before trail: UInt8) -> BestFew<VanishedPair> {
    let key = UInt64(from.last) << 16 | UInt64(from.pending) << 8 | UInt64(trail)
    if let known = vanishedPairs[key] { return known }
    var best = BestFew<VanishedPair>(Self.mostVanished)
    for (scalar, seconds) in vanishedEnds(of: from.pending, before: trail) {
      let own = worth(of: scalar, after: from.last)
      for (first, worth) in seconds.entries {
        // Sorted, so that what follows is worth no more.
        guard own + worth > best.threshold else { break }
        best.offer((scalar, first, own), own + worth)
      }
    }
    vanishedPairs[key] = best
    return best
  }

  /// The characters that a pending byte may begin whose ends vanished, each with the likeliest first bytes of what ends with
  /// `trail`: whatever stands before them, no others can be among the best.
  private mutating func vanishedEnds(
    of pending: UInt8, before trail: UInt8
  ) -> [(UInt16, BestFew<UInt8>)] {
    let key = UInt64(pending) << 8 | UInt64(trail)
    if let known = vanishedSeconds[key] { return known }
    let seconds = commonCharacters(ending: trail)
    let ends = Self.userLeads.compactMap { middle -> (UInt16, BestFew<UInt8>)? in
      let scalar = gbk.scalar(pending, middle)
      guard scalar != 0, !characters.isSimplified(scalar),
        scalar == 0xFF0C || isCommon(scalar)
      else { return nil }
      let own = UInt16(scalar)
      let line = line(of: own)
      var best = BestFew<UInt8>(Self.mostVanished)
      for (first, second) in seconds where mostWorth(of: second) > best.threshold {
        best.offer(first, worth(of: second, after: own, line: line))
      }
      return (own, best)
    }
    vanishedSeconds[key] = ends
    return ends
  }

  /// Pairs that vanished which are tried at one place.
  private static let mostVanished = width / 2

  /// The same before a reading whose character began in the pair that vanished.
  private mutating func fillVanished(_ from: Node, _ index: Int32, before bare: Annotation) {
    isPruned = true
    for middle in Self.userLeads {
      let scalar = gbk.scalar(from.pending, middle)
      guard scalar != 0, isCommon(scalar) else { continue }
      readings.forEachCharacter(read: bare.syllable) { last in
        guard model.isAlwaysAnnotated(UInt32(last)) else { return }
        var node = child(of: from, index)
        node.next = Int32(bare.range.upperBound)
        node.pending = 0
        read(scalar, &node)
        node.second = last
        score(last, &node)
        extend(node)
      }
    }
  }

  /// The last character of a span, its second byte lost.
  private mutating func end(_ from: Node, _ index: Int32, skipping: Int) {
    isPruned = true
    let start = Int(from.next) + skipping
    let tag = eatenTag(start)
    let best = endings(of: from)
    for (item, worth) in best.entries {
      var node = child(of: from, index)
      node.next = Int32(start)
      node.pending = 0
      node.first = item
      node.last = item
      node.score += worth
      if tag > start {
        node.score += 8
        if isMarkup { node.second = 0x3C } else { node.next = Int32(tag) }
      }
      extend(node)
    }
  }

  /// The likeliest characters that begin with the pending byte.
  private mutating func endings(of from: Node) -> BestFew<UInt16> {
    let key = UInt64(from.last) << 16 | UInt64(from.pending) << 8 | (from.isQuoted ? 1 : 0)
    if let known = lastCharacters[key] { return known }
    var best = BestFew<UInt16>(8)
    let line = line(of: from.last)
    for (scalar, most) in charactersBeginning(with: from.pending) where most > best.threshold {
      var worth = worth(of: scalar, after: from.last, line: line)
      if from.pending == 0xA1 { worth += closingWorth(of: UInt32(scalar), from) }
      best.offer(scalar, worth)
    }
    lastCharacters[key] = best
    return best
  }

  /// Characters with a first byte, each with what it is worth at most; looked for once a page.
  private mutating func charactersBeginning(with lead: UInt8) -> [(UInt16, Int32)] {
    if let known = byLead[Int(lead)] { return known }
    let found = (UInt8(0x40)...0xFE).compactMap { trail -> (UInt16, Int32)? in
      let scalar = gbk.scalar(lead, trail)
      guard scalar != 0, !characters.isSimplified(scalar) else { return nil }
      return (UInt16(scalar), mostWorth(of: UInt16(scalar)))
    }
    byLead[Int(lead)] = found
    return found
  }

  /// Bytes that may follow `lead` in a converted character with the reading, each once.
  func hiddenBytes(after lead: UInt8, _ syllable: UInt16) -> [UInt8] {
    var bytes: [UInt8] = []
    readings.forEachCharacter(read: syllable) { scalar in
      let code = gbk.code(UInt32(scalar))
      guard code >> 8 == UInt16(lead), characters.isTraditional(UInt32(scalar)) else { return }
      let byte = UInt8(code & 0xFF)
      // One character may have several readings that differ in tone alone.
      if !bytes.contains(byte) { bytes.append(byte) }
    }
    return bytes
  }

  private func child(of from: Node, _ index: Int32) -> Node {
    var node = from
    (node.parent, node.first, node.second) = (index, 0, 0)
    return node
  }

  private func firstByte(of scalar: UInt32) -> UInt8? {
    if scalar == 0x3F { return nil }
    if scalar < 0x80 { return UInt8(scalar) }
    let code = gbk.code(scalar)
    return code == 0 ? nil : UInt8(code >> 8)
  }

  /// Lead bytes of GBK's user areas, AAA1…AFFE and F8A1…FEFE.
  private static let userLeads: [UInt8] = [
    0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE,
  ]

  /// Common characters with a second byte, each with its first; looked for once a page.
  private mutating func commonCharacters(ending trail: UInt8) -> [(UInt8, UInt16)] {
    if let known = commonByTrail[Int(trail)] { return known }
    let found = (UInt8(0x81)...0xFE).compactMap { first -> (UInt8, UInt16)? in
      let scalar = gbk.scalar(first, trail)
      return scalar != 0 && isCommon(scalar) && !characters.isSimplified(scalar)
        ? (first, UInt16(scalar)) : nil
    }
    commonByTrail[Int(trail)] = found
    return found
  }

  private func isCommon(_ scalar: UInt32) -> Bool {
    characters.level(UInt16(truncatingIfNeeded: scalar)) > 4
  }
}
