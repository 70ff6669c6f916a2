import Compression
import Domain

/// How many pages stand in one stream.
public enum BatchFormat: String, Sendable, Hashable, CaseIterable {
  /// One JSON page a line.
  case ndjson
  /// Response and conversion records, plain or gzip.
  case warc
}

/// One page of a stream as it was read, to be understood on another thread.
public enum BatchItem: Sendable {
  case line([UInt8])
  case record(WARCRecord)
  /// Understood already.
  case order(PageOrder)
  case broken(PageProblem)

  /// The bytes that it holds on to.
  public var weight: Int {
    switch self {
    case .line(let bytes): bytes.count
    case .record(let record): record.block.count
    case .order(.page(let page)): page.bytes.count
    case .order(.address): 0
    case .broken: 0
    }
  }
}

/// The pages of a stream, pulled one by one from chunks of any size.
public struct BatchSource {
  // One of them is there.
  private var lines: NDJSONLines?
  private var records: WARCRecords?
  private let limit: Int

  /// - Parameters:
  ///   - limit: The largest page in bytes.
  ///   - read: The next chunk, nil at the end of the stream.
  public init(
    _ format: BatchFormat, limit: Int, reading read: @escaping () throws -> [UInt8]?
  ) throws {
    self.limit = limit
    switch format {
    case .ndjson:
      // JSON may spend six bytes on one of the page; three times is what escaped Chinese needs twice.
      lines = NDJSONLines(limit: limit * 3, reading: read)
    case .warc:
      records = try WARCRecords(limit: limit + BatchSource.roomForHead, reading: read)
    }
  }

  /// A record's block holds the HTTP head beside the page.
  private static let roomForHead = 256 << 10

  /// The next page; nil at the end.
  ///
  /// - Throws: What reading throws.
  public mutating func next() throws -> BatchItem? {
    switch try lines?.next() {
    case .text(let bytes): return .line(bytes)
    case .tooLong(let size):
      return .broken(
        PageProblem(
          .tooLarge, "The line has \(size) bytes; a page may have \(limit). Send the HTML alone."))
    case nil: break
    }
    switch try records?.next() {
    case .record(let record): return .record(record)
    case .broken(let problem): return .broken(problem)
    case nil: return nil
    }
  }
}

extension PageReader {
  /// Understands one page of a stream.
  public func order(_ item: consuming BatchItem) -> Result<PageOrder, PageProblem> {
    do throws(PageProblem) {
      switch item {
      case .line(let bytes): return .success(try order(json: bytes))
      case .record(let record): return .success(.page(try page(record)))
      case .order(let order): return .success(order)
      case .broken(let problem): return .failure(problem)
      }
    } catch {
      return .failure(error)
    }
  }
}
