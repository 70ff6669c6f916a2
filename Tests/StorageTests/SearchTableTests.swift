import Domain
import Testing
import TextAnalysis

@testable import Storage

/// What a person who searches in their own language must find, and must not.
struct SearchTableTests {
  /// Traditional characters of the table with the simplified ones that they fold to.
  private static let folding = Folding(simplified: [
    0x66f8: 0x4e66, 0x5716: 0x56fe, 0x9928: 0x9986, 0x81fa: 0x53f0, 0x7063: 0x6e7e, 0x5b78: 0x5b66,
    0x958b: 0x5f00, 0x6771: 0x4e1c,
  ])

  private static let shelf: [(id: String, title: String, text: String)] = [
    (
      "en-tea", "Tea from the hills",
      "The leaves are picked in spring. A walk to the café takes an hour."
    ),
    (
      "en-ship", "Ships",
      "The harbour of Reykjavík saw 3.5 million tons; state-of-the-art cranes help."
    ),
    (
      "de-bahn", "Die Straßenbahn",
      "Die Straßenbahn fährt über die Brücke nach Köln, Müller sagt nein."
    ),
    ("de-fuss", "Fußball", "Der Ball ist rund und das Spiel dauert neunzig Minuten."),
    (
      "fr-ete", "L'été à Paris",
      "Les élèves ont mangé une crêpe; c'est l'œuvre d'une journée d'août."
    ),
    ("es-nino", "El niño", "La niña comió piña en la montaña. ¿Qué pasó mañana en España?"),
    ("ru-les", "Ёлка в лесу", "В лесу родилась ёлочка. Москва готовится к зиме, мороз крепчает."),
    ("zh-hans", "图书馆开放", "台湾大学的图书馆今天开放，读者可以借阅三本书。高端装备制造业发展。"),
    ("zh-hant", "圖書館開放", "臺灣大學的圖書館今天開放，讀者可以借閱三本書。"),
    ("zh-news", "山东经济", "山东聚焦经济发展主责主业，构建全县联动机制。使用iPhone手机办公。"),
    ("ja-tower", "東京タワー", "東京タワーへ行く。コーヒーを飲みながらラーメンを食べた。データベース。"),
    ("ja-half", "ﾆｭｰｽ", "ﾊﾝｶｸのカタカナとＡＢＣ１２３の全角英数。"),
    ("ko-news", "서울 뉴스", "서울에서 열린 한국어 학술대회. 도서관은 내일 문을 연다."),
    ("ar-news", "أخبار القاهرة", "المكتبة مفتوحة اليوم في القاهرة. كتاب جديد عن اللغة العربية."),
    ("th-news", "ข่าวกรุงเทพ", "น้ำชาร้อนในกรุงเทพมหานคร อากาศดีมาก"),
  ]

  private static let table: [(query: String, found: Set<String>)] = [
    // English: words whole, accents and case folded, nothing stemmed.
    ("tea", ["en-tea"]),
    ("TEA", ["en-tea"]),
    ("te", []),
    ("te*", ["en-tea"]),
    ("leaf", []),
    ("leaves picked", ["en-tea"]),
    ("picked leaves", ["en-tea"]),
    ("\"picked leaves\"", []),
    ("\"leaves are picked\"", ["en-tea"]),
    ("walking", []),
    ("cafe", ["en-tea"]),
    ("CAFÉ", ["en-tea"]),
    ("title:leaves", []),
    ("title:hills", ["en-tea"]),
    ("tea OR cranes", ["en-tea", "en-ship"]),
    ("the NOT tea", ["en-ship"]),
    ("the -harbour", ["en-tea"]),
    ("reykjavik", ["en-ship"]),
    ("3.5", ["en-ship"]),
    ("state-of-the-art", ["en-ship"]),
    ("(tea OR harbour) AND the", ["en-tea", "en-ship"]),
    // German.
    ("Strassenbahn", ["de-bahn"]),
    ("STRASSENBAHN", ["de-bahn"]),
    ("straßenbahn", ["de-bahn"]),
    ("brucke", ["de-bahn"]),
    ("Köln", ["de-bahn"]),
    ("fussball", ["de-fuss"]),
    ("Straßen*", ["de-bahn"]),
    ("Bahn", []),
    // French and Spanish.
    ("ete", ["fr-ete"]),
    ("ÉLÈVES", ["fr-ete"]),
    ("crepe aout", ["fr-ete"]),
    ("oeuvre", ["fr-ete"]),
    ("nino", ["es-nino"]),
    ("montana", ["es-nino"]),
    ("piña -niña", []),
    ("España", ["es-nino"]),
    // Russian.
    ("москва", ["ru-les"]),
    ("МОРОЗ", ["ru-les"]),
    ("елка", ["ru-les"]),
    ("лес", []),
    // Chinese: of any length, either script, never across a mark.
    ("书", ["zh-hans", "zh-hant", "ja-none"]),
    ("图书", ["zh-hans", "zh-hant"]),
    ("圖書館", ["zh-hans", "zh-hant"]),
    ("台湾大学", ["zh-hans", "zh-hant"]),
    ("臺灣", ["zh-hans", "zh-hant"]),
    ("大图", []),
    ("开放读者", []),
    ("经济发展", ["zh-news"]),
    ("装备", ["zh-hans"]),
    ("备装", []),
    ("iphone手机", ["zh-news"]),
    ("发展 NOT 山东", ["zh-hans"]),
    ("title:开放", ["zh-hans", "zh-hant"]),
    // Japanese: half width finds full width and back.
    ("東京", ["ja-tower"]),
    ("タワー", ["ja-tower"]),
    ("ｺｰﾋｰ", ["ja-tower"]),
    ("ニュース", ["ja-half"]),
    ("ハンカク", ["ja-half"]),
    ("abc123", ["ja-half"]),
    // Korean, Arabic, Thai.
    ("한국어", ["ko-news"]),
    ("서울", ["ko-news"]),
    ("도서", ["ko-news"]),
    ("القاهرة", ["ar-news"]),
    ("كتاب", ["ar-news"]),
    ("กรุงเทพ", ["th-news"]),
    ("น้ำชา", ["th-news"]),
  ]

  @Test func `a search finds what it must and nothing else`() throws {
    #expect(Self.table.count >= 60)
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder, folding: Self.folding)
      defer { store.close() }
      for page in Self.shelf {
        _ = try store.keep(
          .make(
            url: "https://example.org/\(page.id)", body: page.id,
            article: .make(title: page.title, text: page.text), id: page.id))
      }
      let ids = Set(Self.shelf.map(\.id))
      for (query, found) in Self.table {
        var filter = ArticleQuery.Filter()
        filter.text = query
        for order in ArticleQuery.Order.allCases {
          let list = try store.list(ArticleQuery(filter: filter, order: order))
          #expect(
            Set(list.articles.map(\.id.rawValue)) == found.intersection(ids), "\(query) by \(order)"
          )
        }
      }
    }
  }
}
