/// What the tokenizer found last.
///
/// A run of characters is one token; a NUL in content is a token of its own, since the tree
/// construction drops it or replaces it by where it stands.
struct Token {
  enum Kind: UInt8 { case characters, null, startTag, endTag, comment, doctype, endOfFile }

  var kind = Kind.endOfFile
  var tag = Tag(rawValue: 0)
  var isSelfClosing = false
  /// The range of a start tag's attributes in the tokenizer's `attributes`.
  var attributes = ByteRange.empty
  /// The characters, or a comment's text.
  var text = ByteRange.empty
  var doctype = Doctype()
  var forcesQuirks = false
  /// The bytes of the source the token was read from.
  var start = 0
  var end = 0
}
