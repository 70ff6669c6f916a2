/// Words around names: what introduces a byline, what follows a name, and what is no name at all.
///
/// Source: bylines of news sites, blogs and publishing systems in the languages named, collected by hand; each word is
/// in use on sites of many owners.
enum NameWords {
  /// What introduces a byline, lower case; longer ones are tried first.
  static let labels: [String] = [
    "a cura di", "af:", "article by", "artikel von", "auteur:", "author:", "authors:", "autor:",
    "autore:", "autorin:", "av:", "bởi", "by:", "by", "di", "door", "ein artikel von",
    "ein beitrag von", "ein interview von", "entrevista de", "erstellt von", "escrito por",
    "exclusive by", "from", "geschrieben von", "gepostet von", "interview by", "interview:",
    "interview von", "od", "oleh:", "oleh", "par", "penulis:", "pisze", "por", "posted by",
    "published by", "publié par", "redacción:", "reported by", "reviewed by", "rédigé par",
    "story by", "tekst:", "text by", "text:", "text von", "texte:", "verfasst von",
    "veröffentlicht von", "von", "words by", "written by", "автор:", "автор", "текст:", "بقلم",
    "作者", "作 者", "撰文", "文/", "文／", "文|", "文丨", "文｜", "文＝", "執筆", "著者", "本报记者", "本网记者", "本台记者",
    "记者", "責任編輯", "责任编辑", "编辑", "編輯", "责编", "責編", "原创", "来源", "글", "：", ":",
  ].sorted { $0.count > $1.count }

  /// What a line begins with that names its author in prose: `By Jane Doe`.
  static let openings: [String] = [
    "a cura di ", "bởi ", "by ", "by: ", "door ", "ein artikel von ", "ein beitrag von ",
    "entrevista de ", "escrito por ", "interview by ", "interview von ", "interview: ", "oleh ",
    "par ", "por ", "posted by ", "published by ", "reported by ", "story by ", "text: ",
    "text von ", "texte: ", "tác giả: ", "un artículo de ", "un articolo di ", "un article de ",
    "um artigo de ", "von ", "words by ", "written by ", "автор: ", "корреспондент ", "текст: ",
    "كتب - ", "كتب: ", "كتبت - ", "كتبت: ",
  ]

  static let longestOpening = openings.lazy.map(\.count).max() ?? 0

  /// Words before a name that are no part of it.
  static let leading: Set<String> = [
    "dipl.-ing.", "dr", "dr.", "mag.", "miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prof",
    "prof.", "rechtsanwalt", "rechtsanwältin", "sir", "the",
  ]

  /// Words that stand between names of people, lower case as written.
  static let joiners: Set<String> = [
    "&", "+", "a", "and", "e", "et", "i", "och", "og", "und", "with", "y", "и", "та",
  ]

  /// Small words inside Western names.
  static let particles: Set<String> = [
    "al", "ap", "at-", "ben", "bin", "d'", "da", "das", "de", "degli", "del", "della", "den", "der",
    "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "los", "of", "op", "san", "st.", "te",
    "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
  ]

  /// Words that end a name: roles, verbs and prepositions that follow it in a byline.
  static let stoppers: Set<String> = [
    "about", "admin", "all", "alle", "am", "analyst", "architect", "article", "articles", "artikel",
    "as", "assistant", "associate", "at", "attorney", "aus", "author", "authors", "autor",
    "autorin", "avatar", "bei", "bild", "bio", "business", "by", "category", "ceo", "cfo", "chef",
    "chefredakteur", "chefredakteurin", "chief", "click", "co-founder", "columnist", "comment",
    "commentary", "comments", "community", "consultant", "contact", "content", "contributing",
    "contributor", "correspondent", "counsel", "critic", "cto", "deputy", "der", "designer",
    "developer", "dietitian", "director", "edited", "editor", "editor-in-chief", "editors", "em",
    "email",
    "engineer", "erstellt", "executive", "experte", "expertin", "fact", "fact-checked", "film",
    "folgen", "follow", "for", "foto", "fotos", "founder", "freelance", "freelancer", "from", "für",
    "gardener", "gastautor", "gastautorin", "getty", "grafik", "guest", "has", "head", "home",
    "illustration", "illustrationen", "illustrator", "im", "image", "images", "in", "is",
    "journalist", "journalistin", "last", "lawyer", "le", "lead", "leave", "letzte", "likes",
    "login", "manager", "managing", "marketing", "medically", "member", "min", "minutes", "more",
    "mr", "no", "novelist", "nutritionist", "officer", "on", "opinion", "owner", "page", "photo",
    "photographer", "photography", "photos", "political", "posted", "posts", "president", "privacy",
    "producer", "profil", "profile", "published", "publisher", "publiziert", "publié", "read",
    "redakteur", "redakteurin", "redaktion", "reporter", "reporting", "researcher", "review",
    "reviewed", "reviewer", "role", "says", "schreibt", "science", "see", "senior", "share",
    "shares", "show", "sign", "since", "special", "specialist", "sponsored", "sports", "staff",
    "stand",
    "strategist", "subscribe", "team", "technology", "text", "the", "therapist", "to", "twitter",
    "uhr", "um", "und", "update", "updated", "veröffentlicht", "via", "vice", "view", "vom", "was",
    "website", "who", "with", "worte", "writer", "writers", "writes", "written", "über", "автор",
    "корреспондент", "редактор",
  ]

  /// Words that no name of a person holds: those of menus and sentences.
  static let noNameHolds: Set<String> = [
    "feedback", "how", "ingredient", "latest", "like", "might", "most", "our", "popular",
    "recommended", "related", "that", "this", "trending", "what", "when", "where", "why", "you",
    "your", "youtube", "zeige",
  ]

  /// Words for a number of people who stay unnamed.
  static let groups: Set<String> = [
    "contributors", "desk", "editorial", "editors", "redaction", "redaktion",
    "redaktionsteam", "redazione", "staff", "team", "webteam", "writers",
  ]

  /// Letters behind a name.
  static let credentials: Set<String> = [
    "ba", "bs", "bsc", "cfa", "cpa", "csp", "dds", "do", "dvm", "edd", "fand", "frcs", "jd", "llm",
    "m.d", "md", "m.a", "ma", "mba", "mph", "ms", "msc", "ms.", "np", "od", "pa-c", "pe", "ph.d",
    "phd", "pharmd", "psyd", "rd", "rdn", "rn", "ldn", "lcsw",
  ]

  /// What fields for authors hold instead of a person.
  static let noNames: Set<String> = [
    "admin", "administrator", "afp", "agencies", "agenturen", "anonymous", "ansa", "ap", "apa",
    "associated press", "author", "author name", "authors", "benefit", "bloomberg", "brand",
    "category", "cnn", "comfort", "content", "contributed", "contributor", "contributors",
    "default", "dienstag", "dimanche", "domingo", "donnerstag", "dpa", "editor", "editorial",
    "editors", "efe", "event type", "false", "freitag", "fri", "friday", "genre", "guest",
    "guest author", "home", "http", "https", "image", "jeudi", "jiji", "jueves", "local", "login",
    "lundi", "lunes", "mardi", "martes", "mercredi", "mittwoch", "miércoles", "mon", "monday",
    "montag", "news", "news desk", "news staff", "newsroom", "no author", "none", "null", "online",
    "mehr", "more", "owner", "press", "press release", "price", "privacy", "red", "redacción",
    "redaktion",
    "redazione", "reuters", "role", "root", "rédaction", "samedi", "samstag", "sat", "saturday",
    "sid", "site", "sonntag", "sponsored", "staff", "staff reporter", "staff reports",
    "staff writer", "sun", "sunday", "super user", "sábado", "tagged", "team", "theme", "thu",
    "thursday", "true", "tue", "tuesday", "type", "undefined", "unknown", "user", "username",
    "vendredi", "video", "viernes", "webmaster", "website", "wed", "wednesday", "wire", "writer",
    "year",
  ]

  /// Cities whose names are written as those of people are.
  ///
  /// Source: the time zones of the tz database named after cities of two words, and the seats of AP's datelines.
  static let places: Set<String> = [
    "abu dhabi", "addis ababa", "belo horizonte", "buenos aires", "campo grande", "cape town",
    "cayman islands", "ciudad juarez", "costa rica", "el salvador", "hong kong", "islas canarias",
    "kuala lumpur", "la paz", "las palmas", "las vegas", "los angeles", "mexico city", "new delhi",
    "new jersey", "new orleans", "new york", "new zealand", "north carolina", "panama city",
    "phnom penh", "port louis", "port moresby", "porto alegre", "porto velho", "puerto rico",
    "rio branco", "rio de janeiro", "saint petersburg", "salt lake city", "san diego",
    "san francisco", "san jose", "san josé", "san juan", "santo domingo", "sao paulo", "são paulo",
    "south africa", "south carolina", "sri lanka", "st. louis", "st. petersburg", "tel aviv",
    "united kingdom", "united states", "washington dc", "west virginia",
  ]

  /// Words that a person's name does not hold and an outlet's does.
  static let outletWords: Set<String> = [
    "academy", "administration", "agency", "agencies", "agentur", "association", "authority",
    "blog",
    "board", "bureau", "center", "centre", "channel", "clinic", "college", "commission",
    "committee",
    "company", "council", "daily", "department", "desk", "e.v", "editorial", "federation",
    "foundation", "gazette", "gmbh", "group", "guide", "health", "herald", "hospital", "inc",
    "institut", "institute", "international", "journal", "labs", "library", "llc", "ltd",
    "magazin", "magazine", "media", "ministry", "network", "newsletter", "news", "newspaper",
    "newsroom", "office", "online", "organisation", "organization", "post", "press", "presse",
    "radio", "redacción", "redaktion",
    "redazione", "report", "reports", "rédaction", "school", "services", "society", "solutions",
    "staff", "stiftung", "studio", "studios", "support", "team", "times", "tribune", "tv",
    "university", "verband", "verein", "verlag", "zeitung",
  ]

  /// Roles in Chinese and Japanese bylines, simplified, longer ones first; a name follows, or they follow a name.
  static let hanRoles: [String] = [
    "特约撰稿人", "特约撰稿", "特约记者", "实习记者", "见习记者", "全媒体记者", "融媒体记者", "本报实习生", "首席记者", "本报记者", "本网记者",
    "本台记者", "本刊记者", "新闻记者", "摄影记者", "特派记者", "实习生", "通讯员", "撰稿人", "撰稿", "撰文", "记者", "作者", "编辑", "责编",
    "执笔", "口述",
    "供稿", "整理", "采写", "文字", "编译", "翻译", "主笔", "评论员", "摄影", "报道", "報道", "文／", "文/", "文|", "文丨", "文｜",
    "図", "文・", "文",
  ]

  /// Han words that stand where an author would and name none.
  static let noHanNames: Set<String> = [
    "下载", "专栏", "优质原创", "发布时间", "退出", "能力值", "个人", "主页", "交流", "会员", "佚名", "作者", "保密", "全部", "公众号",
    "关于", "关注", "内容", "分享", "分类", "列表",
    "匿名", "博主", "原创", "发布", "发表", "回复", "图片", "字体", "官方", "实名", "导读", "小编", "已关注", "广告", "归档", "微信",
    "微博", "扫码", "报道", "摄影", "收藏", "整理", "文章", "新闻", "日期", "时间", "更多", "最新", "未知", "本刊", "本报", "本站",
    "本网",
    "来源", "查看", "查看更多", "标签", "楼主", "注册", "浏览", "游客", "点击", "热门", "用户", "登录", "登陆", "相关", "管理员",
    "简介",
    "编辑", "供稿", "供图", "录入", "校对", "审核", "审校", "监制", "网友", "网站", "网络", "综合", "置顶", "联系", "胜利", "订阅",
    "记者", "访问", "访问统计", "评论", "资讯", "转载",
    "返回", "通讯员",
    "链接", "阅读", "频道", "首页", "高级", "黄金", "朋友", "原文", "责编", "责任编辑", "点赞", "举报", "打印", "关闭", "搜索",
    "邮箱",
    "人气", "名片", "发布于", "发表于", "更新于", "粉丝", "手机版", "电脑版", "网络整理", "互联网", "企鹅号", "头条号", "百家号", "搜狐号",
    "澎湃号", "作者简介", "新闻动态",
  ]

  /// Provinces and cities, which stand where a name would.
  ///
  /// Source: administrative divisions of China, all of the first level, and those of the second that begin with a surname of
  /// `Surnames`; public facts, in simplified script.
  static let hanPlaces: Set<String> = [
    "北京", "上海", "天津", "重庆", "河北", "河南", "湖北", "湖南", "山东", "山西", "陕西", "四川", "福建", "海南", "甘肃",
    "青海", "西藏", "新疆", "内蒙古", "辽宁", "黑龙江", "浙江", "广东", "广西", "贵州", "香港", "澳门", "台湾", "吉林", "江苏",
    "江西", "江门", "江阴", "云南", "宁夏", "宁波", "宁德", "安徽", "安庆", "安阳", "安康", "安顺", "常州", "常德",
    "常熟", "成都", "承德", "郑州", "徐州", "苏州", "温州", "金华", "金昌", "石家庄", "石嘴山", "武汉", "武威", "黄山", "黄石",
    "黄冈",
    "龙岩", "梅州", "柳州", "贺州", "邢台", "邵阳", "娄底", "万州", "钟祥", "马鞍山", "康定", "包头", "牡丹江", "景德镇", "张家口",
    "张家界", "张掖", "齐齐哈尔", "毕节", "莫斯科", "汤原", "葛洲坝", "路透",
  ]

  /// Ends of the names of outlets, offices and companies.
  static let hanOutletEndings: [String] = [
    "报", "報", "網", "网", "社", "台", "在线", "中心", "公司", "频道", "杂志", "公众号", "部", "局", "办", "会", "学院",
    "大学", "科",
    "处", "编辑部", "客户端", "专栏", "传媒", "新媒体", "融媒体", "截图", "集团", "日报", "号", "委", "所", "厅", "医院", "银行",
    "新聞", "新闻", "ニュース",
    "編集部", "版",
  ]

  /// Roles behind a Korean name.
  static let hangulRoles: [String] = [
    "선임기자", "인턴기자", "객원기자", "수습기자", "논설위원", "칼럼니스트", "특파원", "편집장", "기자", "작가", "앵커", "교수",
  ]
}
