import Domain
import Markup
import Restoration
import TextAnalysis

/// Measures language, script and direction on the kept text; what the page declares is used only where the text is too
/// short to tell.
struct DescribeLanguage: Stage {
  /// Bytes of text that are asked: more says nothing new.
  private static let sample = 16_384

  /// Units below which the declared language is believed over the measured one.
  private static let shortText = 60

  func apply(to document: inout Document) {
    var sample: [UInt8] = []
    var counted = TextMeasure()
    for block in document.blocks where block.isKept && sample.count < DescribeLanguage.sample {
      sample += document.text[block.text].prefix(DescribeLanguage.sample - sample.count)
      sample.append(0x0a)
      counted.han += block.measure.han
      counted.kana += block.measure.kana
      counted.hangul += block.measure.hangul
      counted.units += block.measure.units
    }
    let stated: [(value: String?, origin: String)] = [
      (document.metadata.language, "html lang"),
      (document.metadata.first("content-language")?.content, "meta content-language"),
      (document.metadata.first("og:locale")?.content, "meta og:locale"),
    ]
    let witness = stated.first { $0.value.flatMap(DescribeLanguage.primary) != nil }
    let declared = witness?.value.flatMap(DescribeLanguage.primary)
    var language = DescribeLanguage.byScript(counted)
    if language == nil {
      let detected = DescribeLanguage.detect(sample)
      let code = DescribeLanguage.primary(detected.code)
      if detected.isReliable, code != "und", counted.units >= DescribeLanguage.shortText {
        language = code
      } else {
        language = declared ?? (code == "und" ? nil : code)
      }
    }
    if let declared {
      document.note(
        "language", declared, from: witness?.origin ?? "", believed: declared == language)
    }
    if let language { document.note("language", language, from: "the text", believed: true) }
    document.article.language = language
    let script = DescribeLanguage.measuredScript(of: sample)
    if let script {
      document.note("script", script, from: "the text", believed: language != "zh")
      // Which Han script Chinese is in is decided when its conversion is.
      if language != "zh" { document.article.script = script }
    }
    document.article.direction = language.map {
      let isRightToLeft = script.map { $0 == "Arab" || $0 == "Hebr" }
      return isRightToLeft ?? DescribeLanguage.rightToLeft.contains($0) ? "rtl" : "ltr"
    }
  }

  /// Bytes of each of three probes of a long text, and the share of one language in them that speaks for the whole.
  private static let probe = 1_024
  private static let wholeShare = 0.97

  /// The same for languages that no other of the web's is like: of two hundred words of them none is
  /// taken for another.
  private static let shortProbe = 384
  private static let distinct: Set<String> = ["de", "en", "fr"]

  /// The language of a text: of its beginning, middle and end where these are in one, which spares most of the time.
  private static func detect(_ sample: [UInt8]) -> DetectedLanguage {
    if let detected = detect(sample, by: shortProbe), distinct.contains(detected.code) {
      return detected
    }
    return detect(sample, by: probe) ?? detectLanguage(sample)
  }

  /// What three probes say together; nil where the text is hardly longer, or they are not of one language.
  private static func detect(_ sample: [UInt8], by probe: Int) -> DetectedLanguage? {
    guard sample.count > 4 * probe else { return nil }
    var probes: [UInt8] = []
    probes.reserveCapacity(3 * probe + 3)
    for start in [0, (sample.count - probe) / 2, sample.count - probe] {
      // From blank to blank, so that no word and no character is cut.
      let slice = sample[start..<start + probe]
      guard let first = slice.firstIndex(where: { $0 <= 0x20 }),
        let last = slice.lastIndex(where: { $0 <= 0x20 })
      else { return nil }
      probes += slice[(start == 0 ? 0 : first)..<last]
      probes.append(0x0a)
    }
    let detected = detectLanguage(probes)
    return detected.isReliable && detected.share >= wholeShare ? detected : nil
  }

  /// The script most letters are of, nil where there are none.
  private static func measuredScript(of sample: [UInt8]) -> String? {
    let high = sample.count { $0 >= 0x80 }
    // Nine ASCII bytes in ten: other scripts' letters have two bytes and more.
    if high * 10 < sample.count { return "Latn" }
    return Script.most(of: sample)?.code
  }

  /// The language that the script alone gives away.
  private static func byScript(_ measure: TextMeasure) -> String? {
    let eastAsian = measure.han + measure.kana + measure.hangul
    guard eastAsian > 0, eastAsian * 4 > measure.units else { return nil }
    // Japanese prose is a third kana and more; Chinese has none but in names.
    if measure.kana * 12 > eastAsian { return "ja" }
    if measure.hangul * 2 > eastAsian { return "ko" }
    return "zh"
  }

  /// The primary subtag of a BCP 47 tag, lower case.
  private static func primary(_ tag: String) -> String? {
    let first = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map(
      String.init)
    guard let first, (2...3).contains(first.count), first.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    return first == "iw" ? "he" : first
  }

  private static let rightToLeft: Set<String> = [
    "ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi",
  ]

  /// The script a language is written in, where it is written in one.
  static func script(of language: String?, _ verdict: ScriptVerdict) -> String? {
    switch language {
    case nil: nil
    case "zh": verdict == .traditional || verdict == .converted ? "Hant" : "Hans"
    case "ja": "Jpan"
    case "ko": "Kore"
    case "ar", "fa", "ur", "ps", "sd", "ug": "Arab"
    case "he", "yi": "Hebr"
    case "ru", "uk", "bg", "be", "mk", "kk", "ky", "mn": "Cyrl"
    case "el": "Grek"
    case "hi", "mr", "ne": "Deva"
    case "th": "Thai"
    default: "Latn"
    }
  }
}
