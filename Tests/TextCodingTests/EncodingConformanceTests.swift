import Foundation
import Testing

@testable import TextCoding

/// The public cases of the WHATWG encodings; they run where `WINNOW_CONFORMANCE` names their folder.
private let folder = ProcessInfo.processInfo.environment["WINNOW_CONFORMANCE"]
  .map { URL(fileURLWithPath: $0, isDirectory: true) }

@Suite(.enabled(if: folder != nil, "set WINNOW_CONFORMANCE to the folder of the public cases"))
struct EncodingConformanceTests {
  private func bytes(_ path: String) throws -> [UInt8] {
    let root = try #require(folder)
    return try [UInt8](Data(contentsOf: root.appendingPathComponent(path)))
  }

  @Test func `every label means the encoding that the standard says`() throws {
    struct Group: Decodable { let encodings: [Entry] }
    struct Entry: Decodable {
      let name: String
      let labels: [String]
    }

    let groups = try JSONDecoder().decode(
      [Group].self, from: Data(bytes("encoding/encodings.json")))

    var count = 0
    for entry in groups.flatMap(\.encodings) {
      for label in entry.labels {
        #expect(Encoding(label: label)?.name == entry.name.lowercased(), "\(label)")
        count += 1
      }
    }
    #expect(count > 200)
    #expect(groups.flatMap(\.encodings).count == Encoding.allCases.count)
  }

  /// Pairs of pointer and code point.
  private func index(_ name: String) throws -> [(Int, UInt32)] {
    let text = try String(decoding: bytes("encoding/index/index-\(name).txt"), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard parts.count >= 2, let pointer = Int(parts[0]), parts[1].hasPrefix("0x") else {
        return nil
      }
      return UInt32(parts[1].dropFirst(2), radix: 16).map { (pointer, $0) }
    }
  }

  private func expect(
    _ bytes: [UInt8], in encoding: Encoding, is scalar: UInt32, _ failures: inout [String]
  ) {
    let text = String(String.UnicodeScalarView([Unicode.Scalar(scalar) ?? "\u{FFFD}"]))
    let (utf8, malformed) = encoding.decode(bytes)
    if utf8 != Array(text.utf8) || malformed != 0 {
      failures.append("\(encoding.name) \(bytes) \(String(decoding: utf8, as: UTF8.self))")
    }
  }

  @Test func `every entry of the single-byte indexes is decoded, every hole is an error`() throws {
    for encoding in SingleByteData.order {
      let entries = Dictionary(uniqueKeysWithValues: try index(encoding.name))

      var failures: [String] = []
      for pointer in 0..<128 {
        let byte = UInt8(0x80 + pointer)
        if let scalar = entries[pointer] {
          expect([byte], in: encoding, is: scalar, &failures)
        } else if encoding.decode([byte]).malformed != 1 {
          failures.append("\(encoding.name) \(byte) is no error")
        }
      }
      #expect(failures.isEmpty)
    }
  }

  @Test(arguments: [
    ("big5", Encoding.big5), ("euc-kr", .eucKr), ("gb18030", .gb18030), ("gb18030", .gbk),
    ("jis0208", .eucJp), ("jis0212", .eucJp), ("jis0208", .shiftJis), ("jis0208", .iso2022Jp),
  ])
  func `every entry of the multi-byte indexes is decoded`(name: String, encoding: Encoding) throws {
    var failures: [String] = []
    var count = 0
    for (pointer, scalar) in try index(name) {
      let code: [Int]
      switch (name, encoding) {
      case ("big5", _):
        let trail = pointer % 157
        code = [pointer / 157 + 0x81, trail + (trail < 0x3F ? 0x40 : 0x62)]
      case ("euc-kr", _): code = [pointer / 190 + 0x81, pointer % 190 + 0x41]
      case ("gb18030", _):
        let trail = pointer % 190
        code = [pointer / 190 + 0x81, trail + (trail < 0x3F ? 0x40 : 0x41)]
      case (_, .shiftJis):
        let (lead, trail) = (pointer / 188, pointer % 188)
        code = [lead + (lead < 0x1F ? 0x81 : 0xC1), trail + (trail < 0x3F ? 0x40 : 0x41)]
      case (_, .iso2022Jp):
        guard pointer < 94 * 94 else { continue }
        code = [0x1B, 0x24, 0x42, pointer / 94 + 0x21, pointer % 94 + 0x21]
      default:
        guard pointer < 94 * 94 else { continue }
        let pair = [pointer / 94 + 0xA1, pointer % 94 + 0xA1]
        code = name == "jis0212" ? [0x8F] + pair : pair
      }
      expect(code.map { UInt8($0) }, in: encoding, is: scalar, &failures)
      count += 1
    }
    #expect(failures.isEmpty)
    #expect(count > 6000)
  }

  @Test func `the ranges of gb18030 are decoded`() throws {
    var failures: [String] = []
    for (pointer, scalar) in try index("gb18030-ranges") {
      let code = [
        pointer / 12600 + 0x81, pointer % 12600 / 1260 + 0x30, pointer % 1260 / 10 + 0x81,
        pointer % 10 + 0x30,
      ]
      expect(code.map { UInt8($0) }, in: .gb18030, is: scalar, &failures)
    }
    #expect(failures.isEmpty)
  }

  @Test(arguments: [
    ("big5", Encoding.big5), ("euc_kr", .eucKr), ("gb18030", .gb18030),
    ("iso_2022_jp", .iso2022Jp), ("jis0208", .eucJp), ("jis0212", .eucJp), ("shift_jis", .shiftJis),
  ])
  func `the vectors give their reference`(name: String, encoding: Encoding) throws {
    let input = try bytes("encoding/vectors/\(name)_in.txt")
    let reference = try bytes("encoding/vectors/\(name)_in_ref.txt")

    #expect(encoding.decode(input).utf8 == reference)
  }

  @Test(arguments: ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"])
  func `pages are sniffed as html5lib's cases say`(file: String) throws {
    let cases = try sniffingCases(bytes("html5lib/encoding/\(file)"))

    for (data, expected) in cases {
      let found = declaredEncoding(of: data, isHTML: true) ?? .windows1252
      #expect(
        found == Encoding(label: expected), "\(String(decoding: data.prefix(400), as: UTF8.self))")
    }
    #expect(!cases.isEmpty)
  }

  /// `#data`, lines, `#encoding`, one line.
  private func sniffingCases(_ file: [UInt8]) -> [(data: [UInt8], encoding: String)] {
    var cases: [(data: [UInt8], encoding: String)] = []
    var data: [UInt8]?
    var isEncoding = false
    for line in file.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.elementsEqual("#data".utf8) {
        data = []
      } else if line.elementsEqual("#encoding".utf8) {
        isEncoding = true
      } else if isEncoding, let gathered = data {
        cases.append((gathered.dropLast(), String(decoding: line, as: UTF8.self)))
        isEncoding = false
        data = nil
      } else if data != nil {
        data?.append(contentsOf: line)
        data?.append(0x0A)
      }
    }
    return cases
  }
}
