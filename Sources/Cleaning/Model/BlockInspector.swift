import Markup

/// Shows a page as the block model sees it: for training the model and for looking at it.
public struct BlockInspector {
  private let words: WordWeights

  /// Names of the numbers of a row of features.
  public static var featureNames: [String] { BlockFeatures.names }

  /// - Parameter words: word weights in place of the built-in ones, encoded as `WordWeights` reads them.
  public init(words: [UInt8]? = nil) {
    self.words = words.map(WordWeights.init) ?? BlockModel.standard.words
  }

  /// A page's blocks.
  public struct Inspected {
    public var texts: [String] = []

    /// Row after row, as many numbers each as there are names.
    public var features: [Float] = []

    /// Hashes of each block's words.
    public var textWords: [[UInt32]] = []

    /// Elements around blocks: for each block the indices into `elementWords` of its ancestors with names.
    public var elements: [[Int]] = []

    /// Hashes of the class, id and role words of each such element.
    public var elementWords: [[UInt32]] = []
  }

  public func inspect(_ tree: Tree) -> Inspected {
    var document = Document(tree: tree, isMarkup: true, url: nil)
    document.metadata = PageMetadata(tree)
    document.segment(words: words)
    var inspected = Inspected()
    inspected.features = document.features(words: words).rows
    var known: [Int: Int] = [:]
    document.text.withUnsafeBufferPointer { text in
      for block in document.blocks {
        let bytes = UnsafeBufferPointer(rebasing: text[block.text])
        inspected.texts.append(String(decoding: bytes, as: UTF8.self))
        var keys: [UInt32] = []
        TextWords.forEach(bytes) { keys.append($0 ^ BlockFeatures.textSeed) }
        inspected.textWords.append(Array(Set(keys)))
        var chain: [Int] = []
        var node: NodeID? = block.container
        while let element = node {
          if let index = known[element.slot] {
            if index >= 0 { chain.append(index) }
          } else {
            let names = BlockInspector.names(of: element, in: document.tree)
            known[element.slot] = names.isEmpty ? -1 : inspected.elementWords.count
            if !names.isEmpty {
              chain.append(inspected.elementWords.count)
              inspected.elementWords.append(names)
            }
          }
          node = document.tree.parent(element)
        }
        inspected.elements.append(chain)
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
    return Array(Set(keys))
  }
}
