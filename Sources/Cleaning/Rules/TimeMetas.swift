/// Names of metas that hold times.
enum TimeMetas {
  /// Metas for the time of publishing, the most believed first.
  ///
  /// Source: names in common use: OpenGraph, Dublin Core, Highwire Press, Parse.ly, Sailthru, Cxense, rNews, and what
  /// Chinese portals and government sites write.
  static let publishedNames = [
    "article:published_time", "og:article:published_time", "bytedance:published_time",
    "datepublished", "article.published", "article:published", "published_at", "publishdate",
    "pubdate", "publish_date", "publish-date", "publishtime", "publish_time", "published_time",
    "published", "parsely-pub-date", "sailthru.date", "apub:time", "weibo: article:create_at",
    "article:create_at", "_pubtime", "pubtime", "og:time", "og:pubdate", "og:published_time",
    "og:release_date", "dc.date.issued", "dcterms.issued", "article_date_original",
    "original-publish-date", "cxenseparse:recs:publishtime", "bt:pubdate", "pdate",
    "rnews:datepublished", "ptime", "publication_date", "citation_publication_date",
    "citation_online_date", "citation_date", "release_date", "mediator_published_time",
    "firstpublishedtime", "vr:published_time",
  ]

  /// Metas that many systems fill with the time when the page was made or last saved: what readers see at the headline goes
  /// before them.
  static let vagueNames = [
    "date", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "displaydate",
    "created", "creation_date", "contentdate", "datecreated",
  ]

  static let modifiedNames = [
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified", "article:modified", "updated_time", "dc.date.modified", "og:modified_time",
    "dateupdate", "bytedance:updated_time", "bytedance:lrdate_time", "revised",
  ]
}
