import Cleaning
import Foundation
import Markup
import TextCoding

// Reads pages as NDJSON (`{"ref", "body_base64"}`) and writes what the block model is trained on: the blocks' texts,
// their rows of features, and the hashes of their words. `--words FILE` replaces the built-in word weights.

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
  var features: String
  var textWords: [String]
  var elements: [[Int]]
  var elementWords: [String]
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
  try encoder.encode(["names": BlockInspector.featureNames]) + Data("\n".utf8))
while let line = readLine(strippingNewline: true) {
  let page = try JSONDecoder().decode(Page.self, from: Data(line.utf8))
  guard let bytes = Data(base64Encoded: page.body) else { continue }
  let inspected = inspector.inspect(
    Tree(parsing: decode(Array(bytes), isHTML: true).utf8, options: ParseOptions()))
  let row = Row(
    ref: page.ref, texts: inspected.texts,
    features: inspected.features.withUnsafeBytes { Data($0).base64EncodedString() },
    textWords: inspected.textWords.map { keys in
      keys.withUnsafeBytes { Data($0).base64EncodedString() }
    },
    elements: inspected.elements,
    elementWords: inspected.elementWords.map { keys in
      keys.withUnsafeBytes { Data($0).base64EncodedString() }
    })
  FileHandle.standardOutput.write(try encoder.encode(row) + Data("\n".utf8))
}
