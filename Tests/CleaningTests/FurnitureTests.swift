import Domain
import Markup
import Testing

@testable import Cleaning

/// Lines of page furniture in ten languages, and sentences that hold their words.
@Suite struct FurnitureTests {
  private func role(_ line: String) -> Role? {
    Array(line.utf8).withUnsafeBufferPointer {
      LineGrammar(dates: DateReader()).verdict($0, TextMeasure($0))?.role
    }
  }

  @Test(arguments: [
    ("Read the full story", Role.related), ("Sign up for our newsletter", .promotion),
    ("Share on Facebook | Tweet | Email this", .share),
    ("© 2023 Example Media. All rights reserved.", .legal),
    ("Previous article", .navigation), ("Increase font size", .share), ("Print this page", .share),
    ("Related stories", .related), ("Advertisement", .promotion), ("Comments (12)", .comment),
    ("続きを読む", .related), ("メルマガ登録", .promotion), ("この記事をシェア", .share), ("無断転載を禁じます", .legal),
    ("次のページ", .navigation), ("文字サイズ", .share), ("印刷する", .share), ("おすすめの記事", .related),
    ("広告", .promotion),
    ("기사 더보기", .related), ("뉴스레터 구독", .promotion), ("카카오톡으로 공유", .share),
    ("저작권자 ⓒ 예시신문, 무단전재 및 재배포 금지", .legal), ("다음기사", .navigation), ("글자 크기", .share),
    ("많이 본 뉴스", .related),
    ("Weiterlesen", .related), ("Newsletter bestellen", .promotion),
    ("Auf Facebook teilen", .share),
    ("Alle Rechte vorbehalten.", .legal), ("Nächster Artikel »", .navigation),
    ("Schriftgröße ändern", .share),
    ("Artikel drucken", .share), ("Ähnliche Beiträge", .related), ("Anzeige", .promotion),
    ("Lire la suite", .related), ("Inscrivez-vous à la newsletter", .promotion),
    ("Partager sur Twitter", .share),
    ("Tous droits réservés.", .legal), ("Article précédent", .navigation),
    ("Taille du texte", .share),
    ("Imprimer l’article", .share), ("Articles recommandés", .related),
    ("À lire aussi :", .related),
    ("Seguir leyendo", .related), ("Suscríbete a nuestro boletín", .promotion),
    ("Compartir en WhatsApp", .share),
    ("Todos los derechos reservados", .legal), ("Siguiente noticia", .navigation),
    ("Tamaño de letra", .share),
    ("Noticias relacionadas", .related), ("Publicidad", .promotion),
    ("Читать далее", .related), ("Подпишитесь на рассылку", .promotion),
    ("Поделиться ссылкой", .share),
    ("Все права защищены", .legal), ("Следующая статья", .navigation), ("Размер шрифта", .share),
    ("Версия для печати", .share), ("Читайте также:", .related), ("Реклама", .promotion),
    ("Leia mais", .related), ("Assine nossa newsletter", .promotion),
    ("Compartilhar no WhatsApp", .share),
    ("Todos os direitos reservados", .legal), ("Próxima notícia", .navigation),
    ("Tamanho da letra", .share),
    ("Notícias relacionadas", .related), ("Publicidade", .promotion),
    ("اقرأ المزيد", .related), ("اشترك في النشرة", .promotion), ("شارك المقال", .share),
    ("جميع الحقوق محفوظة", .legal), ("المقال التالي", .navigation), ("حجم الخط", .share),
    ("أخبار ذات صلة", .related),
    ("展开阅读全文", .related), ("扫描下方二维码", .promotion), ("分享给好友", .share), ("未经授权不得转载", .legal),
    ("返回目录", .navigation),
    ("打印此文", .share), ("您可能感兴趣的文章", .related),
  ])
  func `a line of furniture is known in each language`(line: String, role: Role) {
    #expect(self.role(line) == role)
  }

  @Test(arguments: [
    "He said he would read the full story to his children before they slept.",
    "The magazine asked its readers to sign up before the end of May.",
    "Share prices fell on Tuesday after the announcement.",
    "Die Anzeige wurde am Montag erstattet, wie die Polizei mitteilte.",
    "La publicité représente un tiers des recettes du journal.",
    "Все права защищены законом, напомнил адвокат в своей речи.",
    "La siguiente noticia llegó por la tarde y sorprendió a todos.",
    "この記事は昨年の取材をもとに書かれたもので、内容は当時のままです。",
    "기자는 다음기사를 준비하면서 여러 사람을 만났다고 말했다.",
    "قال الكاتب إن جميع الحقوق محفوظة للناشر منذ صدور الكتاب الأول.",
    "他把这篇文章分享给好友，大家读完都说很受启发。",
  ])
  func `a sentence that holds such words stays prose`(line: String) {
    #expect(role(line) == nil)
  }

  @Test func `a heading of one word stays inside a text, and goes below it`() {
    let prose =
      "The old bridge was built of stone and wood, and people from three villages came to see it opened. "
      + "They walked across it one after another, and some of them wept."
    let lines = ["The bridge", prose, "Comments", prose, prose, "Comments", "Share on Facebook"]
    let article = Cleaner().clean(
      RawPage(bytes: Array(lines.joined(separator: "\n\n").utf8), mediaType: "text/plain")
    ).article

    #expect(
      article?.text.split(separator: "\n").map(String.init) == [prose, "Comments", prose, prose])
  }
}
