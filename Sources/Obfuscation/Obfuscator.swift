/// Damages clean articles as hijacked pages are damaged, for tests and for measuring the repair.
public struct Obfuscator: Sendable {
  public var seed: UInt64
  public var layers: Set<DamageLayer>

  public init(seed: UInt64, layers: Set<DamageLayer> = Set(DamageLayer.allCases)) {
    self.seed = seed
    self.layers = layers
  }

  /// The article's text damaged: characters converted and annotated by the seed's choice, control bytes before marks.
  ///
  /// Bytes are not yet cut or crossed, and nothing is wrapped around the text.
  public func obfuscate(_ article: ArticleSource, asHTML: Bool) -> [UInt8] {
    var state = seed | 1
    func chance(_ outOf: UInt64) -> Bool {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % outOf == 0
    }
    let annotated = Set(Self.table.keys.sorted().filter { _ in chance(2) })
    var output = ""
    for paragraph in [article.title] + article.paragraphs {
      output += asHTML ? "<p>" : ""
      for character in paragraph {
        if layers.contains(.controlBytes), character == "，", chance(3) { output += "\u{5}\u{7}" }
        guard layers.contains(.scriptConversion), let (form, reading) = Self.table[character] else {
          output.append(character)
          continue
        }
        output.append(form)
        if layers.contains(.annotation), annotated.contains(character) { output += "(\(reading))" }
      }
      output += asHTML ? "</p>\n" : "\n\n"
    }
    return Array(output.utf8)
  }

  /// Traditional forms and readings, written by hand for this purpose.
  private static let table: [Character: (Character, String)] = [
    "个": ("個", "gè"), "为": ("為", "wéi"), "义": ("義", "yì"), "书": ("書", "shū"),
    "们": ("們", "men"), "会": ("會", "huì"), "动": ("動", "dòng"), "区": ("區", "qū"),
    "国": ("國", "guó"), "图": ("圖", "tú"), "学": ("學", "xué"), "实": ("實", "shí"),
    "对": ("對", "duì"), "开": ("開", "kāi"), "当": ("當", "dāng"), "时": ("時", "shí"),
    "来": ("來", "lái"), "桥": ("橋", "qiáo"), "没": ("沒", "méi"), "现": ("現", "xiàn"),
    "电": ("電", "diàn"), "经": ("經", "jīng"), "见": ("見", "jiàn"), "说": ("說", "shuō"),
    "过": ("過", "guò"), "这": ("這", "zhè"), "还": ("還", "hái"), "长": ("長", "zhǎng"),
    "门": ("門", "mén"), "问": ("問", "wèn"), "间": ("間", "jiān"),
  ]
}

/// A kind of damage, by the name that `explain` uses.
public enum DamageLayer: String, Sendable, CaseIterable {
  case annotation = "annotation"
  case byteShift = "byte-shift"
  case controlBytes = "control-bytes"
  case crossBoundary = "cross-boundary"
  case hiddenNoise = "hidden-noise"
  case keywordLine = "keyword-line"
  case linkFarm = "link-farm"
  case scriptConversion = "script-conversion"
}

/// A clean article in simplified script.
public struct ArticleSource: Sendable {
  public var title: String
  public var source: String
  public var author: String
  /// `2024-03-18 09:26`.
  public var published: String
  public var keywords: [String]
  public var paragraphs: [String]

  public init(
    title: String, source: String, author: String, published: String, keywords: [String],
    paragraphs: [String]
  ) {
    self.title = title
    self.source = source
    self.author = author
    self.published = published
    self.keywords = keywords
    self.paragraphs = paragraphs
  }
}
