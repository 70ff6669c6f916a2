/// How a page is parsed: scripting, and the bounds that the standard lacks.
///
/// Past a bound the tree stays a right one and the time linear; `Tree.exceeded` says which were met.
public struct ParseOptions: Hashable, Sendable {
  /// Whether `noscript` is treated as by a browser that runs scripts: its content stays text.
  public var isScriptingOn = false

  /// Elements below each other; deeper ones become siblings at that depth, as in browsers.
  ///
  /// 512 is Blink's and WebKit's bound.
  public var maximumDepth = 512

  /// Nodes of a tree; the rest of the source is left unread.
  ///
  /// A node and its copy in the content are 80 bytes, and pages of some 10 MB as they are found have half as many.
  public var maximumNodes = 500_000

  /// Nodes that any source may make, however short; more than these only one for each four of its bytes.
  ///
  /// Pages as they are found have one for each 15 bytes and more, tables of numbers one for each 5. Breaks between single
  /// letters have more, and formatting elements that are opened again multiply: 18 bytes of `<font color=1><p>` make up to 65.
  public var freeNodes = 100_000

  /// Attributes of one element; further ones are dropped.
  public var maximumAttributes = 256

  /// Bytes of a tag's or attribute's name; the rest of it is dropped.
  public var maximumNameLength = 4096

  /// Distinct names of tags and attributes that no standard knows and that are told from each other at once.
  ///
  /// Past it earlier ones are forgotten, but for those of open elements: every name stays as it is in the tree and every end
  /// tag closes what it names, but a name that comes again has another number. A table that outgrew the processor's cache
  /// made a page of names three times as slow for each byte.
  public var maximumNames = 32_768

  /// Formatting elements (`b`, `font` …) that are opened again after a block; the earliest go.
  public var maximumFormattingElements = 64

  public init() {}
}

/// A bound of `ParseOptions` or `StyleLimits` that a page met.
public enum Limit: UInt8, Hashable, Sendable {
  case depth, nodes, attributes, nameLength, names, formattingElements, sourceLength
  case styleBytes, styleSelectors, selectorLength, styleMatches
}
