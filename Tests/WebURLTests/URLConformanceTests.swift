import Foundation
import Testing

@testable import WebURL

/// web-platform-tests' cases of the URL Standard; they run where `WINNOW_CONFORMANCE` names their folder.
private let folder = ProcessInfo.processInfo.environment["WINNOW_CONFORMANCE"]
  .map { URL(fileURLWithPath: $0, isDirectory: true).appendingPathComponent("url") }

@Suite(.enabled(if: folder != nil, "set WINNOW_CONFORMANCE to the folder of the public cases"))
struct URLConformanceTests {
  struct Case: Decodable {
    var input: String
    var base: String?
    var failure: Bool?
    var href: String?
    var origin: String?
    var `protocol`: String?
    var username: String?
    var password: String?
    var host: String?
    var hostname: String?
    var port: String?
    var pathname: String?
    var search: String?
    var hash: String?
  }

  /// Comments are strings between the cases.
  enum Entry<Value: Decodable>: Decodable {
    case comment
    case value(Value)

    init(from decoder: any Decoder) throws {
      if (try? decoder.singleValueContainer().decode(String.self)) != nil {
        self = .comment
      } else {
        self = .value(try Value(from: decoder))
      }
    }
  }

  private func cases<Value: Decodable>(_ file: String, of type: Value.Type) throws -> [Value] {
    let data = try Data(contentsOf: #require(folder).appendingPathComponent(file))
    // Foundation refuses lone surrogates, which a URL string's UTF-8 has as U+FFFD anyway.
    let text = String(decoding: data, as: UTF8.self)
      .replacingOccurrences(
        of: #"\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}"#,
        with: #"\\uFFFD"#, options: [.regularExpression, .caseInsensitive])
    return try JSONDecoder().decode([Entry<Value>].self, from: Data(text.utf8)).compactMap {
      if case .value(let value) = $0 { value } else { nil }
    }
  }

  @Test func `the cases of parsing and resolution`() throws {
    let cases = try cases("urltestdata.json", of: Case.self)

    var failed: [String] = []
    for entry in cases {
      let base = entry.base.map { WebURL($0) }
      let url = base == .some(nil) ? nil : WebURL(entry.input, base: base ?? nil)
      guard let url else {
        if entry.failure != true { failed.append("\(entry.input) | \(entry.base ?? "") | no URL") }
        continue
      }
      let isAsExpected =
        entry.failure != true && url.href == entry.href
        && (entry.origin == nil || url.origin == entry.origin)
        && "\(url.scheme):" == entry.protocol && url.username == entry.username
        && url.password == entry.password && url.host == entry.host
        && url.hostname == entry.hostname && (url.port.map { "\($0)" } ?? "") == entry.port
        && url.pathname == entry.pathname && url.search == entry.search && url.hash == entry.hash
      if !isAsExpected {
        failed.append(
          "\(entry.input) | \(entry.base ?? "") | \(url.href) \(entry.href ?? "failure")")
      }
    }

    print("URL cases: \(cases.count - failed.count) of \(cases.count)")
    #expect(failed == [])
    #expect(cases.count > 800)
  }

  @Test func `the cases of domain to ASCII`() throws {
    struct Case: Decodable {
      var input: String
      var output: String?
    }
    let cases = try cases("toascii.json", of: Case.self)

    var failed: [String] = []
    for entry in cases {
      let host = WebURL("https://\(entry.input)/x")?.hostname
      if host != entry.output {
        failed.append(entry.input)
      }
    }

    print("domain cases: \(cases.count - failed.count) of \(cases.count)")
    #expect(failed.filter { !isKnownException($0) } == [])
  }

  @Test func `the cases of percent-encoding, in UTF-8`() throws {
    struct Case: Decodable {
      var input: String
      var output: [String: String]
    }
    for entry in try cases("percent-encoding.json", of: Case.self) {
      let url = WebURL("http://doesnotmatter.invalid/?\(entry.input)#x")

      #expect(url?.search == entry.output["utf-8"].map { "?\($0)" })
    }
  }

  private func isKnownException(_ input: String) -> Bool {
    isTooLongForDNS(input) || knownExceptions.contains { $0.inputs.contains(input) }
  }
}

/// Domains on which libidn2 2.3 differs from the standard, with the reason.
private let knownExceptions: [(reason: String, inputs: Set<String>)] = [
  (
    "libidn2 checks hyphens as with CheckHyphens, which the standard leaves off",
    ["a†--", "-†", "-x.ß", "x-.ß", "ab--c.ß"]
  ),
  (
    "libidn2's data are older than Unicode 15.1, which moved these characters",
    [
      "look\u{180E}out.net", "look\u{206B}out.net", "\u{4C0}.com", "\u{2F868}.com", "\u{2183}.com",
      "\u{1E9E}.com", "\u{1E9E}.foo.com",
    ]
  ),
  ("the fallback that allows symbols does not look at writing direction", ["look\u{5BE}out.net"]),
]

/// libidn2 keeps to DNS's 63 bytes a label and 255 a name; the standard does not verify lengths.
private func isTooLongForDNS(_ domain: String) -> Bool {
  domain.utf8.count > 253 || domain.split(separator: ".").contains { $0.utf8.count > 62 }
}
