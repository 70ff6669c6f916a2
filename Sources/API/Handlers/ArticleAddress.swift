import Domain
import HTTPServer

extension Request {
  /// The article that the path names.
  ///
  /// - Throws: `Problem` 404 where no article could have that name.
  func articleID() throws -> StoredArticle.ID {
    let text = try parameter("id")
    guard let id = StoredArticle.ID(text) else { throw Problem.noSuchArticle(text) }
    return id
  }
}

extension Service {
  /// The article of that name.
  ///
  /// - Throws: `Problem` 404: `no-article` where the page is kept and holds none, else
  ///   `no-such-article`.
  func article(_ id: StoredArticle.ID) throws -> StoredArticle {
    if let stored = try store.article(id) { return stored }
    guard try store.page(id, revision: nil) != nil else {
      throw Problem.noSuchArticle(id.rawValue)
    }
    throw Problem.noArticle(.notFound, why: "", id: id)
  }

  /// The page of that name, whether it holds an article or not.
  ///
  /// - Throws: `Problem` 404.
  func page(_ id: StoredArticle.ID, revision: Int? = nil) throws -> StoredPage {
    guard let page = try store.page(id, revision: revision) else {
      guard let revision, try store.page(id, revision: nil) != nil else {
        throw Problem.noSuchArticle(id.rawValue)
      }
      throw Problem.noSuchRevision(revision, of: id)
    }
    return page
  }
}
