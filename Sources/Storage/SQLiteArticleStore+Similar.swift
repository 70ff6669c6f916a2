import Domain
import GRDB

extension SQLiteArticleStore: NearDuplicateFinder {
  public func nearDuplicates(
    of id: StoredArticle.ID, limit: Int
  ) throws(StoreError) -> [NearDuplicate]? {
    try read { db in
      let reader = PageReader(db: db)
      guard let page = try reader.page(id)?.number, try reader.hasArticle(page) else { return nil }
      let index = NearDuplicateIndex(db: db, newest: self.index.bands)
      guard let sketch = try index.sketch(of: page) else { return [] }
      let ranked = try index.neighbours(of: sketch, except: page)
        .map { (neighbour: $0, rank: try Rank(of: $0.page, db)) }
        .sorted {
          ($0.neighbour.distance, $0.rank) < ($1.neighbour.distance, $1.rank)
        }
      return try ranked.prefix(limit).compactMap { neighbour, _ in
        try reader.article(neighbour.page, includingText: false)
          .map { NearDuplicate(article: $0, distance: neighbour.distance) }
      }
    }
  }
}
