import Domain
import Markup

extension Document {
  /// Fewer kept units are no article.
  ///
  /// The shortest genuine articles, Chinese flashes, have some 100 characters: 200 units.
  private static let leastUnits = 40

  /// Fewer are none even where they are a sentence, as of a question in a forum, that the model believes in.
  private static let leastSentence = 24
  private static let leastBelief = 0.5

  /// Why the page holds no article, or nil where it does.
  var refusal: String? {
    let kept = blocks.filter(\.isKept)
    if blocks.isEmpty { return "The page holds no text." }
    if kept.isEmpty {
      return "No block of the page reads as an article: menus, forms, lists of links or spam alone."
    }
    let units = kept.reduce(0) { $0 + $1.measure.units }
    guard units < Document.leastUnits else { return nil }
    let isSentence = kept.contains { $0.measure.enders > 0 }
    if isMarkup, units >= Document.leastSentence, isSentence, confidence >= Document.leastBelief {
      return nil
    }
    return "What reads as an article has \(units) letter\(units == 1 ? "" : "s"), too few for one."
  }

  /// How sure the cleaner is: the mean score of what was kept, weighted by length.
  var confidence: Double {
    var sum = 0.0
    var units = 0.0
    for block in blocks where block.isKept {
      let weight = Double(block.measure.units + 1)
      sum += weight * (isMarkup ? Double(block.score) : 0.9)
      units += weight
    }
    return units == 0 ? 0 : (sum / units * 1000).rounded() / 1000
  }

  /// Every block in words.
  var explained: [Block] {
    // A conversion of script has its place in the page already, and moves nothing behind it.
    let places = SourcePlaces(edits.filter { $0.layer != .scriptConversion })
    return blocks.indices.map { index in
      let block = blocks[index]
      let reason: String
      switch block.reason {
      case .model: reason = "model score \((Double(block.score) * 1000).rounded() / 1000)"
      case .rule(let rule): reason = "\(rule)"
      case .hidden(let hiding): reason = described(hiding)
      }
      return Block(
        text: string(of: index), isKept: block.isKept, role: block.role, reason: reason,
        layer: block.layer,
        offset: places.original(of: block.offset), path: path(of: block.container))
    }
  }

  /// What hides a block: `hidden by ".menu" (display)`.
  private func described(_ hiding: Visibility.Hiding) -> String {
    guard let rule = hiding.rule else { return "hidden by its markup (\(hiding.cause))" }
    let selectors = tree.string(rule).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "hidden by \"\(selectors.prefix(80))\" (\(hiding.cause))"
  }

  /// The names of the last few elements above a block: `div.main > p`.
  private func path(of container: NodeID) -> String {
    guard isMarkup else { return "" }
    var parts: [String] = []
    var node: NodeID? = container
    while let element = node, parts.count < 4, tree.kind(element) == .element {
      var name = tree.name(tree.tag(element))
      if let id = tree.attributeString(element, .id), !id.isEmpty {
        name += "#" + id.prefix(30)
      } else if let names = tree.attributeString(element, .class)?.split(separator: " ").first {
        name += "." + names.prefix(30)
      }
      parts.append(name)
      node = tree.parent(element)
    }
    return parts.reversed().joined(separator: " > ")
  }
}
