import Compression
import Domain

extension PageReader {
  /// The page of a record: of a `response` its HTTP body, codings undone; of a `conversion` its text.
  ///
  /// - Throws: `PageProblem` of kind `notAPage` where the record is none.
  public func page(_ record: WARCRecord) throws(PageProblem) -> RawPage {
    do throws(PageProblem) {
      guard !record.isDamaged else {
        throw .brokenRecord("The record is not what its WARC-Block-Digest says.", record)
      }
      var page = try content(of: record)
      page.url = try record.targetURI.map { (text) throws(PageProblem) in try absolute(text) }
      page.fetchedAt = record["warc-date"].flatMap { Timestamp($0) }
      page.ref = record.id.map { .string($0) }
      if let reason = record["warc-truncated"], !page.isCut { page.headers.append(.cut(reason)) }
      return page
    } catch {
      var problem = error
      problem.ref = record.id.map { .string($0) }
      throw problem
    }
  }

  private func content(of record: WARCRecord) throws(PageProblem) -> RawPage {
    let declared = record["content-type"].flatMap { MediaType($0) }
    switch record.type {
    case "response":
      guard let message = HTTPMessage(record.block) else {
        throw .noPage("The response record holds no HTTP response", record)
      }
      return try page(message, of: record)
    case "conversion":
      // WET: plain text in UTF-8, whatever the page's own encoding was.
      return try page(
        record.block, as: MediaType("text/plain; charset=\(declared?.charset ?? "utf-8")"), record)
    default:
      return try page(record.block, as: declared, record)
    }
  }

  private func page(
    _ message: HTTPMessage, of record: WARCRecord
  ) throws(PageProblem) -> RawPage {
    guard (200..<300).contains(message.status) else {
      throw .noPage("The response is a \(message.status)", record)
    }
    let content = try message.content(limit: limit)
    var page = try page(
      content.bytes, as: message["content-type"].flatMap { MediaType($0) }, record)
    page.headers = message.kept
    if content.isCut { page.headers.append(.cut("unspecified")) }
    return page
  }

  private func page(
    _ bytes: [UInt8], as type: MediaType?, _ record: WARCRecord
  ) throws(PageProblem) -> RawPage {
    if let type, !PageReader.pageTypes.contains(type.essence),
      type.essence != "application/octet-stream"
    {
      throw .noPage("The record holds \(type.essence.prefix(100))", record)
    }
    guard !bytes.isEmpty else { throw .noPage("The record is empty", record) }
    if let format = BinaryFormat(bytes) { throw .noPage("The record holds \(format.name)", record) }
    return try page(bytes, type: type, url: nil)
  }
}

extension PageProblem {
  fileprivate static func noPage(_ what: String, _ record: WARCRecord) -> PageProblem {
    PageProblem(
      .notAPage, "\(what), so there is no page to clean: \(record.targetURI?.prefix(300) ?? "-").")
  }
}
