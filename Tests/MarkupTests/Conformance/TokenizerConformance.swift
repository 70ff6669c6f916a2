import Foundation
import Testing

@testable import Markup

/// A case of a `.test` file of html5lib's tokenizer tests.
private struct TokenizerCase: Decodable {
  var description: String
  var input: String
  var output: [Output]
  var initialStates: [String]?
  var lastStartTag: String?
  var doubleEscaped: Bool?

  /// One expected token: an array of strings, flags, nulls and attributes.
  struct Output: Decodable, Equatable {
    var fields: [Field]

    init(_ fields: [Field]) { self.fields = fields }
    init(from decoder: any Decoder) throws {
      fields = try decoder.singleValueContainer().decode([Field].self)
    }
  }

  enum Field: Decodable, Equatable {
    case text(String)
    case flag(Bool)
    case attributes([String: String])
    case null

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let flag = try? value.decode(Bool.self) {
        self = .flag(flag)
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else {
        self = .attributes(try value.decode([String: String].self))
      }
    }
  }
}

private struct TokenizerFile: Decodable {
  var tests: [TokenizerCase]?
}

struct TokenizerConformance {
  @Test func `html5lib's tokens are ours`() throws {
    guard let folder = ProcessInfo.processInfo.environment["WINNOW_CONFORMANCE"] else {
      print("skipped html5lib tokenizer: WINNOW_CONFORMANCE names no folder")
      return
    }
    let root = URL(fileURLWithPath: folder).appending(path: "html5lib/tokenizer")
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
    var (passed, total, surrogates) = (0, 0, 0)
    print(
      "skipped xmlViolation.test: it is about XML's characters, which an HTML tree need not have")
    for name in names.filter({ $0.hasSuffix(".test") && !$0.hasPrefix("xmlV") }).sorted() {
      let data = try Data(contentsOf: root.appending(path: name))
      let file = try JSONDecoder().decode(TokenizerFile.self, from: data)
      var (good, count) = (0, 0)
      for each in file.tests ?? [] {
        for state in each.initialStates ?? ["Data state"] {
          guard let input = each.unescaped(each.input) else {
            surrogates += 1
            continue
          }
          count += 1
          let wanted = each.output.map { output in
            TokenizerCase.Output(output.fields.map(each.unescaped))
          }
          let got = tokens(of: input, in: state, lastStartTag: each.lastStartTag)
          if got == wanted {
            good += 1
          } else {
            print("FAILED \(name), \(state): \(each.description)")
            print("  input \(input.debugDescription)\n  wanted \(wanted)\n  got \(got)")
          }
        }
      }
      print("\(name): \(good)/\(count)")
      passed += good
      total += count
    }
    print("tokenizer: \(passed)/\(total), lone surrogates \(surrogates)")
    #expect(passed == total)
  }

  private func tokens(
    of input: String, in state: String, lastStartTag: String?
  ) -> [TokenizerCase.Output] {
    var source = Array(input.utf8)
    Tree.normaliseNewlines(&source)
    var tokenizer = Tokenizer(source, options: ParseOptions())
    tokenizer.content = contents[state] ?? .data
    if let lastStartTag {
      tokenizer.lastStartTag = Tag(rawValue: tokenizer.names.intern(Array(lastStartTag.utf8).span))
    }
    var result: [TokenizerCase.Output] = []
    var text = ""
    func flush() {
      if !text.isEmpty { result.append(.init([.text("Character"), .text(text)])) }
      text = ""
    }
    while true {
      tokenizer.next()
      let token = tokenizer.token
      switch token.kind {
      case .characters:
        text += tokenizer.string(token.text)
        continue
      case .null:
        text += "\0"
        continue
      default: flush()
      }
      switch token.kind {
      case .endOfFile: return result
      case .comment: result.append(.init([.text("Comment"), .text(tokenizer.string(token.text))]))
      case .doctype: result.append(doctype(token, tokenizer))
      case .endTag:
        result.append(.init([.text("EndTag"), .text(tokenizer.name(token.tag.rawValue))]))
      default:
        var attributes: [String: String] = [:]
        for i in token.attributes.indices {
          let attribute = tokenizer.attributes[i]
          attributes[tokenizer.name(attribute.name.rawValue)] = tokenizer.string(attribute.value)
        }
        let fields: [TokenizerCase.Field] = [
          .text("StartTag"), .text(tokenizer.name(token.tag.rawValue)), .attributes(attributes),
        ]
        result.append(.init(token.isSelfClosing ? fields + [.flag(true)] : fields))
      }
    }
  }

  private func doctype(_ token: Token, _ tokenizer: Tokenizer) -> TokenizerCase.Output {
    let parts = [token.doctype.name, token.doctype.publicID, token.doctype.systemID]
    let fields = parts.map { part -> TokenizerCase.Field in
      part.map { .text(tokenizer.string($0)) } ?? .null
    }
    return .init([.text("DOCTYPE")] + fields + [.flag(!token.forcesQuirks)])
  }

  private let contents: [String: Tokenizer.Content] = [
    "Data state": .data, "RCDATA state": .rcdata, "RAWTEXT state": .rawtext,
    "Script data state": .scriptData, "PLAINTEXT state": .plaintext,
    "CDATA section state": .cdataSection,
  ]
}

extension Tokenizer {
  fileprivate func string(_ range: ByteRange) -> String {
    String(decoding: range.indices.map { byte(UInt32($0)) }, as: UTF8.self)
  }

  fileprivate func name(_ number: UInt32) -> String {
    String(decoding: names[number], as: UTF8.self)
  }
}

extension TokenizerCase {
  /// Undoes the second escaping; nil where it names a lone surrogate, which UTF-8 cannot hold.
  func unescaped(_ text: String) -> String? {
    guard doubleEscaped == true else { return text }
    let parts = text.components(separatedBy: "\\u")
    var units = Array(parts[0].utf16)
    for part in parts.dropFirst() {
      guard let unit = UInt16(part.prefix(4), radix: 16) else { return nil }
      units.append(unit)
      units += part.dropFirst(4).utf16
    }
    let result = String(decoding: units, as: UTF16.self)
    return Array(result.utf16) == units ? result : nil
  }

  func unescaped(_ field: Field) -> Field {
    switch field {
    case .text(let text): .text(unescaped(text) ?? text)
    case .attributes(let all):
      .attributes(
        Dictionary(
          uniqueKeysWithValues: all.map { (unescaped($0.key) ?? "", unescaped($0.value) ?? "") }))
    case .flag, .null: field
    }
  }
}
