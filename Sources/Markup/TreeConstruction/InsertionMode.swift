/// The insertion modes of the standard; select's own are gone from it.
enum InsertionMode: UInt8 {
  case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable
  case inTableText, inCaption, inColumnGroup, inTableBody, inRow, inCell, inTemplate, afterBody
  case inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
}
