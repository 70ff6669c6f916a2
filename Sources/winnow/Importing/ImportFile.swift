import Compression
import Domain
import Foundation
import Glibc
import Ingest

/// A file whose pages are to be taken in.
struct ImportFile {
  enum Kind: Equatable {
    /// The records of a crawl; gzip is told by its bytes.
    case warc
    /// One JSON page a line, perhaps compressed.
    case ndjson(ContentCoding?)
    /// One page, of this content type where the name says it.
    case page(String?)
  }

  var path: String
  var size: Int
  var kind: Kind

  /// Whether it is one page, which travels in a stream with others.
  var isPage: Bool { if case .page = kind { true } else { false } }

  /// The files that paths name: of folders, all below them whose names say what they are, in the order
  /// of their names; `passed` counts the others.
  static func find(_ paths: [String]) throws -> (files: [ImportFile], passed: Int) {
    var files: [ImportFile] = []
    var passed = 0
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        complain("\(path) is not there. Name files and folders that are.")
        throw Exit.noInput
      }
      guard isFolder.boolValue else {
        files.append(
          ImportFile(path: path, size: size(of: path), kind: kind(of: path) ?? .page(nil)))
        continue
      }
      let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      for name in names.sorted() {
        let file = path + "/" + name
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
          !isFolder.boolValue
        else { continue }
        if let kind = kind(of: name) {
          files.append(ImportFile(path: file, size: size(of: file), kind: kind))
        } else {
          passed += 1
        }
      }
    }
    return (files, passed)
  }

  private static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int) ?? 0
  }

  /// What a name says; nil where it says nothing.
  static func kind(of name: String) -> Kind? {
    var parts =
      name.lowercased().split(separator: "/").last?.split(separator: ".").dropFirst() ?? []
    var coding: ContentCoding?
    switch parts.last {
    case "gz": coding = .gzip
    case "zst": coding = .zstd
    case "br": coding = .br
    default: break
    }
    if coding != nil { parts = parts.dropLast() }
    switch parts.last {
    case "warc", "wet": return coding == nil || coding == .gzip ? .warc : nil
    case "jsonl", "ndjson": return .ndjson(coding)
    case "htm", "html", "xhtml": return coding == nil ? .page("text/html") : nil
    case "txt": return coding == nil ? .page("text/plain") : nil
    default: return nil
    }
  }
}

/// Pages in one form and the bytes they come in.
struct ImportStream {
  var format: BatchFormat
  var next: () throws -> [UInt8]?

  /// A file's bytes, and whatever stops them from being read.
  ///
  /// - Parameter count: Told of the bytes read.
  init(_ file: ImportFile, count: @escaping (Int) -> Void) throws {
    let input = try InputFile(file.path)
    let read = {
      let bytes = try input.read()
      count(bytes?.count ?? 0)
      return bytes
    }
    switch file.kind {
    case .warc:
      format = .warc
      next = read
    case .ndjson(let coding):
      format = .ndjson
      next = coding.map { ImportStream.decoded($0, read) } ?? read
    case .page(let type):
      format = .ndjson
      var isRead = false
      next = {
        guard !isRead else { return nil }
        isRead = true
        var all: [UInt8] = []
        while let more = try read() { all += more }
        return ImportStream.line(all, type: type, ref: file.path)
      }
    }
  }

  /// Pages of files one after another, as one stream; one that cannot be read stops no other.
  init(pages files: [ImportFile], _ tally: ImportTally) {
    format = .ndjson
    var rest = files[...]
    next = {
      while let file = rest.popFirst() {
        do {
          return try ImportStream(file) { tally.read($0) }.next()
        } catch {
          tally.isUnread(file, error)
        }
      }
      return nil
    }
  }

  /// A page file as a line of NDJSON.
  private static func line(_ bytes: [UInt8], type: String?, ref: String) -> [UInt8] {
    var writer = JSONWriter(capacity: bytes.count * 4 / 3 + 256)
    writer.object {
      $0.member("ref", ref)
      if let type { $0.member("content_type", type) }
      $0.member("body_base64", Data(bytes).base64EncodedString())
    }
    writer.newline()
    return writer.bytes
  }

  private static func decoded(
    _ coding: ContentCoding, _ read: @escaping () throws -> [UInt8]?
  ) -> () throws -> [UInt8]? {
    let decoder = Decoder(coding)
    var isAtEnd = false
    return {
      while true {
        if let piece = try decoder.next() { return piece }
        guard !isAtEnd else { return nil }
        if let chunk = try read() {
          decoder.feed(chunk)
        } else {
          isAtEnd = true
          try decoder.finish()
        }
      }
    }
  }
}

/// A file open for reading.
private final class InputFile {
  private let descriptor: Descriptor

  init(_ path: String) throws {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw Descriptor.Failure(code: errno) }
    descriptor = Descriptor(number: number)
  }

  func read() throws -> [UInt8]? { try descriptor.read() }

  deinit { close(descriptor.number) }
}
