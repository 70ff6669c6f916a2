import Domain
import Markup
import Restoration
import WebURL

/// Shows a page as the block model sees it: for training the model and for looking at it.
public struct BlockInspector {
  private let words: WordWeights
  private let judge: JudgeLines

  /// Names of the numbers of a row of features.
  public static var featureNames: [String] { BlockFeatures.names }

  /// Names of those that the first ensemble sees.
  public static var firstFeatureNames: [String] { BlockFeatures.firstNames }

  /// - Parameter words: word weights in place of the built-in ones, encoded as `WordWeights` reads them.
  public init(words: [UInt8]? = nil) {
    self.words = words.map(WordWeights.init) ?? BlockModel.standard.words
    judge = JudgeLines(restorer: ScriptRestorer(tables: RepairTables()))
  }

  /// A page's blocks.
  public struct Inspected {
    public var texts: [String] = []

    /// Row after row, as many numbers each as there are names.
    public var features: [Float] = []

    /// Hashes of each block's words, in order.
    public var textWords: [[UInt32]] = []

    /// For each block the element of its first text, among the elements.
    public var innermost: [Int32] = []

    /// For each block its length, its container among the containers, and its groups by scale of likeness.
    public var units: [Float] = []
    public var places: [Int32] = []
    public var groups: [[Int32]] = []

    /// For each container the next around it that holds more blocks, and the one around it, or -1.
    public var larger: [Int32] = []
    public var containerParents: [Int32] = []

    /// For each container its group of records or -1, and the innermost and outermost record around it or -1.
    public var recordGroups: [Int32] = []
    public var innerRecords: [Int32] = []
    public var outerRecords: [Int32] = []

    /// The built-in first ensemble's ratings.
    public var ratings: [Float] = []

    /// Elements around blocks, parents before children: each one's parent or -1, and its names' hashes.
    public var parents: [Int32] = []
    public var elementWords: [[UInt32]] = []
  }

  /// - Parameter source: a page in UTF-8.
  public func inspect(_ source: [UInt8]) -> Inspected {
    var document = Document(tree: PageTree.parse(source), isMarkup: true, url: nil)
    ReadPage(words: words).apply(to: &document)
    judge.apply(to: &document)
    var inspected = Inspected()
    var features = document.features(words: words)
    let model = BlockModel.standard
    inspected.ratings = model.rate(&features, document.segmentation).first
    features.wantAll()
    inspected.features = features.withRows(of: document.blocks.indices) { Array($0) }
    inspected.units = document.blocks.map { Float($0.measure.units) }
    inspected.places = document.blocks.map(\.place)
    inspected.groups = features.structure?.groups ?? []
    inspected.larger = features.larger
    inspected.recordGroups = features.records?.group ?? []
    inspected.innerRecords = features.records?.inner ?? []
    inspected.outerRecords = features.records?.outer ?? []
    inspected.containerParents = document.containers.map(\.parent)
    var known: [Int: Int32] = [:]
    var firstTexts = [NodeID?](repeating: nil, count: document.blocks.count)
    var next = document.tree.firstChild(document.root)
    while let node = next {
      next = document.tree.nextInOrder(node, within: document.root)
      let owner = document.owner[node.slot]
      if owner >= 0, firstTexts[Int(owner)] == nil {
        firstTexts[Int(owner)] = document.tree.parent(node)
      }
    }
    document.text.withUnsafeBufferPointer { text in
      for (index, block) in document.blocks.enumerated() {
        let bytes = UnsafeBufferPointer(rebasing: text[block.text])
        inspected.texts.append(String(decoding: bytes, as: UTF8.self))
        var keys: [UInt32] = []
        TextWords.forEach(bytes) { keys.append($0 ^ BlockFeatures.textSeed) }
        inspected.textWords.append(keys)
        var chain: [NodeID] = []
        let innermost = firstTexts[index] ?? block.container
        var node: NodeID? = innermost
        while let element = node, known[element.slot] == nil {
          chain.append(element)
          // The root's own names count, those of what lies around it do not.
          node = element == document.root ? nil : document.tree.parent(element)
        }
        for element in chain.reversed() {
          let parent = document.tree.parent(element).flatMap { known[$0.slot] } ?? -1
          known[element.slot] = Int32(inspected.parents.count)
          inspected.parents.append(parent)
          inspected.elementWords.append(BlockInspector.names(of: element, in: document.tree))
        }
        inspected.innermost.append(known[innermost.slot] ?? -1)
      }
    }
    return inspected
  }

  private static func names(of element: NodeID, in tree: Tree) -> [UInt32] {
    var keys: [UInt32] = []
    for (attribute, prefix) in [
      (AttributeName.class, ""), (.id, ""), (.itemprop, "i="), (.role, "r="),
    ]
      as [(AttributeName, StaticString)]
    {
      guard let slice = tree.attribute(element, attribute) else { continue }
      tree.withBytes(slice) {
        AttributeWords.forEach($0, prefix: prefix) { key, _ in keys.append(key) }
      }
    }
    return keys
  }
}
