/// What a phrase at the head of a line, or making up the whole of it, says of that line.
///
/// A phrase is evidence, never a verdict: each rule that uses one also asks for the line's shape and place.
enum LineMark: UInt8, CaseIterable, Sendable {
  case author
  case breadcrumb
  case comment
  case date
  case editor
  case keywords
  case legal
  case navigation
  case newsletter
  case pager
  case readMore
  case related
  case share
  case source
  case tool

  /// All phrases, compiled once.
  static let phrases = PhraseSet(
    table.flatMap { mark, words in
      words.withUTF8Buffer { words in
        words.split(separator: UInt8(ascii: "|")).flatMap { word in
          spellings(of: word).map { (text: $0, label: mark.rawValue) }
        }
      }
    }
      + spaced.flatMap { mark, words in
        words.split(separator: "|").flatMap { word in
          blanks.map { blank in
            (
              text: Array(word.map(String.init).joined(separator: blank).utf8),
              label: mark.rawValue
            )
          }
        }
      })

  /// The phrases of one mark.
  static func phrases(of mark: LineMark) -> [String] {
    table.filter { $0.0 == mark }.flatMap { _, words in
      words.description.split(separator: "|").map(String.init)
    }
  }

  /// A phrase as it is and with a capital, where that is none of ASCII's, which are compared in lower case.
  private static func spellings(of phrase: Slice<UnsafeBufferPointer<UInt8>>) -> [[UInt8]] {
    // Kana and Han characters, E3 to E9, have no capitals either.
    guard let lead = phrase.first, lead >= 0x80, lead < 0xE3 || lead > 0xE9 else {
      return [Array(phrase)]
    }
    let text = String(decoding: phrase, as: UTF8.self)
    let capital = text.prefix(1).uppercased() + text.dropFirst()
    return capital == text ? [Array(phrase)] : [Array(phrase), Array(capital.utf8)]
  }

  /// Marks whose phrases may be a whole line; the others only introduce a value.
  static let whole: Set<LineMark> = [
    .comment, .legal, .navigation, .newsletter, .pager, .readMore, .related, .share, .tool,
  ]

  /// Labels that are set with blanks between their characters, to be as wide as longer ones: `来　源：`.
  private static let spaced: [(LineMark, String)] = [
    (.author, "作者|撰稿|供稿"), (.date, "日期|时间"), (.editor, "编辑|责编|审核|校对|摄影"),
    (.keywords, "关键词|关键字|标签|主题词"), (.source, "来源|出处|转自"),
    (.tool, "点击|浏览|打印|字号|人气"),
  ]
  private static let blanks = [" ", "  ", "\u{a0}", "\u{3000}"]

  /// Phrases by mark, `|` between them, one line a language: Chinese (simplified; text is folded before it is looked
  /// up), English, Japanese, Korean, German, French, Spanish, Russian, Portuguese, Arabic.
  ///
  /// Source: labels of common content-management systems and news sites, collected by hand; each is in use on sites of
  /// many owners.
  static let table: [(LineMark, StaticString)] = [
    (
      .author,
      """
      作者|文章作者|文/|文／|文｜|文丨|文|撰文|撰稿|执笔|执笔/|原创|本报记者|通讯员|记者|实习记者|本网记者|口述|文字|作者：|\
      发布人|发布者|供稿人|投稿人|来稿人|报送人|撰稿人|本文作者|作者姓名|采写|文字记者|稿件作者|\
      by|written by|author|authors|reported by|words by|story by|\
      文＝|著者|執筆|記者|\
      기자|글|작성자|\
      von|autor|autorin|verfasst von|\
      par|auteur|publié par|rédigé par|\
      por|escrito por|redacción|\
      автор|авторы|автори|текст|\
      por|autor|redação|\
      بقلم|الكاتب|كتب|كتبت|إعداد|نویسنده|\
      a cura di|scritto da|autore:|autrice:|\
      auteur:|tekst:|door:|av:|skrevet av|skriven av|af:|skrevet af|text:|\
      autorka:|autorzy:|napsal|napsala|szerző|írta|\
      yazar|yazan|penulis|oleh:|ditulis oleh|tác giả|người viết|bài viết của|\
      συντάκτης|συγγραφέας|ผู้เขียน|เขียนโดย|เรื่อง:|लेखक|מאת
      """
    ),
    (
      .breadcrumb,
      """
      您的位置|当前位置|您现在的位置|你现在的位置|您所在的位置|现在位置|您当前的位置|您现在所在的位置|您现在的位置是|您现在位置|您所在位置|你当前的位置|当前栏目|所在栏目|当前页面|您正在浏览|您在这里|当前位置是|你的位置|所在位置|您的当前位置|当前所在位置|位置|\
      you are here|home >|home »|home ›|home /|\
      現在位置|ホーム >|ホーム＞|トップ >|\
      현재위치|홈 >|\
      sie sind hier|startseite >|startseite »|\
      vous êtes ici|accueil >|accueil »|\
      usted está aquí|estás en|inicio >|inicio »|\
      вы здесь|главная >|главная »|главная /|\
      você está aqui|início >|página inicial >|\
      أنت هنا|الرئيسية >
      """
    ),
    (
      .comment,
      """
      网友评论|发表评论|我要评论|最新评论|热门评论|评论列表|全部评论|查看评论|评论|参与评论|留言|暂无评论|匿名发表|匿名评论|验证码|抢沙发|条评论|我来说两句|\
      comments|leave a comment|leave a reply|post a comment|add a comment|join the conversation|view comments|show comments|\
      コメント|コメントする|\
      댓글|\
      kommentare|kommentar schreiben|\
      commentaires|laisser un commentaire|\
      comentarios|deja un comentario|\
      комментарии|оставить комментарий|\
      comentários|deixe um comentário|\
      تعليقات|اترك تعليقا
      """
    ),
    (
      .date,
      """
      发布时间|发布日期|发表时间|发表日期|更新时间|更新日期|时间|日期|发稿时间|上传时间|添加时间|录入时间|发布于|发表于|编辑时间|\
      更新于|刊发时间|刊登时间|发稿日期|成文日期|公布时间|公布日期|创建时间|修改时间|修改日期|张贴时间|上线时间|入库时间|稿件时间|录入日期|添加日期|上传日期|发布|发表|\
      published|posted|posted on|published on|last updated|updated|date|published at|first published|\
      公開日|更新日|投稿日|掲載日|配信|\
      입력|수정|등록|작성일|게재|\
      veröffentlicht|aktualisiert|stand|erstellt am|\
      publié le|mis à jour le|publié|modifié le|\
      publicado|actualizado|fecha|\
      опубликовано|обновлено|дата|\
      publicado em|atualizado em|data|\
      نشر في|تاريخ النشر|آخر تحديث
      """
    ),
    (
      .editor,
      """
      责任编辑|责编|编辑|本文编辑|值班编辑|执行编辑|审核|校对|监制|终审|初审|复审|审校|摄影|供稿|供图|来稿|责任校对|值班主编|编审|网络编辑|文章编辑|主编|图|图/|\
      editor|edited by|editing by|reporting by|photo by|photography|\
      編集|\
      편집|\
      redaktion|\
      édition|\
      editor|\
      редактор|\
      edição|\
      تحرير
      """
    ),
    (
      .keywords,
      """
      关键词|关键字|标签|文章标签|文章关键词|本文标签|tag|tags|相关标签|主题词|话题|热词|本文关键词|文章关键字|本文tag|所属标签|相关关键词|tag标签|关键词标签|\
      keywords|filed under|topics|tagged|tagged with|more on|related topics|categories|\
      タグ|キーワード|関連タグ|関連キーワード|\
      태그|키워드|\
      schlagwörter|schlagworte|themen|\
      mots-clés|mots clés|\
      etiquetas|palabras clave|archivado en|más sobre|\
      теги|ключевые слова|метки|\
      palavras-chave|tópicos|marcadores|\
      từ khóa|từ khoá|thẻ|chủ đề|\
      الكلمات المفتاحية|وسوم
      """
    ),
    (
      .legal,
      """
      版权声明|免责声明|特别声明|版权所有|转载请注明|未经授权|未经许可|声明|本文版权|郑重声明|备案号|公网安备|不良信息举报|违法和不良信息|\
      网站地图|使用条款|隐私政策|版权归|不得转载|书面授权|关于我们|联系我们|广告服务|招聘信息|法律声明|网站声明|法律顾问|icp备|京icp|风险提示|原标题|\
      copyright|all rights reserved|©|terms of use|terms of service|privacy policy|cookie policy|contact us|about us|\
      著作権|無断転載|プライバシーポリシー|お問い合わせ|\
      저작권자|무단전재|무단 전재|개인정보처리방침|\
      alle rechte vorbehalten|impressum|datenschutz|agb|\
      tous droits réservés|mentions légales|\
      todos los derechos reservados|aviso legal|política de privacidad|\
      все права защищены|политика конфиденциальности|\
      todos os direitos reservados|termos de uso|\
      جميع الحقوق محفوظة|سياسة الخصوصية
      """
    ),
    (
      .navigation,
      """
      首页|返回首页|返回顶部|返回列表|无障碍浏览|繁体版|简体版|网站首页|回到顶部|导航|登录|注册|设为首页|加入收藏|手机版|电脑版|客户端|\
      back to top|skip to content|skip to main content|menu|sign in|log in|login|register|home|search|\
      トップページ|ページトップ|ログイン|メニュー|\
      로그인|맨위로|메뉴|\
      zum inhalt springen|nach oben|anmelden|\
      aller au contenu|se connecter|haut de page|\
      iniciar sesión|ir al contenido|\
      войти|наверх|меню|\
      entrar|ir para o conteúdo|\
      تسجيل الدخول|القائمة
      """
    ),
    (
      .newsletter,
      """
      扫码关注|扫一扫在手机打开当前页|扫一扫在手机上阅读|扫一扫在手机阅读|手机扫一扫|扫码阅读|扫码分享|关注公众号|扫描二维码|微信扫一扫|扫一扫|长按识别|欢迎关注|下载客户端|下载app|打开app|微信公众号|关注我们|长按二维码|\
      sign up for|subscribe to|newsletter|subscribe now|get the latest|follow us|follow us on|download our app|get our app|become a member|\
      メルマガ|フォローする|\
      구독|뉴스레터|\
      newsletter abonnieren|jetzt abonnieren|folgen sie uns|\
      abonnez-vous|inscrivez-vous|suivez-nous|\
      suscríbete|síguenos|boletín|\
      подписывайтесь|подписаться|\
      assine|inscreva-se|siga-nos|\
      اشترك|تابعنا
      """
    ),
    (
      .pager,
      """
      上一篇|下一篇|上一页|下一页|上一条|下一条|前一篇|后一篇|上一章|下一章|上篇|下篇|尾页|末页|\
      previous|next|previous article|next article|previous post|next post|older posts|newer posts|next page|previous page|\
      前の記事|次の記事|前へ|次へ|次ページ|\
      이전글|다음글|이전|다음|\
      vorheriger|nächster|weiter|zurück|nächste seite|\
      article précédent|article suivant|précédent|suivant|\
      anterior|siguiente|artículo anterior|artículo siguiente|\
      предыдущая|следующая|назад|вперед|\
      próximo|próxima|\
      السابق|التالي
      """
    ),
    (
      .readMore,
      """
      点击阅读原文|阅读原文|查看原文|点击查看|更多精彩|查看更多|阅读全文|展开全文|点击进入|更多|\
      read more|continue reading|full story|see also|read also|also read|read next|learn more|more on this|click here|\
      続きを読む|もっと見る|あわせて読みたい|\
      더보기|자세히 보기|\
      weiterlesen|mehr lesen|lesen sie auch|mehr zum thema|lesen sie mehr|\
      lire la suite|lire aussi|à lire aussi|en savoir plus|voir aussi|\
      leer más|lea también|lee también|seguir leyendo|te puede interesar|\
      читать далее|читайте также|подробнее|смотрите также|\
      leia mais|leia também|saiba mais|veja também|\
      اقرأ أيضا|اقرأ المزيد
      """
    ),
    (
      .related,
      """
      相关阅读|相关新闻|相关链接|相关文章|相关报道|相关推荐|相关资讯|相关内容|相关专题|延伸阅读|推荐阅读|猜你喜欢|热门文章|最新文章|热门推荐|精彩推荐|\
      热点推荐|为您推荐|更多新闻|热点新闻|编辑推荐|大家都在看|今日热点|图片推荐|热门新闻|最新资讯|随机推荐|本类热门|热门点击|阅读排行|点击排行|新闻排行|\
      推荐文章|推荐新闻|热门标签|你可能喜欢|相关评论|往期回顾|更多内容|热文推荐|精彩图集|看过本文的人还看了|\
      友情链接|友情连接|友链|合作伙伴|合作媒体|合作网站|您可能感兴趣的文章|您可能感兴趣的内容|您可能还喜欢|你可能感兴趣|大家还在看|大家都在搜|本类推荐|精彩阅读|相关信息|\
      更多精彩内容|更多推荐|更多阅读|更多文章|更多相关|猜您喜欢|为你推荐|热门内容|热门资讯|热门搜索|热搜|热搜词|热门关键词|最近更新|最近发表|随便看看|本月热点|今日推荐|今日热门|本周热门|一周热点|\
      推荐内容|推荐资讯|推荐新闻|栏目推荐|站内推荐|同类文章|同类新闻|同类推荐|其他文章|其它文章|其他新闻|相关文档|相关帖子|相关热词|相关搜索|关联阅读|拓展阅读|扩展阅读|\
      继续阅读|接下来阅读|下一篇精彩|新闻推荐|资讯推荐|头条推荐|头条新闻|要闻推荐|焦点图|24小时热文|48小时排行|热文排行|点击榜|人气榜|图文推荐|图文资讯|热图推荐|视频推荐|专题推荐|\
      related articles|related stories|related posts|related news|related content|related|related links|related topics|more from|more stories|recommended|recommended for you|\
      you may also like|you might also like|most read|most popular|trending|trending now|latest news|popular posts|recent posts|more news|what to read next|further reading|\
      関連記事|おすすめ記事|人気記事|関連ニュース|関連リンク|アクセスランキング|\
      관련기사|관련 기사|추천기사|인기기사|많이 본 뉴스|\
      ähnliche artikel|verwandte artikel|das könnte sie auch interessieren|meistgelesen|weitere artikel|mehr zum thema|\
      articles similaires|sur le même sujet|les plus lus|à lire également|articles liés|\
      artículos relacionados|noticias relacionadas|lo más leído|te recomendamos|más noticias|\
      похожие статьи|похожие материалы|материалы по теме|по теме|самое читаемое|другие новости|\
      artigos relacionados|notícias relacionadas|mais lidas|veja mais|\
      مواضيع ذات صلة|مقالات ذات صلة|الأكثر قراءة|أخبار ذات صلة
      """
    ),
    (
      .share,
      """
      分享到|分享|分享至|转发|收藏|点赞|打赏|赞赏|在看|复制链接|微信好友|朋友圈|新浪微博|举报|\
      share this|share on|share|share this article|share this story|tweet|email this|print this|facebook|twitter|whatsapp|pinterest|linkedin|copy link|\
      シェアする|シェア|ツイート|\
      공유하기|공유|\
      teilen|artikel teilen|\
      partager|partagez|\
      compartir|comparte|\
      поделиться|\
      compartilhe|compartilhar|\
      مشاركة|شارك
      """
    ),
    (
      .source,
      """
      来源|来自|文章来源|信息来源|稿件来源|新闻来源|出处|稿源|转自|摘自|本文来源|消息来源|来源于|\
      发布单位|发布机构|供稿单位|来稿单位|来源单位|报送单位|信息发布|文章出处|原文出处|本文转自|转载自|转载来源|媒体来源|内容来源|资讯来源|摘编自|\
      source|via|originally published|\
      出典|提供|情報元|\
      출처|\
      quelle|\
      source|\
      fuente|\
      источник|\
      fonte|\
      المصدر
      """
    ),
    (
      .tool,
      """
      字体|字号|打印|打印本页|关闭|关闭窗口|浏览次数|浏览|点击|点击数|阅读|阅读次数|点击量|浏览量|访问量|阅读量|【字体|人气|大 中 小|大中小|纠错|我要纠错|字体大小|\
      print|font size|text size|listen|save|bookmark|views|minute read|min read|\
      印刷|文字サイズ|\
      인쇄|글자크기|조회|\
      drucken|schriftgröße|\
      imprimer|taille du texte|\
      imprimir|\
      распечатать|просмотров|\
      tamanho da fonte|\
      طباعة
      """
    ),
  ]
}
