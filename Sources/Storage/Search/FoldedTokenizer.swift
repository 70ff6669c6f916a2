import GRDB

/// Cuts folded text into its tokens for FTS5: the rest has been done by `SearchTokens`.
final class FoldedTokenizer: FTS5CustomTokenizer {
  static let name = "folded"

  /// `FTS5_TOKEN_COLOCATED` of sqlite3.h: in the place of the token before.
  private static var colocated: CInt { 1 }

  /// `SQLITE_OK`; asked for with each token, where GRDB's would be a global to be looked up.
  private static var ok: CInt { 0 }

  init(db: Database, arguments: [String]) {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization,
    pText: UnsafePointer<CChar>?, nText: CInt, tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    let bytes = UnsafeBufferPointer(start: pText, count: Int(nText))
    var start = 0
    var flags: CInt = 0
    for index in 0...bytes.count {
      let byte = index < bytes.count ? UInt8(bitPattern: bytes[index]) : SearchTokens.blank
      guard byte == SearchTokens.blank || byte == SearchTokens.together else { continue }
      if index > start, let first = bytes.baseAddress {
        let code = tokenCallback(
          context, flags, first + start, CInt(index - start), CInt(start), CInt(index))
        guard code == FoldedTokenizer.ok else { return code }
      }
      flags = byte == SearchTokens.together ? FoldedTokenizer.colocated : 0
      start = index + 1
    }
    return FoldedTokenizer.ok
  }
}
