import Domain
import HTTPServer
import Ingest

/// The views of how a page was cleaned.
enum Explanation: String, CaseIterable {
  case blocks, edits, fields, fetch

  /// Writes the view's members into an open object.
  func write(_ cleaned: Cleaned, to writer: inout JSONWriter) {
    writer.member("media_type", cleaned.mediaType)
    writer.member("charset", cleaned.charset)
    writer.member("charset_reason", cleaned.charsetReason)
    writer.name(rawValue)
    switch self {
    case .blocks:
      writer.array { for block in cleaned.blocks { Explanation.write(block, to: &$0) } }
    case .edits:
      writer.array { for edit in cleaned.edits { Explanation.write(edit, to: &$0) } }
    case .fields:
      writer.array { for witness in cleaned.witnesses { Explanation.write(witness, to: &$0) } }
    case .fetch: writer.null()
    }
  }

  static func write(_ record: FetchRecord, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("requested_url", record.requestedURL)
      writer.member("url", record.url)
      writer.member("status", record.status)
      writer.member("fetched_at", record.fetchedAt.rfc3339)
      writer.name("redirects")
      writer.array { writer in
        for redirect in record.redirects {
          writer.object {
            $0.member("status", redirect.status)
            $0.member("url", redirect.url)
          }
        }
      }
      writer.member("etag", record.entityTag)
      writer.member("last_modified", record.lastModified)
      writer.member("canonical_url", record.canonicalURL)
      writer.name("refresh")
      guard let refresh = record.refresh else { return writer.null() }
      writer.object {
        $0.member("seconds", refresh.seconds)
        $0.member("url", refresh.url)
      }
    }
  }

  private static func write(_ block: Block, to writer: inout JSONWriter) {
    writer.object {
      $0.member("text", block.text)
      $0.member("kept", block.isKept)
      $0.member("role", block.role.rawValue)
      $0.member("reason", block.reason)
      $0.member("layer", block.layer?.rawValue)
      $0.member("offset", block.offset)
      $0.member("path", block.path.isEmpty ? nil : block.path)
    }
  }

  private static func write(_ edit: Edit, to writer: inout JSONWriter) {
    writer.object {
      $0.member("offset", edit.offset)
      $0.member("length", edit.length)
      $0.member("before", edit.before)
      $0.member("after", edit.after)
      $0.member("layer", edit.layer.rawValue)
      $0.member("certainty", edit.certainty.rawValue)
      $0.member("alternatives", edit.alternatives)
    }
  }

  private static func write(_ witness: Witness, to writer: inout JSONWriter) {
    writer.object {
      $0.member("field", witness.field)
      $0.member("value", witness.value)
      $0.member("origin", witness.origin)
      $0.member("believed", witness.isBelieved)
    }
  }
}
