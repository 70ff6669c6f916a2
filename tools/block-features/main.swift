import Cleaning
import Foundation
import TextCoding

// Reads pages as NDJSON (`{"ref", "body_base64"}`) and writes what the block model is trained on: the blocks' texts,
// their rows of features, the hashes of their words, the elements and containers around them. `--words FILE` replaces the built-in
// word weights.

struct Page: Decodable {
  var ref: Int
  var url: String?
  var body: String

  enum CodingKeys: String, CodingKey {
    case ref, url
    case body = "body_base64"
  }
}

struct Row: Encodable {
  var ref: Int
  var texts: [String]
  /// Numbers as base64 of their bytes, little-endian.
  var features: String
  var ratings: String
  var units: String
  var places: String
  var groups: [String]
  var larger: String
  var containerParents: String
  var recordGroups: String
  var innerRecords: String
  var outerRecords: String
  var innermost: String
  var parents: String
  /// Hashes of all lists one after another, and the number of each.
  var textWords: String
  var textWordCounts: String
  var elementWords: String
  var elementWordCounts: String
}

func base64<Number>(_ numbers: [Number]) -> String {
  numbers.withUnsafeBytes { Data($0).base64EncodedString() }
}

let arguments = CommandLine.arguments
var words: [UInt8]?
if let flag = arguments.firstIndex(of: "--words"), flag + 1 < arguments.count {
  words = Array(try Data(contentsOf: URL(fileURLWithPath: arguments[flag + 1])))
}
let inspector = BlockInspector(words: words)
let encoder = JSONEncoder()
encoder.outputFormatting = [.withoutEscapingSlashes]
FileHandle.standardOutput.write(
  try encoder.encode([
    "names": BlockInspector.featureNames, "first": BlockInspector.firstFeatureNames,
  ]) + Data("\n".utf8))
while let line = readLine(strippingNewline: true) {
  let page = try JSONDecoder().decode(Page.self, from: Data(line.utf8))
  guard let bytes = Data(base64Encoded: page.body) else { continue }
  let inspected = inspector.inspect(decode(Array(bytes), isHTML: true).utf8)
  let row = Row(
    ref: page.ref, texts: inspected.texts, features: base64(inspected.features),
    ratings: base64(inspected.ratings), units: base64(inspected.units),
    places: base64(inspected.places), groups: inspected.groups.map { base64($0) },
    larger: base64(inspected.larger), containerParents: base64(inspected.containerParents),
    recordGroups: base64(inspected.recordGroups), innerRecords: base64(inspected.innerRecords),
    outerRecords: base64(inspected.outerRecords),
    innermost: base64(inspected.innermost), parents: base64(inspected.parents),
    textWords: base64(inspected.textWords.flatMap { $0 }),
    textWordCounts: base64(inspected.textWords.map { Int32($0.count) }),
    elementWords: base64(inspected.elementWords.flatMap { $0 }),
    elementWordCounts: base64(inspected.elementWords.map { Int32($0.count) }))
  FileHandle.standardOutput.write(try encoder.encode(row) + Data("\n".utf8))
}
