/// Lines of page furniture in eleven languages, known only where they are the whole of a line.
///
/// They are too common in prose to be labels: "Contact us", "Réagir", "На главную". Sorted; source: the templates of common
/// content-management systems and news sites, collected by hand; each is in use on sites of many owners.
enum FurnitureLines {
  static let table: [(LineMark, StaticString)] = [
    // English
    (
      .comment,
      """
      0 comments|add comment|be the first to comment|comment|comments (0)|comments are closed|comments closed|\
      have your say|hide comments|leave a comment below|log in to comment|no comments|no comments yet|post comment|\
      read comments|read the comments|show comments|sign in to comment|start the conversation|submit a comment|\
      view all comments|write a comment
      """
    ),
    // Japanese
    (
      .comment,
      """
      この記事へのコメント|みんなのコメント|コメントはまだありません|コメントを投稿|コメントを書く|コメントを残す|コメントを見る|コメント一覧|コメント欄
      """
    ),
    // Korean
    (
      .comment,
      """
      댓글 0|댓글 달기|댓글 보기|댓글 쓰기|댓글보기|댓글쓰기|댓글을 입력해주세요|독자의견|의견쓰기|전체 댓글|전체댓글|최신순|추천순
      """
    ),
    // German
    (
      .comment,
      """
      antworten|diskutieren sie mit|keine kommentare|kommentar|kommentar abgeben|kommentar hinterlassen|\
      kommentar verfassen|kommentare anzeigen|kommentare lesen|kommentare zum artikel|kommentieren|leserkommentare|\
      schreibe einen kommentar|schreiben sie einen kommentar
      """
    ),
    // French
    (
      .comment,
      """
      0 commentaire|ajouter un commentaire|aucun commentaire|commentaire|commenter|commenter cet article|\
      laissez un commentaire|lire les commentaires|poster un commentaire|publier un commentaire|réagir|réagissez|\
      répondre|voir les commentaires|vos réactions|écrire un commentaire
      """
    ),
    // Spanish
    (
      .comment,
      """
      0 comentarios|agregar comentario|añadir comentario|comentar|comentario|deja tu comentario|dejar un comentario|\
      deje un comentario|escribe un comentario|escribir comentario|no hay comentarios|responder|sin comentarios|\
      tu opinión|ver comentarios
      """
    ),
    // Russian
    (
      .comment,
      """
      ваш комментарий|все комментарии|добавить комментарий|комментариев нет|комментарии (0)|комментарий|\
      комментировать|написать комментарий|нет комментариев|обсудить|оставьте комментарий|ответить|\
      показать комментарии|прокомментировать
      """
    ),
    // Portuguese
    (
      .comment,
      """
      0 comentários|adicionar comentário|comentar|comente|comentário|deixar um comentário|deixe o seu comentário|\
      deixe seu comentário|dê sua opinião|escreva um comentário|faça um comentário|nenhum comentário|responder|\
      sem comentários|ver comentários
      """
    ),
    // Arabic
    (
      .comment,
      """
      أضف تعليق|أضف تعليقا|أضف تعليقاً|أضف تعليقك|إضافة تعليق|اترك تعليقاً|اترك ردا|اترك رداً|اكتب تعليقك|التعليقات|\
      شارك برأيك|عرض التعليقات|لا توجد تعليقات
      """
    ),
    // Chinese
    (
      .legal,
      """
      主办单位|举报电话|举报邮箱|互联网新闻信息服务许可证|侵权必究|侵权请联系|信息网络传播视听节目许可证|免责条款|免责申明|公安备案|冀icp|增值电信业务|如有侵权|如需转载|承办单位|技术支持|服务条款|\
      未经授权不得转载|未经许可不得转载|沪icp|津icp|浙icp|渝icp|湘icp|版权声明：|版权说明|用户协议|皖icp|粤icp|网安备|网络文化经营许可证|翻版必究|苏icp|营业执照|蜀icp|豫icp|\
      转载须注明出处|辽icp|违法不良信息举报|违者必究|鄂icp|闽icp|隐私声明|鲁icp
      """
    ),
    // English
    (
      .legal,
      """
      (c) copyright|accessibility|ad choices|advertise with us|cookie preferences|cookie settings|copyright notice|\
      copyright ©|corrections|disclaimer|do not sell my personal information|\
      do not sell or share my personal information|editorial guidelines|imprint|legal notice|may not be published|\
      may not be reproduced|no part of this|privacy & cookies|privacy notice|registered in england|\
      reproduction without permission|site map|sitemap|terms & conditions|terms and conditions|your privacy choices|\
      © copyright
      """
    ),
    // Japanese
    (
      .legal,
      """
      サイトマップ|プライバシー|会社概要|個人情報の取り扱い|個人情報保護方針|免責事項|利用規約|広告掲載|当サイトについて|無断複写・転載を禁じます|無断転載を禁じます|無断転載禁止|特定商取引法に基づく表記|禁無断転載|\
      著作権について|転載禁止|運営会社
      """
    ),
    // Korean
    (
      .legal,
      """
      개인정보 처리방침|개인정보보호정책|고충처리|광고문의|기사제보|등록번호|무단 전재 및 재배포 금지|무단전재 및 재배포 금지|무단전재-재배포 금지|무단전재·재배포 금지|발행인|사업자등록번호|\
      이메일무단수집거부|이용약관|재배포 금지|저작권규약|저작권자 ©|저작권자 ⓒ|저작권자(c)|제휴문의|청소년보호정책|편집인|회사소개
      """
    ),
    // German
    (
      .legal,
      """
      alle rechte vorbehalten.|allgemeine geschäftsbedingungen|barrierefreiheit|cookie-einstellungen|\
      datenschutzeinstellungen|datenschutzerklärung|datenschutzhinweise|haftungsausschluss|mediadaten|\
      nachdruck verboten|nutzungsbedingungen|privatsphäre|urheberrecht|über uns
      """
    ),
    // French
    (
      .legal,
      """
      accessibilité|conditions générales|conditions générales d'utilisation|conditions générales d’utilisation|\
      contactez-nous|données personnelles|droits de reproduction|gestion des cookies|nous contacter|\
      paramétrer les cookies|plan du site|politique de confidentialité|qui sommes-nous|reproduction interdite|\
      tous droits réservés.|toute reproduction interdite
      """
    ),
    // Spanish
    (
      .legal,
      """
      accesibilidad|aviso de privacidad|condiciones de uso|configuración de cookies|contáctenos|derechos reservados|\
      mapa del sitio|mapa web|política de cookies|política de protección de datos|prohibida la reproducción|\
      prohibida la reproducción total o parcial|prohibida su reproducción|protección de datos|quiénes somos|\
      todos los derechos reservados.|términos de uso|términos y condiciones
      """
    ),
    // Russian
    (
      .legal,
      """
      все права защищены.|все права на материалы|использование материалов|карта сайта|контакты|нашли ошибку|\
      о компании|о нас|о проекте|обратная связь|перепечатка материалов|персональные данные|\
      политика обработки персональных данных|пользовательское соглашение|правила использования|\
      при использовании материалов|при перепечатке|реклама на сайте|свидетельство о регистрации|условия использования
      """
    ),
    // Portuguese
    (
      .legal,
      """
      anuncie|anuncie conosco|aviso legal|direitos reservados|fale conosco|ficha técnica|mapa do site|\
      política de cookies|política de privacidade|proibida a reprodução|quem somos|reprodução proibida|sobre nós|\
      termos de serviço|termos de utilização|termos e condições|todos os direitos reservados.|é proibida a reprodução
      """
    ),
    // Arabic
    (
      .legal,
      """
      أعلن معنا|إخلاء مسؤولية|اتصل بنا|الشروط والأحكام|تواصل معنا|جميع الحقوق محفوظة.|حقوق الطبع|حقوق النشر|\
      حقوق النشر محفوظة|خريطة الموقع|شروط الاستخدام|شروط الخدمة|عن الموقع|كل الحقوق محفوظة|للإعلان|من نحن|هيئة التحرير
      """
    ),
    // English
    (
      .navigation,
      """
      advanced search|all sections|back to home|close menu|create account|create an account|go to top|home page|\
      homepage|jump to content|log out|logout|main menu|main navigation|more sections|my account|open menu|\
      return to top|search for|search this site|sign out|site search|skip navigation|skip to main|skip to navigation|\
      toggle menu|toggle navigation
      """
    ),
    // Japanese
    (
      .navigation,
      """
      お知らせ|サイト内検索|トップ|トップに戻る|ページの先頭に戻る|ページトップへ|ホームに戻る|マイページ|メニューを閉じる|メニューを開く|ログアウト|上へ戻る|新規登録|本文へスキップ|検索|検索する|閉じる
      """
    ),
    // Korean
    (
      .navigation,
      """
      검색|검색어 입력|검색하기|닫기|로그아웃|마이페이지|맨 위로|메뉴 닫기|메뉴 바로가기|메인으로|바로가기|본문 바로가기|상단으로|위로|전체 메뉴|전체메뉴|페이지 상단으로|홈|홈으로|회원가입
      """
    ),
    // German
    (
      .navigation,
      """
      abmelden|direkt zum inhalt|einloggen|login|mein konto|menü|menü schließen|menü öffnen|navigation|registrieren|\
      schließen|seitenanfang|startseite|suche|suchen|zum hauptinhalt springen|zum inhalt|zum seitenanfang|\
      zur startseite
      """
    ),
    // French
    (
      .navigation,
      """
      accueil|aller au contenu principal|aller au menu|connexion|créer un compte|déconnexion|fermer|haut de la page|\
      menu|menu principal|mon compte|navigation|passer au contenu|recherche|rechercher|retour en haut|revenir en haut|\
      se déconnecter
      """
    ),
    // Spanish
    (
      .navigation,
      """
      acceder|acceso|buscar|búsqueda|cerrar|cerrar sesión|ingresar|inicio|ir al contenido principal|ir arriba|menú|\
      menú principal|mi cuenta|navegación|portada|registrarse|saltar al contenido|secciones
      """
    ),
    // Russian
    (
      .navigation,
      """
      вверх|вернуться наверх|выйти|главная|главная страница|главное меню|закрыть|зарегистрироваться|искать|\
      к началу страницы|к содержанию|личный кабинет|навигация|перейти к основному содержанию|перейти к содержимому|\
      поиск|поиск по сайту|регистрация
      """
    ),
    // Portuguese
    (
      .navigation,
      """
      acessar|busca|buscar|cadastro|editorias|fechar|início|ir para o conteúdo principal|ir para o topo|login|menu|\
      menu principal|minha conta|navegação|pesquisa|pesquisar|pular para o conteúdo|página inicial|sair|\
      saltar para o conteúdo|voltar ao início|voltar ao topo
      """
    ),
    // Arabic
    (
      .navigation,
      """
      إغلاق|إلى الأعلى|إنشاء حساب|ابحث|الأقسام|البحث|الرئيسية|الصفحة الرئيسية|العودة إلى الأعلى|العودة للأعلى|\
      القائمة الرئيسية|انتقل إلى المحتوى|تخطي إلى المحتوى|تسجيل|تسجيل الخروج|حسابي
      """
    ),
    // Chinese
    (
      .newsletter,
      """
      下载新闻客户端|免费订阅|关注官方微信|关注官方微博|关注微信公众号|微信扫码|微信搜索|扫描下方二维码|扫码下载|扫码阅读|更多资讯请关注|订阅号|邮件订阅|长按图片识别二维码
      """
    ),
    // English
    (
      .newsletter,
      """
      already a subscriber|become a subscriber|daily newsletter|delivered to your inbox|download the app|\
      enter your email|enter your email address|find us on facebook|follow us on instagram|follow us on twitter|\
      get breaking news|get our free newsletter|get our newsletter|get the app|get the newsletter|\
      join our mailing list|join our newsletter|join our whatsapp channel|join us on telegram|like us on facebook|\
      never miss a story|newsletter sign up|newsletter signup|sign up|sign up for our newsletter|sign up here|\
      sign up now|sign up to|sign up to our newsletter|sign up today|start your free trial|stay informed|\
      stay up to date|subscribe|subscribe for free|subscribe to our newsletter|subscribe today|support our journalism|\
      weekly newsletter|your email address
      """
    ),
    // Japanese
    (
      .newsletter,
      """
      アプリをダウンロード|チャンネル登録|ニュースレター|ニュースレター登録|フォローしてください|メルマガ登録|メルマガ購読|メールマガジン|ログインして続きを読む|今すぐ登録|会員登録|公式アプリ|友だち追加|無料会員登録|\
      購読する
      """
    ),
    // Korean
    (
      .newsletter,
      """
      구독 신청|구독신청|구독하기|네이버에서 구독|뉴스레터 구독|뉴스레터 신청|무료 구독|앱 다운로드|이메일 구독|채널 추가|카카오톡 채널 추가|팔로우|회원가입
      """
    ),
    // German
    (
      .newsletter,
      """
      abonnieren|abonnieren sie|app herunterladen|folge uns|folge uns auf|folgen sie uns auf|hier abonnieren|\
      ihre e-mail-adresse|jetzt abo abschließen|jetzt anmelden|jetzt kostenlos anmelden|jetzt registrieren|\
      jetzt testen|keine nachricht mehr verpassen|kostenlos abonnieren|newsletter|newsletter anmelden|\
      newsletter bestellen|newsletter-anmeldung|zum newsletter
      """
    ),
    // French
    (
      .newsletter,
      """
      abonnez-vous à|abonnez-vous à notre newsletter|déjà abonné|inscrivez-vous à|inscrivez-vous à la newsletter|\
      inscrivez-vous à notre newsletter|je m'abonne|je m’abonne|newsletter|recevez chaque|recevez notre newsletter|\
      recevoir la newsletter|rejoignez-nous|rejoignez-nous sur|s'abonner|s'inscrire|suivez-nous sur|s’abonner|\
      s’inscrire|télécharger l'application|télécharger l’application|téléchargez l'application|\
      téléchargez l’application|votre adresse e-mail
      """
    ),
    // Spanish
    (
      .newsletter,
      """
      boletines|descarga la app|descarga nuestra app|inscríbete|newsletter|recibe las noticias|recibe nuestro boletín|\
      regístrate|regístrate gratis|suscribirme|suscribirse|suscríbase|suscríbase a|suscríbete a|\
      suscríbete a nuestra newsletter|suscríbete a nuestro boletín|síganos|síganos en|síguenos en|\
      tu correo electrónico|únete|únete a nuestro canal
      """
    ),
    // Russian
    (
      .newsletter,
      """
      ваш e-mail|ваша почта|подписаться на рассылку|подписка|подписывайтесь на|подписывайтесь на нас|\
      подписывайтесь на наш канал|подпишись|подпишись на|подпишитесь|подпишитесь на|подпишитесь на наш канал|\
      подпишитесь на рассылку|присоединяйтесь|рассылка|скачайте приложение|скачать приложение|следите за нами|\
      читайте нас в
      """
    ),
    // Portuguese
    (
      .newsletter,
      """
      assinar|assine a newsletter|assine agora|assine já|assine nossa newsletter|baixe o aplicativo|baixe o app|\
      cadastre-se|entre no grupo|inscreva-se na newsletter|inscreva-se no canal|newsletter|o seu e-mail|\
      receba a newsletter|receba as notícias|receba nossa newsletter|seu e-mail|siga o canal|siga-nos em|siga-nos no|\
      subscreva|subscreva a newsletter|subscrever
      """
    ),
    // Arabic
    (
      .newsletter,
      """
      اشترك الآن|اشترك في القناة|اشترك في النشرة|اشترك في نشرتنا|اشتركوا|النشرة الإخبارية|النشرة البريدية|انضم إلينا|\
      بريدك الإلكتروني|تابعنا على|تابعونا|تابعونا على|حمل التطبيق|حمّل التطبيق|سجل الآن|سجّل الآن
      """
    ),
    // Chinese
    (
      .pager,
      """
      上一个|上一主题|上一则|上一章节|上一节|下一个|下一主题|下一则|下一章节|下一节|前一页|后一页|跳转到|返回目录
      """
    ),
    // English
    (
      .pager,
      """
      back to index|back to list|first page|last page|newer|newer entries|next entry|next story|older|older entries|\
      prev|prev post|previous entry|previous story|up next
      """
    ),
    // Japanese
    (
      .pager,
      """
      トップへ戻る|ページの先頭へ|一覧に戻る|一覧へ戻る|前の記事へ|前へ戻る|次のページ|次の記事へ|記事一覧
      """
    ),
    // Korean
    (
      .pager,
      """
      다음 글|다음 기사|다음 페이지|다음기사|다음페이지|맨끝|목록|목록보기|목록으로|이전 글|이전 기사|이전 페이지|이전기사|이전페이지
      """
    ),
    // German
    (
      .pager,
      """
      erste seite|letzte seite|neuere beiträge|nächster artikel|nächster beitrag|vorherige seite|vorheriger artikel|\
      vorheriger beitrag|voriger artikel|zur übersicht|zurück zur startseite|zurück zur übersicht|ältere beiträge
      """
    ),
    // French
    (
      .pager,
      """
      article plus ancien|article plus récent|article suivant :|dernière page|page précédente|page suivante|\
      première page|précédente|retour à l'accueil|retour à la liste|retour à l’accueil
      """
    ),
    // Spanish
    (
      .pager,
      """
      entrada anterior|entrada siguiente|noticia anterior|noticia siguiente|primera página|próximo artículo|\
      página anterior|página siguiente|siguiente artículo|siguiente noticia|volver al inicio|volver al listado|\
      volver arriba|última página
      """
    ),
    // Russian
    (
      .pager,
      """
      в конец|в начало|вернуться назад|к списку новостей|на главную|назад к списку|предыдущая запись|\
      предыдущая новость|предыдущая статья|предыдущая страница|предыдущий|следующая запись|следующая новость|\
      следующая статья|следующая страница|следующий
      """
    ),
    // Portuguese
    (
      .pager,
      """
      artigo anterior|artigo seguinte|mais antigas|mais recentes|notícia anterior|postagem anterior|primeira página|\
      próxima notícia|próxima postagem|próxima página|próximo artigo|página anterior|voltar ao topo|\
      voltar para a lista|voltar à lista|última página
      """
    ),
    // Arabic
    (
      .pager,
      """
      الخبر التالي|الخبر السابق|الصفحة التالية|الصفحة السابقة|المقال التالي|المقال السابق|الموضوع التالي|\
      الموضوع السابق|عودة إلى القائمة
      """
    ),
    // Chinese
    (
      .readMore,
      """
      原文链接|展开阅读全文|显示全部|更多内容请关注|查看全文|查看原文|查看更多内容|查看详情|点击展开|点击查看全文|点此阅读|继续阅读全文|阅读更多
      """
    ),
    // English
    (
      .readMore,
      """
      article continues after ad|article continues below|click to read more|continue reading this article|\
      find out more|keep reading|load more|more details|read full article|read more here|read the full article|\
      read the full story|see all|see more|show full article|show more|story continues below|\
      story continues below advertisement|tap here to read|view all|view more
      """
    ),
    // Japanese
    (
      .readMore,
      """
      すべて見る|もっと読む|一覧を見る|全文を読む|全文表示|次のページへ|続きはこちら|続きを見る|記事全文|詳しくはこちら|詳細はこちら
      """
    ),
    // Korean
    (
      .readMore,
      """
      계속 읽기|관련기사 더보기|기사 더보기|기사 원문 보기|기사 전문 보기|더 보기|더보기+|원문보기|자세히보기|전체보기
      """
    ),
    // German
    (
      .readMore,
      """
      alle anzeigen|auch interessant|ganzen artikel lesen|hier weiterlesen|jetzt weiterlesen|lesen sie hier|\
      mehr anzeigen|mehr dazu|mehr erfahren|mehr lesen über|weiterlesen...|zum artikel
      """
    ),
    // French
    (
      .readMore,
      """
      afficher plus|continuer la lecture|la suite|lire l'article|lire la suite de l’article|lire l’article|\
      lire l’article complet|lire plus|plus d'infos|plus d’infos|pour aller plus loin|voir plus|voir tout
      """
    ),
    // Spanish
    (
      .readMore,
      """
      continuar leyendo|le puede interesar|lea más|lee más|leer completo|leer el artículo completo|leer más noticias|\
      mostrar más|más información|puede interesarle|sigue leyendo|también te puede interesar|ver más|ver todas|\
      ver todo
      """
    ),
    // Russian
    (
      .readMore,
      """
      все новости|подробнее о|подробнее...|показать еще|показать ещё|показать полностью|полный текст|смотреть все|\
      узнать больше|читать далее...|читать еще|читать ещё|читать полностью
      """
    ),
    // Portuguese
    (
      .readMore,
      """
      clique aqui|continuar a ler|continuar lendo|continue a ler|continue lendo|leia a matéria completa|\
      leia o texto completo|leia também:|ler mais|mais informações|mostrar mais|saber mais|ver mais|ver todas|ver tudo
      """
    ),
    // Arabic
    (
      .readMore,
      """
      إقرأ أيضا|إقرأ أيضاً|اقرأ أيضاً|اقرأ المزيد...|تابع القراءة|شاهد أيضا|شاهد أيضاً|شاهد المزيد|طالع أيضا|عرض الكل|\
      عرض المزيد|قراءة المزيد|للمزيد
      """
    ),
    // English
    (
      .related,
      """
      also in the news|also of interest|also on|around the web|don't miss|editor's pick|editor's picks|editors' picks|\
      featured articles|featured stories|from around the web|from our partners|hot topics|in case you missed it|\
      latest articles|latest posts|latest stories|more articles|more for you|more headlines|more like this|\
      more on this story|more on this topic|more posts|more videos|most commented|most discussed|most popular stories|\
      most shared|most viewed|other articles|other news|other stories|popular articles|popular now|promoted content|\
      promoted stories|read next:|recommended articles|recommended reading|recommended stories|related article|\
      related coverage|related reading|related story|related video|related videos|similar articles|similar posts|\
      similar stories|sponsored content|suggested articles|suggested reading|top news|top stories|trending articles|\
      trending stories|trending topics|we recommend|what to read|you may also be interested in|you may like|\
      you might also be interested in|you might like
      """
    ),
    // Japanese
    (
      .related,
      """
      あなたにおすすめ|あなたにおすすめの記事|おすすめの記事|おすすめ情報|こちらの記事も|こちらもおすすめ|この記事もおすすめ|その他の記事|よく読まれています|よく読まれている記事|人気の記事|人気ランキング|他の記事|\
      併せて読みたい|前後の記事|合わせて読みたい|同じカテゴリの記事|新着情報|新着記事|最新ニュース|最新記事|最近の記事|注目の記事|注目記事|記事ランキング|関連する記事|関連キーワード|関連コンテンツ|関連トピックス|\
      関連動画|関連商品|関連情報
      """
    ),
    // Korean
    (
      .related,
      """
      가장 많이 본 기사|가장 많이 본 뉴스|관련 글|관련 뉴스|관련 영상|관련 콘텐츠|관련글|관련기사 목록|관련뉴스|관련콘텐츠|다른 기사 보기|다른기사 보기|당신이 좋아할 만한|많이 본 기사|실시간 뉴스|\
      실시간 인기기사|연관 기사|연관기사|오늘의 주요뉴스|이 기자의 다른 기사|이 시각 주요뉴스|이시각 주요뉴스|인기 기사|인기 뉴스|인기글|인기뉴스|주요 뉴스|주요기사|주요뉴스|최신 기사|최신 뉴스|\
      최신기사|최신뉴스|추천 기사|추천 뉴스|추천 콘텐츠|추천뉴스|추천콘텐츠|함께 볼만한 기사|함께 읽으면 좋은 기사|핫이슈|헤드라인
      """
    ),
    // German
    (
      .related,
      """
      aktuelle artikel|aktuelle meldungen|aktuelle nachrichten|auch interessant|auch lesenswert|beliebt|\
      beliebte artikel|beliebteste artikel|das könnte dich auch interessieren|das könnte ihnen auch gefallen|\
      das könnte sie interessieren|empfehlungen|empfehlungen der redaktion|empfohlene artikel|lesen sie auch:|\
      lesetipps|mehr artikel|mehr nachrichten|mehr zu diesem thema|meist gelesen|meistgelesene artikel|\
      meistkommentiert|neueste artikel|neueste beiträge|neuste artikel|schlagzeilen|top-themen|topthemen|\
      unsere empfehlungen|verwandte beiträge|verwandte themen|weitere beiträge|weitere informationen|\
      weitere meldungen|weitere nachrichten|weitere themen|zum thema|ähnliche beiträge|ähnliche themen
      """
    ),
    // French
    (
      .related,
      """
      ailleurs sur le web|articles associés|articles connexes|articles les plus lus|articles populaires|\
      articles recommandés|articles récents|aussi à lire|autres actualités|autres articles|contenus sponsorisés|\
      dans la même catégorie|dans la même rubrique|derniers articles|dernière minute|dernières actualités|\
      dernières infos|dernières nouvelles|du même auteur|en lien avec cet article|l'essentiel|les plus commentés|\
      les plus consultés|les plus populaires|l’essentiel|nos recommandations|nous vous recommandons|plus d'articles|\
      plus d’actualités|plus d’articles|pour aller plus loin|recommandé pour vous|recommandés pour vous|\
      sujets associés|sur le même thème|tous les articles|vous aimerez aussi|vous aimerez peut-être|\
      vous pourriez aimer|vous pourriez aussi aimer|à découvrir|à découvrir aussi|à lire|à lire aussi :|\
      à ne pas manquer|à voir aussi
      """
    ),
    // Spanish
    (
      .related,
      """
      artículos populares|artículos recientes|artículos recomendados|artículos similares|contenido patrocinado|\
      contenido relacionado|contenidos relacionados|destacados|en otras noticias|entradas recientes|\
      entradas relacionadas|las más leídas|lo más comentado|lo más compartido|lo más popular|lo más reciente|\
      lo más visto|lo último|más artículos|más en|más leídas|más leídos|más sobre|más sobre este tema|\
      no te lo pierdas|no te pierdas|nota relacionada|notas recomendadas|notas relacionadas|noticias destacadas|\
      noticias recientes|noticias similares|otras noticias|otros artículos|posts relacionados|\
      publicaciones relacionadas|recomendaciones|recomendado|recomendados|recomendados para ti|recomendamos|\
      relacionadas|relacionados|también le puede interesar|también puede interesarte|te recomendamos leer|\
      temas relacionados|últimas entradas|últimas noticias|últimos artículos
      """
    ),
    // Russian
    (
      .related,
      """
      больше по теме|вам будет интересно|вам может быть интересно|вам может понравиться|вам также может понравиться|\
      возможно, вас заинтересует|выбор редакции|главное сегодня|главные новости|другие материалы|\
      другие новости раздела|другие публикации|другие статьи|еще новости|еще по теме|ещё новости|ещё по теме|\
      лента новостей|материалы по теме:|на эту тему|новости дня|новости партнеров|новости партнёров|новости по теме|\
      популярное|популярные материалы|популярные новости|популярные статьи|последние материалы|последние новости|\
      последние статьи|похожее|похожие записи|похожие новости|похожие публикации|похожие темы|\
      рекомендованные материалы|рекомендуем|рекомендуем почитать|рекомендуем прочитать|самое интересное|\
      самое обсуждаемое|самое популярное|самое просматриваемое|свежие материалы|свежие новости|связанные материалы|\
      связанные новости|связанные статьи|смотрите также:|статьи по теме|топ новостей|читайте еще|читайте ещё|\
      читайте по теме|читайте также:|читать также|что почитать
      """
    ),
    // Portuguese
    (
      .related,
      """
      artigos populares|artigos recentes|artigos recomendados|artigos similares|as mais lidas|conteúdo patrocinado|\
      conteúdo relacionado|conteúdos relacionados|destaques|em destaque|leia a seguir|leia ainda|leia mais sobre|\
      mais acessadas|mais comentadas|mais lidas do dia|mais lidos|mais notícias|mais populares|mais recentes|\
      mais sobre|mais sobre este tema|mais sobre o assunto|mais vistas|mais vistos|matérias recomendadas|\
      matérias relacionadas|notícias recentes|notícias recomendadas|não deixe de ler|não perca|outras notícias|\
      outros artigos|pode gostar|pode interessar|posts recentes|posts relacionados|publicações relacionadas|\
      recomendado para você|recomendados|recomendados para você|recomendamos|relacionadas|relacionados|\
      saiba mais sobre|temas relacionados|tudo sobre|tópicos relacionados|veja ainda|veja também:|você pode gostar|\
      você pode se interessar|você também pode gostar|você também vai gostar|últimas notícias|últimos artigos
      """
    ),
    // Arabic
    (
      .related,
      """
      آخر الأخبار|أبرز الأخبار|أحدث الأخبار|أحدث المقالات|أخبار أخرى|أخبار متعلقة|أخبار مرتبطة|أخبار مشابهة|\
      أهم الأخبار|اخترنا لك|الأخبار ذات الصلة|الأكثر تداولا|الأكثر شعبية|الأكثر مشاركة|الأكثر مشاهدة|\
      المزيد من الأخبار|ربما يعجبك|ربما يهمك|قد يعجبك أيضا|قد يعجبك أيضاً|قد يهمك|قد يهمك أيضا|قد يهمك أيضاً|مختارات|\
      مقالات أخرى|مقالات متعلقة|مقالات مختارة|مقالات مرتبطة|مقالات مشابهة|مواضيع قد تهمك|مواضيع متعلقة|مواضيع مرتبطة|\
      مواضيع مشابهة|موضوعات ذات صلة|موضوعات متعلقة|ننصحك بقراءة
      """
    ),
    // Chinese
    (
      .share,
      """
      qq好友|qq空间|一键分享|人人网|分享到微信|分享到微博|分享到朋友圈|分享文章|分享本文|分享此文|分享给好友|好文章赞一下|扫码分享|点赞收藏|豆瓣
      """
    ),
    // English
    (
      .share,
      """
      add to favorites|bluesky|copy url|email article|flipboard|gift this article|like this|link copied|\
      save for later|send by email|share article|share by email|share link|share on facebook|share on linkedin|\
      share on pinterest|share on reddit|share on twitter|share on whatsapp|share on x|share story|share this page|\
      share this post|share via|share with friends|shares|tweets
      """
    ),
    // Japanese
    (
      .share,
      """
      facebookでシェア|lineで送る|urlをコピー|xでシェア|いいね|いいね！|この記事をシェア|はてなブックマーク|はてブ|クリップする|ツイートする|ブックマーク|ポスト|メールで送る|リンクをコピー|保存する|\
      共有|共有する|記事をシェア
      """
    ),
    // Korean
    (
      .share,
      """
      sns 공유|url 복사|url복사|공유하기|기사 공유|기사공유|네이버 블로그|링크 복사|메일보내기|스크랩|이메일 보내기|좋아요|주소복사|카카오스토리|카카오톡|카카오톡으로 공유|트위터|페이스북
      """
    ),
    // German
    (
      .share,
      """
      auf facebook teilen|auf twitter teilen|auf x teilen|beitrag teilen|empfehlen|gefällt mir|link kopieren|\
      per e-mail teilen|per mail teilen|per whatsapp senden|per whatsapp teilen|seite teilen|teilen auf|weitersagen
      """
    ),
    // French
    (
      .share,
      """
      copier le lien|copier l’adresse|enregistrer|envoyer par e-mail|envoyer par mail|j'aime|j’aime|\
      offrir cet article|partager cet article|partager l'article|partager l’article|partager par e-mail|\
      partager par mail|partager sur|partager sur facebook|partager sur linkedin|partager sur twitter|\
      partager sur whatsapp|partager sur x|sauvegarder|tweeter
      """
    ),
    // Spanish
    (
      .share,
      """
      comparte esta noticia|comparte este artículo|compartir artículo|compartir en|compartir en facebook|\
      compartir en twitter|compartir en whatsapp|compartir en x|compartir esta noticia|compartir por correo|\
      compartir por email|compártelo|copiar el enlace|copiar enlace|difundir|enviar por correo|enviar por email|\
      me gusta|tuitear
      """
    ),
    // Russian
    (
      .share,
      """
      в закладки|в избранное|вконтакте|копировать ссылку|мне нравится|нравится|одноклассники|отправить другу|\
      отправить по почте|поделись с друзьями|поделитесь|поделитесь с друзьями|поделиться в|поделиться в facebook|\
      поделиться новостью|поделиться ссылкой|рассказать друзьям|скопировать ссылку|твитнуть|телеграм
      """
    ),
    // Portuguese
    (
      .share,
      """
      compartilhar no|compartilhar no facebook|compartilhar no twitter|compartilhar no whatsapp|\
      compartilhar por e-mail|compartilhe esta notícia|compartilhe este artigo|compartilhe isso|\
      compartilhe no facebook|compartilhe no whatsapp|copiar link|copiar o link|curtir|enviar por e-mail|\
      enviar por email|partilhar|partilhar no facebook|partilhe|partilhe este artigo|tweetar
      """
    ),
    // Arabic
    (
      .share,
      """
      أعجبني|إرسال بالبريد|ارسل إلى صديق|انسخ الرابط|تلغرام|تويتر|تيليجرام|شارك الخبر|شارك المقال|شارك هذا المقال|\
      شاركها|غرّد|فيسبوك|مشاركة المقال|مشاركة عبر|نسخ الرابط|واتس اب|واتساب
      """
    ),
    // Chinese
    (
      .tool,
      """
      【关闭】|【打印】|关闭本页|关闭页面|加入书签|夜间模式|字体：|字号：|我要打印|打印文章|打印此文|打印此页|收听|朗读|语音播报|返回上页
      """
    ),
    // English
    (
      .tool,
      """
      bookmark this|comments off|decrease font size|download|download pdf|full screen|increase font size|larger text|\
      listen now|listen to article|listen to story|listen to this article|min. read|mins read|minutes read|\
      print article|print page|print this article|print this page|print version|printer friendly|\
      printer-friendly version|reading time|report an error|report this|smaller text|suggest a correction|text resize
      """
    ),
    // Japanese
    (
      .tool,
      """
      このページを印刷|この記事は|印刷する|印刷用ページ|文字の大きさ|文字サイズを変更|文字サイズ変更|読み上げ|閲覧数|音声で聴く
      """
    ),
    // Korean
    (
      .tool,
      """
      가가|글자 작게|글자 크게|글자 크기|글자 크기 변경|글자크기|글자크기 설정|기사듣기|다크모드|댓글쓰기|바로가기|본문듣기|음성으로 듣기|인쇄하기|읽기모드|조회수|프린트|프린트하기
      """
    ),
    // German
    (
      .tool,
      """
      als pdf|anhören|artikel anhören|artikel drucken|drucken|druckversion|fehler melden|lesedauer|lesezeichen setzen|\
      lesezeit|min. lesezeit|schrift vergrößern|schrift verkleinern|schriftgröße|schriftgröße ändern|seite drucken|\
      textgröße|vorlesen
      """
    ),
    // French
    (
      .tool,
      """
      agrandir|agrandir le texte|imprimer cette page|imprimer l'article|imprimer l’article|min de lecture|\
      minutes de lecture|réduire|réduire le texte|signaler une erreur|taille de la police|taille de police|\
      taille du texte|temps de lecture|version imprimable|écouter l'article|écouter l’article
      """
    ),
    // Spanish
    (
      .tool,
      """
      aumentar tamaño|aumentar texto|escuchar artículo|escuchar noticia|imprimir artículo|imprimir noticia|\
      imprimir página|min de lectura|minutos de lectura|reducir tamaño|reducir texto|reportar error|tamaño de fuente|\
      tamaño de letra|tamaño de texto|tamaño del texto|tiempo de lectura|versión para imprimir|visitas
      """
    ),
    // Russian
    (
      .tool,
      """
      версия для печати|время на чтение|время чтения|количество просмотров|минут чтения|на печать|прослушать|\
      просмотров:|просмотры|прочитать вслух|размер текста|размер шрифта|распечатать статью|сообщить об ошибке|\
      увеличить шрифт|уменьшить шрифт
      """
    ),
    // Portuguese
    (
      .tool,
      """
      aumentar fonte|aumentar letra|comunicar erro|diminuir fonte|diminuir letra|imprimir|imprimir artigo|\
      imprimir notícia|min de leitura|minutos de leitura|ouvir artigo|ouvir notícia|ouça|reportar erro|\
      tamanho da letra|tamanho do texto|tempo de leitura|versão para impressão|visualizações
      """
    ),
    // Arabic
    (
      .tool,
      """
      أبلغ عن خطأ|استمع|استمع للمقال|اطبع|تصغير|تصغير الخط|تكبير|تكبير الخط|حجم الخط|دقائق قراءة|دقيقة قراءة|\
      عدد المشاهدات|نسخة للطباعة|وقت القراءة
      """
    ),
    // Vietnamese
    (
      .comment,
      """
      bình luận|gửi bình luận|viết bình luận|ý kiến bạn đọc
      """
    ),
    // Vietnamese
    (
      .legal,
      """
      chính sách bảo mật|chính sách quyền riêng tư|mọi quyền được bảo lưu|điều khoản sử dụng
      """
    ),
    // Vietnamese
    (
      .navigation,
      """
      bỏ qua nội dung|chuyên mục|chuyển đến nội dung|danh mục|giới thiệu|liên hệ|liên hệ quảng cáo|trang chủ|tìm kiếm|về đầu trang|đăng nhập
      """
    ),
    // Vietnamese
    (
      .newsletter,
      """
      nhập email của bạn|đăng ký nhận bản tin|đăng ký nhận tin
      """
    ),
    // Vietnamese
    (
      .related,
      """
      bài liên quan|bài viết liên quan|bài đọc nhiều|có thể bạn quan tâm|tin cùng chuyên mục|tin liên quan|tin mới nhất|tin đọc nhiều|xem thêm|đọc nhiều|đọc thêm
      """
    ),
    // Vietnamese
    (
      .share,
      """
      chia sẻ|chia sẻ bài viết|sao chép liên kết|zalo
      """
    ),
    // Vietnamese
    (
      .tool,
      """
      cỡ chữ|gửi email|in bài viết
      """
    ),
  ]

  /// What names an advertisement, wherever it stands.
  static let advertisements: StaticString = """
    广告|广告位|推广|推广链接|赞助内容|赞助商链接|\
    ad|ads|advertisement|advertisements|advertising|article continues below advertisement|paid content|sponsored|\
    sponsored by|\
    スポンサードリンク|スポンサーリンク|広告|\
    광고|\
    anzeige|anzeigen|werbung|\
    annonce|annonces|publicité|\
    anuncio|anuncios|publicidad|\
    на правах рекламы|реклама|\
    anúncio|anúncios|publicidade|\
    إعلان|إعلانات
    """
}
