import API
import ArgumentParser
import Domain
import Ingest

/// What an article is printed as.
enum PrintedFormat: String, ExpressibleByArgument, CaseIterable {
  case json, text, html, markdown
}

/// Prints the article of a cleaned page.
///
/// - Throws: `ExitCode` after saying why there is none.
func printArticle(of cleaned: Cleaned, _ page: RawPage, as format: PrintedFormat) throws {
  guard let article = cleaned.article else {
    complain(
      (cleaned.refusal.isEmpty ? "The page holds no article." : cleaned.refusal)
        + " winnow clean --explain shows what became of each block.")
    throw Exit.failure
  }
  switch format {
  case .json: try printOut(ArticleWriter().json(ArticleView(article, of: page, cleaned: cleaned)))
  case .text: try printOut(Array(article.text.utf8))
  case .html: try printOut(Array(article.html.utf8))
  case .markdown: try printOut(Array(article.markdown.utf8))
  }
}

/// Writes to standard output, with a line's end.
func printOut(_ bytes: [UInt8]) throws {
  do {
    try Descriptor.output.write(bytes.last == 0x0A ? bytes : bytes + [0x0A])
  } catch  where error.isClosedPipe {
    throw Exit.closedPipe
  }
}
