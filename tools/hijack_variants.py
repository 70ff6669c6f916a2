"""Builds hijacked pages of many layouts, charsets, hiding methods, spam vocabularies and lines of fields, with their gold.

A third implementation of the damage, beside Sources/Restoration and Sources/Obfuscation, and sharing nothing with either:
OpenCC converts, pypinyin reads, Python's codecs know GBK. Each page draws one value of each dimension below, so that scores by
value say which variant is weak. Spam words are spelled only to be removed again; nothing political is among them.
"""

import random
import re

import opencc
import pypinyin

KEPT = set("后里于云面范制系只布游余并采占征斗志么干吃群峰秘朱松杰周才舍谷丑姜折")
FORCED = {"台": "臺", "准": "準", "着": "著", "症": "癥", "岩": "巖", "复": "復", "为": "為", "众": "眾"}
CONVERTER = opencc.OpenCC("s2tw")
FORMS, READINGS = {}, {}


def form(char):
    if char not in FORMS:
        made = FORCED.get(char) or (char if char in KEPT else CONVERTER.convert(char))
        FORMS[char] = made if len(made) == 1 else char
    return FORMS[char]


def reading(char):
    if char not in READINGS:
        READINGS[char] = pypinyin.pinyin(char, style=pypinyin.Style.TONE)[0][0]
    return READINGS[char]


TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
STYLES = {
    "none": None, "half": "(%s)", "space-in": "(%s )", "full": "（%s）", "square": "[%s]", "space-out": " (%s)",
    "untoned": "(%s)", "number": "(%s)", "capital": "(%s)",
}


def written(char, style):
    """The reading behind a character as a style writes it."""
    sound = reading(char)
    if style == "untoned":
        sound = sound.translate(TONES)
    elif style == "number":
        sound = pypinyin.pinyin(char, style=pypinyin.Style.TONE3)[0][0]
    elif style == "capital":
        sound = sound.capitalize()
    return STYLES[style] % sound


class Damage:
    """The damage of one page: conversion, its own table of annotated characters, cuts."""

    def __init__(self, dice, text, style, converts, cuts):
        self.style, self.converts, self.cuts = style, converts, cuts
        self.table = {}
        if STYLES[style]:
            share = dice.uniform(0.3, 0.7)
            for char in sorted(set(text)):
                to = form(char)
                if not "\u4e00" <= to <= "\u9fff" or not re.search("[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]", reading(to)):
                    continue
                if (to != char or style == "untoned" and dice.random() < 0.2) and dice.random() < share:
                    self.table[to] = written(to, style)

    def __call__(self, text):
        if self.converts:
            text = "".join(map(form, text))
        if self.style in ("none", "half", "space-in", "untoned") and (self.table or self.cuts):
            return self.by_bytes(text)
        return "".join(c + self.table.get(c, "") for c in text)

    def by_bytes(self, text):
        codes = {c.encode("gbk"): r for c, r in self.table.items() if len(c.encode("gbk", "ignore")) == 2}
        source = b"".join(c.encode("gbk", "ignore") or b"?" for c in text)
        out, behind = bytearray(), True
        for i, byte in enumerate(source):
            out.append(byte)
            found = None if behind else codes.get(source[i - 1:i + 1])
            behind = found is not None
            if found:
                out += found.encode("gbk", "ignore")
        pieces = re.split(b"(\xa3[\xa1\xbf\xbb])", bytes(out)) if self.cuts else [bytes(out)]
        return "".join(decoded(p) for p in pieces)


def decoded(data):
    """GBK as the damage reads it: what is no character is `?`, pairs of the user areas vanish."""
    text, i = "", 0
    while i < len(data):
        if data[i] < 0x80:
            text, i = text + chr(data[i]), i + 1
            continue
        pair = data[i:i + 2]
        try:
            text += pair.decode("gbk")
        except UnicodeDecodeError:
            a, b = pair[0], pair[1] if len(pair) > 1 else 0
            user = b >= 0xA1 and (0xAA <= a <= 0xAF or a >= 0xF8) or 0x40 <= b < 0xA1 and 0xA1 <= a <= 0xA7
            text += "" if user else "?"
        i += 2
    return text


VOCABULARIES = {
    "adult": "国产 欧美 日韩 亚洲 久久 精品 在线 观看 免费 综合 高清 影院 一区 二区 成人 丁香 婷婷 五月天 激情 伊人",
    "adult-new": "香艳 私房 车模 写真 裸聊 嫩模 约炮 辣妞 水多 多毛 后入 吞精 潮喷 内射 丝足 推油 黑料 网红 福利姬 合集",
    "gambling": "皇冠 体育 投注 平台 太阳城 官网 开户 葡京 网址 真人 百家乐 澳门 新葡京 赌场 登录 娱乐城 金沙 注册 送彩金 棋牌",
    "lottery": "双色球 快三 走势图 开奖 结果 幸运飞艇 北京赛车 计划 群 倍投 大小单双 彩票 预测 六合彩 特码 资料 时时彩 平特一肖 香港 挂牌",
    "medicine": "壮阳药 哪里买 持久 延时 伟哥 正品 价格 印度 神油 货到付款 早泄 阳痿 偏方 增大 胶囊 减肥药 排行榜 丰胸 祛斑 祛痘",
    "loans": "小额 贷款 无抵押 秒下款 黑户 网贷 口子 2024 不看征信 信用卡 套现 花呗 提现 白户 急用钱 私人 放款 借钱 应急 车贷",
    "games": "传奇 私服 发布网 新开 一秒 手游 无限 元宝 破解版 辅助 外挂 脚本 刷金币 变态版 sf 单职业 1.76 复古 倍攻 刀",
    "invoices": "代开 发票 增值税 专用 电话 正规 餐饮 住宿 建筑 材料 普通 北京 上海 广州 深圳 开票 公司 微信 点位 可验证",
    "seo": "站群 软件 快排 外链 代发 寄生虫 程序 蜘蛛池 出租 收录 权重 提升 霸屏 黑帽 优化 排名 百度 关键词 推广 泛目录",
    "english": "online casino|free slots|best bonus|viagra cheap|cialis online|payday loans|replica watches|poker room|bet365 login|"
               "sports betting|buy kamagra|no deposit|mega jackpot|xxx video|hot girls|live cams|crypto profit|fake rolex|essay writing|work from home",
    "vietnamese": "nhà cái uy tín|cá độ bóng đá|tài xỉu online|nổ hũ đổi thưởng|kèo nhà cái|xổ số miền bắc|bắn cá online|đánh bài ăn tiền|"
                  "casino trực tuyến|soi kèo hôm nay|lô đề online|game bài đổi thưởng|link vào|đăng ký nhận tiền|rút tiền nhanh|khuyến mãi nạp đầu",
    "thai": "สล็อตเว็บตรง|บาคาร่าออนไลน์|แทงบอลออนไลน์|หวยออนไลน์|เครดิตฟรี|คาสิโนสด|ยิงปลา|เว็บพนัน|ทดลองเล่น|ฝากถอนออโต้|"
            "แตกง่าย|โปรโมชั่น|สมัครสมาชิก|เกมสล็อต|ทางเข้า|ไม่ผ่านเอเย่นต์",
    "japanese": "スーパーコピー|ブランド財布|激安通販|時計コピー|無修正動画|熟女動画|人妻不倫|出会い系|オンラインカジノ|バカラ必勝法|"
                "精力剤通販|即日融資|偽ブランド|中出し|素人投稿|巨乳画像",
    "korean": "먹튀검증|카지노사이트|토토사이트|바카라사이트|안전놀이터|슬롯머신|파워볼|꽁머니|홀덤|출장안마|오피|성인용품|비아그라|대출|소액결제|현금화",
    "russian": "казино онлайн|ставки на спорт|игровые автоматы|вулкан казино|фриспины за регистрацию|виагра купить|микрозайм на карту|знакомства для секса|"
               "порно видео|бонус без депозита|букмекерская контора|мелбет зеркало|рабочее зеркало|кредит без отказа|дженерики почтой|покер на деньги",
    "turkish": "deneme bonusu veren siteler|canlı bahis|kaçak iddaa|casino siteleri|bedava slot oyna|bahis sitesi giriş|güncel adres|rulet oyna|"
               "escort bayan|çevrimsiz bonus|tombala siteleri|kredi başvurusu|yatırımsız bonus|mobil bahis|bahis analizi|jackpot kazan",
    "indonesian": "slot gacor hari ini|judi bola online|togel hongkong|agen slot terpercaya|link alternatif|bandar togel|rtp live|slot deposit pulsa|"
                  "poker online|daftar situs judi|bonus new member|maxwin scatter|prediksi sgp|slot demo|sabung ayam|live casino",
    "spanish": "apuestas deportivas|casino en línea|bono sin depósito|tragamonedas gratis|viagra sin receta|préstamos rápidos|ruleta en vivo|"
               "relojes réplica|comprar seguidores|créditos urgentes|póker online|escorts en madrid|dinero fácil|juegos de azar",
    "german": "Online Casino|Sportwetten Bonus|Freispiele ohne Einzahlung|Viagra rezeptfrei|Kredit ohne Schufa|Spielautomaten|Replica Uhren|"
              "Bitcoin Gewinn|Potenzmittel kaufen|Roulette spielen|Escort Berlin|Ghostwriter|Führerschein kaufen|Abnehmpillen",
    "arabic": "كازينو اون لاين|مراهنات رياضية|العاب قمار|مكافأة بدون ايداع|سلوتس مجانية|شراء فياجرا|قروض سريعة|روليت مباشر|بوكر حقيقي|"
              "رهان كرة القدم|ربح المال|ساعات مقلدة|موقع مراهنات|تسجيل الدخول",
    "diplomas": "办理 文凭 学历 毕业证 成绩单 刻章 四六级 证书 驾驶证 职称 原版 一比一 高仿 定制 档案 学位 驾照 房产证 护照 快递",
    "surrogacy": "代孕 试管 供卵 包成功 机构 费用 选性别 三代 公司 捐卵 助孕 龙凤胎 套餐 明细 包性别 借卵 单身 国外 价格表 医院",
    "massage": "上门 会所 全套 按摩 桑拿 水疗 技师 高端 外围 莞式 服务 新茶 品茶 嫩茶 大圈 学生 喝茶 联系方式 养生 spa",
    "crypto": "比特币 交易所 合约 返佣 欧易 币安 下载 注册 邀请码 钱包 空投 以太坊 矿机 搬砖 虚拟币 场外 杠杆 充值 提现 官网",
    "novels": "小说 全文 免费阅读 txt 笔趣阁 最新章节 无弹窗 下载 完本 番外 霸道总裁 重生 穿越 阅读全文 手打 顶点 全集 漫画 大结局 未删减",
    "industry": "破碎机 厂家 直销 价格 型号 反应釜 不锈钢 定制 输送机 生产线 批发 供应 图片 球磨机 制造商 二手 报价 专业 减速机 除尘器",
    "divination": "算命 风水 八字 合婚 起名 周公解梦 开运 转运 招财 符咒 法事 和合术 大师 免费测 紫微 塔罗 改运 请神 灵验 桃花",
    "stocks": "荐股 牛股 内幕 涨停 老师 带单 配资 平台 实盘 开户 杠杆 炒股 群 期货 黄金 外汇 返佣 稳赚 指标 公式",
    "livestream": "直播 秀场 主播 盒子 聚合 福利 破解 账号 扫码 打赏 一对一 夜间 安卓 苹果 下载 大秀 平台 邀请 会员 免费",
    "pirated": "电影 电视剧 迅雷 磁力 种子 蓝光 全集 免费 在线 网盘 资源 中字 未删减 下载 百度云 高清 播放 完整版 国语 粤语",
    "hindi": "ऑनलाइन कैसीनो|सट्टा मटका|तीन पत्ती|मुफ्त बोनस|क्रिकेट सट्टेबाजी|लोन तुरंत|रम्मी खेलें|पोकर ऑनलाइन|स्लॉट मशीन|जैकपॉट जीतें|वियाग्रा खरीदें|नकली घड़ी|आसान पैसा|बोनस कोड",
    "polish": "kasyno online|darmowe spiny|zakłady bukmacherskie|bonus bez depozytu|automaty do gier|chwilówki online|viagra bez recepty|"
              "ruletka na żywo|poker na pieniądze|szybka pożyczka|kod promocyjny|gry hazardowe|podróbki zegarków|kredyt bez bik",
    "mixed-latin": "av 91porn 麻豆 ok168 bbin 电子 ag真人 lol 竞猜 pg电子 jdb 捕鱼 kok app 官网 leyu 体育 hth 华体会 ios 版",
    "hackers": "查开房 记录 定位 手机 聊天 监控 恢复 微信 个人 信息 黑客 接单 联系 先办事 后付款 通话 详单 破解 密码 身份证",
}


def spam_phrases(dice, name, count):
    words = VOCABULARIES[name]
    if "|" in words:
        words = words.split("|")
        return [dice.choice(words) if dice.random() < 0.6 else " ".join(dice.sample(words, 2)) for _ in range(count)]
    words = words.split(" ")
    return ["".join(dice.choice(words) for _ in range(dice.randint(2, 4))) for _ in range(count)]


SEPARATORS = ["_", "-", ",", "，", "、", "|", " | ", " ", "/", "·", "｜", ";"]

META = {
    "date-source": "{d} {t}:07    来源：{s}",
    "full-labels": "发布时间：{d} {t}　来源：{s}　作者：{a}",
    "bars": "来源：{s} | 作者：{a} | {d} {t} | 浏览：837次",
    "slashes": "作者：{a} / 来源：{s} / {slash}",
    "han-date": "{han}{t} 来源：{s} 作者：{a}",
    "han-blank": "{hanblank} {t}　　稿件来源：{s}　　撰稿：{a}",
    "brackets": "【来源：{s}】【作者：{a}】【日期：{d} {t}】",
    "round": "（来源：{s}　作者：{a}　时间：{d}）",
    "ascii-colon": "时间:{d} {t} 来源:{s} 作者:{a} 点击:502次",
    "spaced-colon": "时间 ：{d}　来源 ：{s}　作者 ：{a}",
    "wide-labels": "来 源：{s}　作 者：{a}　日 期：{d}",
    "editor-line": "日期：{slash} {t}  文章来源：{s}  责任编辑：{a}",
    "zone": "{d}T{t}:00+08:00 来源：{s} 作者：{a}",
    "dots": "发布日期：{dot} 信息来源：{s} 作者：{a} 阅读：1207 次 字号：【大 中 小】",
    "two-lines": "来源：{s}　发布时间：{d} {t}\n作者：{a}　编辑：周小川",
    "four-lines": "来源：{s}\n作者：{a}\n时间：{d} {t}\n浏览量：3210",
    "publisher": "发布人：{a}　发布单位：{s}　发布时间：{d}",
    "reporter": "{d} {t} | {s} | 记者 {a}",
    "wen": "文/{a}　　来源：{s}　　{han}",
    "wen-bar": "文｜{a}　来源｜{s}　{d}",
    "updated": "更新于：{d} {t}　出处：{s}　作者：{a}",
    "bare": "{d} {t} {s} {a}",
    "posted": "{a} 发表于 {d} {t} 来源：{s}",
    "two-digit": "作者：{a} 来源：{s} 更新时间：{short}",
    "pipes-tight": "{d}|来源：{s}|作者：{a}|人气：99",
    "count-first": "浏览次数：1,024　来源：{s}　发布时间：{d}　作者：{a}　打印　关闭",
    "reversed": "作者：{a}　{d} {t}　新闻来源：{s}　评论(3)",
    "transferred": "转自：{s}　作者：{a}　日期：{d} {t}:33",
    "weekday": "{han} 星期三 {t}　　来源：{s}　　作者：{a}",
    "shorthand": "作者丨{a}　来源丨{s}　时间丨{d}",
    "slash-labels": "作者/{a}　来源/{s}　日期/{d}",
    "from": "{d} {t}　来自：{s}　撰稿人：{a}",
    "latin-labels": "Author：{a}　Source：{s}　Date：{d}",
    "article-labels": "文章作者：{a}　文章出处：{s}　发表日期：{d} {t}",
    "square-date": "[{d} {t}]　来源：{s}　作者：{a}",
    "round-date": "({slash})　信息来源：{s}　供稿人：{a}",
    "half-day": "发布时间：{d} 上午 {t}　作者：{a}　来源：{s}",
    "read-count": "作者：{a} | 时间：{dot} | 来源：{s} | 阅读量：1.2万 | 点赞：36",
    "source-first": "{s}　{d} {t}　作者：{a}",
    "unlabelled-bars": "{s} | {a} | {d}",
    "time-of-release": "发稿时间：{han}{t}　稿源：{s}　作者：{a}",
    "en-dash": "来源：{s} – 作者：{a} – {d}",
    "semicolons": "来源：{s}；作者：{a}；时间：{d}；",
    "five-lines": "{d}\n{t}\n来源：{s}\n作者：{a}\n阅读 2301",
    "print-line": "{d} {t}　来源：{s}　作者：{a}　【打印】【关闭】【收藏】",
    "dot-bars": "{dot} {t} ｜ {s} ｜ 文：{a}",
    "arrows": "来源 → {s}　作者 → {a}　时间 → {d}",
    "equals": "来源={s}　作者={a}　时间={d}",
    "corner": "「来源」{s}　「作者」{a}　「时间」{d}",
    "compact": "{s}{d}　{a}",
    "eight-digits": "{eight} {t}　来源：{s}　作者：{a}",
    "am": "{d} {t}:15 AM　来源：{s}　作者：{a}",
    "bullets": "• 来源：{s} • 作者：{a} • 发布：{d}",
    "views-between": "来源：{s}　阅读：3,207　作者：{a}　评论：0　{d} {t}",
    "day-first": "作者：{a}　来源：{s}　发布于：{dayfirst}",
    "bold-labels": "【发布日期】{d}【信息来源】{s}【作者】{a}",
}

CRUMBS = {
    "your": "您的位置：首页>新闻 >", "current": "当前位置：首页 > 要闻 > 正文", "arrow": "首页 -> 政务公开 -> 动态",
    "guillemet": "首页 » 新闻 » 行业动态", "single": "主页 › 资讯 › 国内", "slash": "首页 / 新闻中心 / 正文", "thin": "首页→新闻→正文",
    "double-colon": "当前位置 :: 首页 :: 资讯", "where": "您现在所在的位置：网站首页 >> 新闻资讯 >> 社会", "comma": "当前位置：首页、新闻、正文",
    "site": "江城在线 > 新闻频道 > 社会新闻", "bracket": "【当前位置】首页 > 社会", "here": "所在位置：首页＞财经＞正文", "none": "",
    "backslash": "首页 \\ 新闻 \\ 正文", "bar": "您的位置: 首页 | 国内新闻 | 正文", "dash": "首页 - 新闻 - 地方",
}

KEYS = {
    "colon": "关键词：{blank}", "tags": "标签：{comma}", "zi": "关键字: {blank}", "latin": "Tags：{comma}", "tag": "TAG: {blank}",
    "wide": "关 键 词：{blank}", "bracket": "【关键词】{comma}", "this": "本文标签：{bar}", "topic": "相关标签：{hash}",
    "lenticular": "[关键词] {blank}", "ideographic": "关键词：{dun}", "semicolon": "关键词：{semi}", "slash": "标签: {slash}", "none": "",
}

EDITORS = ["责任编辑：{e}", "（责任编辑：{e}）", "【责任编辑：{e}】", "[责任编辑:{e}]", "编辑：{e} 校对：陈志远", "责编：{e}", "(责编:{e}、王小虎)",
           "编 辑：{e}", "责任编辑 {e}", ""]

LAYOUTS = ["p", "br", "brbr", "td", "nested-td", "divs", "spans", "pre", "sections", "fonts", "blank-p", "unclosed", "indent", "wechat",
           "list", "center", "one-cell", "dl", "quote", "article-aside", "ol", "figure", "label-span", "empty-p", "main", "dt", "th"]
HEADINGS = ["h1", "h2", "h3", "div", "td", "font", "strong", "span"]
TITLES = ["og-only", "pipes-after", "book-marks", "same", "spam-before", "spam-after", "spam-alone", "site-after", "spam-then-site", "none", "underscore", "bracketed", "bars"]
HIDING = {
    "none": None, "visible": "", "display": 'style="display:none"', "visibility": 'style="visibility: hidden"', "opacity": 'style="opacity:0"',
    "font0": 'style="font-size:0px"', "clip": 'style="position:absolute;clip:rect(0,0,0,0)"',
    "clip-path": 'style="position:absolute;clip-path:inset(50%)"', "indent": 'style="text-indent:-9999px;overflow:hidden"',
    "left": 'style="position:absolute;left:-10000px;top:0"', "top": 'style="position: fixed; top: -2000px"',
    "color": 'style="color:#fff;background:#ffffff"', "color-named": 'style="color:white;background-color:white"',
    "height0": 'style="height:0;overflow:hidden"', "max-height": 'style="max-height:0px;overflow:hidden"',
    "size1": 'style="width:1px;height:1px;overflow:hidden"', "attribute": "hidden", "aria": 'aria-hidden="true"',
    "scale": 'style="transform:scale(0)"', "margin": 'style="margin-left:-9999px"', "filter": 'style="filter:alpha(opacity=0);opacity:0.01"',
    "class": 'class="{c}"', "id": 'id="{c}"', "sheet-left": 'class="{c}"', "sheet-font": 'class="{c} x"',
    "template": "template", "noscript": "noscript", "script": "script", "comment": "comment", "marquee": "marquee",
    "ganrao": "ganrao", "textarea": "textarea", "select": "select", "iframe": "iframe", "noframes": "noframes", "nested": "nested",
    "transparent": 'style="color:transparent"', "line-height": 'style="line-height:0;font-size:1px"', "z": 'style="position:absolute;z-index:-1;left:-5000px"',
    "polygon": 'style="clip-path:polygon(0 0,0 0,0 0)"', "circle": 'style="-webkit-clip-path:circle(0);clip-path:circle(0 at 50% 50%)"',
    "kellum": 'style="text-indent:100%;white-space:nowrap;overflow:hidden;width:20px"', "indent-em": 'style="text-indent:-999em"',
    "filter-opacity": 'style="filter:opacity(0)"', "filter-percent": 'style="filter: blur(1px) opacity(0%)"', "opacity-percent": 'style="opacity:0%"',
    "font-em": 'style="font-size:0em"', "font-percent": 'style="font-size:1%"', "font-tiny": 'style="font-size:.01em"', "right": 'style="position:absolute;right:-9999px"',
    "right-far": 'style="position:fixed;right:9999px"', "bottom": 'style="position:absolute;bottom:9999px"', "left-far": 'style="position:absolute;left:99999px"',
    "inset": 'style="position:absolute;inset:-9999px auto auto -9999px"', "margin-short": 'style="margin:0 0 0 -9999px"', "margin-all": 'style="position:absolute;margin:-5000px"',
    "translate": 'style="transform:translateX(-9999px)"', "translate-both": 'style="transform: translate(-200vw, -200vh)"', "translate3d": 'style="-webkit-transform:translate3d(-10000px,0,0);transform:translate3d(-10000px,0,0)"',
    "translate-own": 'style="translate:-9999px 0"', "scale-own": 'style="scale:0"', "scale-both": 'style="transform:scale(0,0)"', "scale-y": 'style="transform: scaleY(0)"',
    "matrix": 'style="transform:matrix(0,0,0,0,0,0)"', "rotate": 'style="transform:rotateX(90deg)"', "behind": 'style="position:absolute;z-index:-999;top:0"',
    "rgb": 'style="color:rgb(255,255,255);background:#fff"', "rgb-new": 'style="background-color:white;color:rgb(100% 100% 100%)"', "hsl": 'style="color:hsl(0,0%,100%);background:#ffffff"',
    "rgba0": 'style="color:rgba(0,0,0,0)"', "hex0": 'style="color:#0000"', "fill": 'style="-webkit-text-fill-color:transparent"', "variables": 'style="--q:#fdfdfd;color:var(--q);background:var(--q)"',
    "near": 'style="color:#fefefe;background:#ffffff"', "near-grey": 'style="background:rgb(238,238,238);color:rgb(240,240,240)"', "font-color": "font-color",
    "details": "details", "dialog": "dialog", "inert": 'inert', "content-visibility": 'style="content-visibility:hidden"', "height-clip": 'style="height:0;overflow:clip"',
    "height-px": 'style="height:0.5px;overflow-y:hidden"', "max-block": 'style="max-block-size:0;overflow:hidden"', "contain": 'style="width:0;height:0;overflow:hidden;display:inline-block"',
    "nested-rule": 'class="{c}"', "media-rule": 'class="{c}"', "supports-rule": 'class="{c}"', "layer-rule": 'class="{c}"', "child-rule": 'class="{c}"', "var-rule": 'class="{c}"',
    "sibling-rule": 'class="{c}"', "is-rule": 'class="{c}"', "nth-rule": 'class="{c}"', "attribute-rule": 'data-x="{c}"', "escaped": 'style="dis\\70lay:none"', "comment-in": 'style="display:/**/none"',
    "where-rule": 'class="{c}"', "nest-amp": 'class="{c}"', "nest-deep": 'class="{c}"', "nth-type": 'class="{c}"', "last-child": 'class="{c}"', "plus-rule": 'class="{c}"',
    "var-default": 'style="display:var(--none-such, none)"', "var-inline": 'style="--h:hidden;visibility:var(--h)"', "var-chain": 'class="{c}"', "has-rule": 'class="{c}"', "not-list": 'class="{c}"',
    "container-rule": 'class="{c}"', "scope-rule": 'class="{c}"', "import-late": 'class="{c}"', "not-important": 'style="display:block" class="{c}"', "attr-starts": 'data-k="{c}-x"',
    "calc": 'style="position:absolute;left:calc(-1 * 9999px)"', "calc-sum": 'style="position:absolute;top:calc(-100vh - 5000px)"', "letter": 'style="letter-spacing:-9999px;overflow:hidden"',
    "font-short": 'style="font:0/0 a"', "mask": 'style="-webkit-mask:linear-gradient(transparent,transparent);mask:linear-gradient(transparent,transparent)"', "popover": "popover", "until-found": 'hidden="until-found"',
    "inline-both": 'style="display:none;display:none!important"', "upper": 'STYLE="DISPLAY:NONE"', "entity": 'style="display&#58;none"', "newline": 'style="display\n:\nnone"', "offset-path": 'style="position:absolute;left:-99em;top:-99em"',
    "parent-colour": "parent-colour", "script-hides": "script-hides", "script-class": "script-class", "script-open": "script-open", "script-style": "script-style", "jquery-hides": "jquery-hides",
    "rp": "rp", "audio": "audio", "svg-title": "svg-title", "math": "math", "input": "input", "alt": "alt", "meter": "meter", "conditional": "conditional", "map": "map", "json-ld": "json-ld", "scripted-template": "scripted-template",
    "canvas": "canvas", "video": "video", "object": "object", "datalist": "datalist", "progress": "progress", "noembed": "noembed", "svg-desc": "svg-desc",
}
# Elements that show what is in them not at all, or not until they are asked; the first cannot stand in a paragraph.
BLOCKS = {
    "details": "<details><summary>+</summary><div>%s</div></details>", "dialog": "<dialog>%s</dialog>",
}
ELEMENTS = {
    "rp": "<ruby>中<rp>%s</rp><rt></rt></ruby>", "audio": "<audio src=a.mp3>%s</audio>", "svg-title": "<svg width=0 height=0><title>%s</title></svg>", "input": '<input type="hidden" value="%s">',
    "math": '<math display=none><annotation encoding="text/plain">%s</annotation></math>', "alt": '<img src=a.gif alt="%s" width=1 height=1>', "meter": "<meter value=1>%s</meter>",
    "conditional": "<!--[if lt IE 5]><div>%s</div><![endif]-->", "map": '<map name=m><area alt="%s"></map>', "json-ld": '<script type="application/json">{"a":"%s"}</script>', "scripted-template": '<script type="text/html">%s</script>',
    "canvas": "<canvas width=1>%s</canvas>", "video": '<video src="a.mp4"><span>%s</span></video>', "object": '<object data="a.png" type="image/png">%s</object>',
    "datalist": "<datalist id=l><option>%s</option></datalist>", "progress": "<progress value=1>%s</progress>", "noembed": "<noembed>%s</noembed>",
    "svg-desc": '<svg width="0" height="0"><desc>%s</desc></svg>', "font-color": '<font style="background:#fff" color="#ffffff">%s</font>',
}
TAILS = {
    "none": [], "counties": ["counties"], "friends": ["friends"], "farm": ["farm"], "spam-list": ["spam-list"], "mixed": ["related", "legal", "counties"],
    "comments": ["comments"], "advert": ["advert"], "contact": ["contact"], "farm-lines": ["farm-lines"],
    "pager": ["pager", "legal"], "entities": ["entities"], "cities": ["cities"], "names": ["names"],
}
CHARSETS = ["utf-8", "utf-8 undeclared", "utf-8 bom", "gbk", "gbk undeclared", "gb2312 label", "gb18030", "gb18030 undeclared", "big5",
            "big5 undeclared", "utf-16le bom", "utf-16be bom", "utf-16le bare", "references", "gbk wrong label", "utf-8 wrong label",
            "utf-16be bare", "gbk big5 label", "gbk euc-kr label", "utf-8 shift_jis label", "utf-8 two labels", "gbk two labels", "utf-8 utf-16 label", "gbk nested label", "gbk latin label", "utf-8 latin label", "big5-hkscs label", "hex references", "gb18030 label late", "utf-8 broken"]
TEXT_CHARSETS = ["utf-8", "utf-8 bom", "gbk", "gb18030", "utf-16le bom", "utf-16be bom", "utf-16le bare", "utf-16be bare"]
COUNTIES = ("安化县 昌图县 大通县 额敏县 凤台县 光泽县 淮滨县 嘉祥县 康平县 利津县 芒市 宁陕县 蓬安县 确山县 荣成市 沙湾区 桐城市 尉氏县 兴城市 "
            "盐边县 镇雄县 阿荣旗 正镶白旗 玄武区 同江市 洪洞县 沅江市 龙井市").split()
CITIES = "北京 上海 天津 重庆 石家庄 唐山 太原 沈阳 大连 长春 哈尔滨 南京 苏州 杭州 宁波 合肥 福州 厦门 南昌 济南 青岛 郑州 武汉 长沙".split()
FRIENDS = "江城在线 县域经济网 绿色农业网 古镇旅游网 手机之家 装修知识网 健康生活馆 教育资源网 汽车导购网 机械设备网 建材商情网 育儿百科".split()
RELATED = ["博物馆推出夏季夜场活动", "校园招聘会吸引数千名毕业生", "图书馆新馆本月底开放", "高速公路服务区迎来客流高峰", "新能源汽车销量创历史新高",
           "农村电商带动农产品外销", "青少年足球联赛开幕", "小区改造让居民生活更便利"]
COMMENTS = ["写得真好，支持一下", "路过，顺便看看", "什么时候能在我们这边也办一个", "楼上说得对", "希望以后多一些这样的报道", "沙发", "已转发给同事", "有点意思，收藏了"]
ADVERTS = ["全场五折起，限时三天，点击领取优惠券", "名师一对一，首节免费试听，立即预约", "装修报价立省两万，马上咨询", "本地二手车直卖，无中间商"]
RELATED_HEADS = ["相关阅读", "相关新闻：", "【相关文章】", "延伸阅读", "猜你喜欢", "热门推荐", "更多精彩内容", "推荐阅读：", "最新资讯", "您可能感兴趣的文章", "大家还在看",
                 "本类推荐", "精彩阅读", "热点推荐", "相关信息"]
LEGAL = ["版权所有 ©2021 本网 京ICP备12345678号-1", "Copyright © 2015-2022 All Rights Reserved. 鲁ICP备2021000123号",
         "声明：本文系转载，版权归原作者所有，如有侵权请联系我们删除。", "免责声明：本网转载内容仅代表作者个人观点，与本网无关。", "本站所有内容均来自网络，如有侵权请联系站长。",
         "公安备案号 11010502030000 增值电信业务经营许可证", "举报电话：010-12345678　邮箱：jubao@example.com"]
NOISE_KINDS = "b i tt del sup pre legend acronym xmp kbd listing center mark small".split()


def pick(dice, options, fixed, name):
    value = dice.choice(list(options))
    return fixed.get(name, value)


class Page:
    """One page: what was drawn, its bytes, its gold."""

    def __init__(self, seed, article, fixed):
        dice = random.Random("%s/%s" % (seed, article["title"]))
        self.article = article
        self.drawn = {}
        draw = lambda name, options: self.drawn.setdefault(name, pick(dice, options, fixed, name))
        self.is_html = draw("form", ["html", "html", "text"]) == "html"
        charset = draw("charset", CHARSETS if self.is_html else TEXT_CHARSETS)
        style = draw("style", STYLES)
        damage = draw("damage", ["converted", "converted", "converted", "cut", "simplified"])
        if damage == "simplified" or charset.startswith("big5") and not self.is_html:
            style = self.drawn["style"] = "none"
        if charset.startswith("big5"):
            damage = self.drawn["damage"] = "converted"
        body = "".join(article["paragraphs"]) + article["title"]
        self.damage = Damage(dice, body, style, damage != "simplified", damage == "cut")
        self.vocabulary = draw("vocabulary", VOCABULARIES)
        separator = draw("separator", SEPARATORS)
        self.spam = spam_phrases(dice, self.vocabulary, dice.randint(5, 12))
        self.middle = spam_phrases(dice, self.vocabulary, dice.randint(4, 7))
        self.line = separator.join(self.spam)
        self.heading, self.title_kind = draw("heading", HEADINGS), draw("title", TITLES)
        self.hiding = draw("hiding", HIDING)
        self.place = draw("place", ["head", "head", "both", "middle", "inside", "tail", "lines", "heading", "list", "links", "h1"])
        meta, self.layout = draw("meta", META), draw("layout", LAYOUTS)
        year, month, day = article["date"].split("-")
        time = "%02d:%02d" % (dice.randint(6, 22), dice.randint(0, 59))
        self.meta = META[meta].format(
            d=article["date"], t=time, s=article["source"], a=article["author"], slash=article["date"].replace("-", "/"),
            dot=article["date"].replace("-", "."), han="%s年%d月%d日" % (year, int(month), int(day)),
            hanblank="%s 年 %s 月 %s 日" % (year, month, day), short="%s-%d-%d" % (year[2:], int(month), int(day)),
            eight=year + month + day, dayfirst="%s/%s/%s" % (day, month, year))
        self.crumb = CRUMBS[draw("crumb", CRUMBS)]
        keys = article["keywords"]
        self.keys = KEYS[draw("keys", KEYS if keys else ["none"])].format(
            blank=" ".join(keys), comma=",".join(keys), bar="|".join(keys), hash=" ".join("#" + k for k in keys), dun="、".join(keys),
            semi="；".join(keys), slash=" / ".join(keys))
        self.editor = "" if "编辑" in self.meta else dice.choice(EDITORS).format(e="郑明洁")
        # Where the line of fields names no author, the editor or a reporter in the text is as good an answer.
        self.author = article["author"] if "{a}" in META[meta] else None
        self.tail = self.tail_lines(dice, draw("tail", TAILS))
        self.text = self.html(dice) if self.is_html else self.plain(dice)
        self.bytes = self.encoded(charset)

    # What hangs below.
    def tail_lines(self, dice, kind):
        self.tail_items, lines = [], []
        d = self.damage
        related = dice.sample(RELATED, 4)
        for part in TAILS[kind]:
            if part in ("counties", "cities"):
                items = dice.sample(COUNTIES if part == "counties" else CITIES, 14)
                self.tail_items += items if part == "counties" else []
                lines.append(dice.choice(["| ", "、", " ", "|", "　", ","]).join(items))
            elif part == "friends":
                items = dice.sample(FRIENDS, 8)
                self.tail_items += items
                lines += [dice.choice(["友情链接：", "友情链接", "合作伙伴：", "友链："]) + "", " ".join(items)]
            elif part in ("farm", "entities"):
                items = spam_phrases(dice, self.vocabulary, 14)
                self.spam += items
                head = dice.choice(["感谢您访问我们的网站，您可能还对以下资源感兴趣：", "您可能感兴趣的内容", "热门搜索"])
                lines += [d(head), (part, items)]
            elif part == "comments":
                texts = dice.sample(COMMENTS, 4)
                self.tail_items += texts
                lines.append(d(dice.choice(["网友评论", "最新评论：", "评论（4）", "大家都在说", "热门跟帖"])))
                for each in texts:
                    lines += [d("网友%s 2021-0%d-1%d %02d:17" % (dice.choice("甲乙丙丁") + str(dice.randint(10, 99)), dice.randint(1, 9), dice.randint(0, 9), dice.randint(0, 23))), d(each)]
            elif part == "advert":
                item = dice.choice(ADVERTS)
                self.tail_items += [item, item]
                lines += [dice.choice(["广告", "【广告】", "AD", "推广"]), item]
            elif part == "contact":
                items = spam_phrases(dice, self.vocabulary, 3)
                self.spam += items
                lines.append(" ".join(items) + dice.choice(["【微信：abx%d】", " QQ：%d", "（电话 138%d）", " www.k%d.com"]) % dice.randint(10000000, 99999999))
            elif part == "farm-lines":
                items = spam_phrases(dice, self.vocabulary, 12)
                self.spam += items
                lines += [" ".join(items[i:i + 3]) for i in range(0, 12, 3)]
            elif part == "spam-list":
                items = spam_phrases(dice, self.vocabulary, 10)
                self.spam += items
                lines += items
            elif part == "names":
                items = spam_phrases(dice, self.vocabulary, 30)
                self.spam += items
                lines.append(dice.choice([" ", "|", "、"]).join(items))
            elif part == "related":
                lines += [d(dice.choice(RELATED_HEADS))] + [d(x) for x in related]
                self.tail_items += related
            elif part == "pager":
                lines += [d("上一篇：" + related[0]), d("下一篇：" + related[1])]
                self.tail_items += related[:2]
            elif part == "legal":
                lines.append(d(dice.choice(LEGAL)))
        return lines

    def plain(self, dice):
        d, a = self.damage, self.article
        lines = [self.line] if self.place in ("head", "both", "inside") else []
        if dice.random() < 0.5:
            lines.append("?")
        lines += [d(self.crumb)] if self.crumb else []
        lines += [d(a["title"])] + d(self.meta).split("\n")
        body = [d(p) for p in a["paragraphs"]]
        middle = max(1, len(body) // 2)
        if self.place in ("middle", "heading", "links"):
            body.insert(middle, ",".join(self.middle))
            self.spam += self.middle
        if self.place in ("lines", "list"):
            body[middle:middle] = self.middle
            self.spam += self.middle
        if self.place == "h1":
            lines[-1 - d(self.meta).count("\n") - 1] = " ".join(self.spam[:4]) + "_" + d(a["title"])
        lines += body + [d(x) for x in (self.editor, self.keys) if x]
        for each in self.tail:
            lines.append(" ".join(each[1]) if isinstance(each, tuple) else each)
        if self.place in ("both", "tail"):
            lines.append(self.line)
        joint = dice.choice(["\n", "\n\n", "\r\n", "\r\n\r\n"])
        return joint.join(lines) + joint

    def hidden(self, dice, inner, name="div"):
        """The spam in the page's way of hiding it, and what of it the style sheet must say."""
        kind = HIDING[self.hiding]
        if kind is None:
            return ""
        css_name = "k%d" % dice.randint(100, 999)
        rules = {"class": ".%s{display:none}", "id": "#%s { display : none !important; }", "sheet-left": ".%s{position:absolute;left:-9999em}",
                 "sheet-font": "div .%s, .%s{font-size:0;line-height:0}",
                 "nested-rule": "body{color:#222; .%s{display:none} }", "media-rule": "@media screen and (min-width:300px){.%s{display:none}}",
                 "supports-rule": "@supports (display:grid){.%s{visibility:hidden}}", "layer-rule": "@layer base{.%s{position:absolute;left:-9999px}}",
                 "child-rule": "body .%s, div > .%s{opacity:0}", "var-rule": ":root{--h:none}.%s{display:var(--h)}", "sibling-rule": "style ~ .%s, * + .%s, .%s:first-child{display:none}",
                 "is-rule": ":is(.%s,.zz){display:none}", "nth-rule": ".%s:nth-child(n){display:none}", "attribute-rule": "[data-x=%s]{display:none}",
                 "where-rule": ":where(.%s, #none){display:none}", "nest-amp": ".zz, body{& .%s{display:none}}", "nest-deep": "html{body{div, p, td, span{&.%s, & .%s{font-size:0}}}}",
                 "nth-type": ".%s:nth-of-type(n){display:none}", "last-child": ".%s:not(:empty){display:none}", "plus-rule": "* + .%s, .%s:first-child, .%s:only-child{visibility:hidden}",
                 "var-chain": "html{--a:var(--b);--b:none}.%s{display:var(--a)}", "has-rule": ".%s:has(*), .%s:not(:has(*)){display:none}", "not-list": ".%s:not(.zz, #yy){opacity:0}",
                 "container-rule": ".%s{color:red}@container (min-width:1px){}.%s{display:none}", "scope-rule": "@scope (body){.%s{display:none}}", "import-late": "@charset 'utf-8';@import url(x.css);.%s{display:none}",
                 "not-important": ".%s{display:none!important}", "attr-starts": "[data-k^='%s']{position:absolute;left:-9999px}"}
        if self.hiding in rules:
            self.css += rules[self.hiding].replace("%s", css_name)
            kind = kind.format(c=css_name)
        if self.hiding == "ganrao":
            empty = "".join('<{0} id="{1}"></{0}>'.format(dice.choice(NOISE_KINDS), css_name) for _ in range(50))
            return '<%s id="%s" class="pl_css_ganrao" style="display: none;">%s%s</%s>' % (name, css_name, inner, empty, name)
        if self.hiding == "script":
            return "<script>document.write('<%s>%s</%s>')</script>" % (name, inner.replace("/", "\\/"), name)
        if self.hiding == "comment":
            return "<!-- %s -->" % inner.replace("--", "- ")
        if self.hiding == "nested":
            return '<div style="display:none"><ul><li><p>%s</p></li></ul></div>' % inner if name == "div" else '<span style="display:none"><b>%s</b></span>' % inner
        if self.hiding == "select":
            return "<select>%s</select>" % "".join("<option>%s</option>" % x for x in self.spam)
        plain = re.sub("<[^>]*>", "", inner)
        if self.hiding in ("input", "alt", "map", "json-ld"):
            return ELEMENTS[self.hiding] % plain
        if self.hiding == "popover":
            return "<%s popover>%s</%s>" % (name, inner, name)
        if self.hiding == "parent-colour":
            return '<%s style="background:#fff"><span style="color:white">%s</span></%s>' % (name, inner, name)
        if self.hiding == "script-hides":
            return '<%s id="%s">%s</%s><script>document.getElementById("%s").style.display = "none";</script>' % (name, css_name, inner, name, css_name)
        if self.hiding == "script-class":
            return '<%s id="%s">%s</%s><script>var e=document.getElementById(\'%s\');e.style.visibility=\'hidden\';</script>' % (name, css_name, inner, name, css_name)
        if self.hiding == "jquery-hides":
            return '<%s id="%s">%s</%s><script>$("#%s").hide();</script>' % (name, css_name, inner, name, css_name)
        if self.hiding == "script-open":
            return '<script>document.write("<%s style=\'display:none\'>");</script>%s<script>document.write("</%s>");</script>' % (name, inner, name)
        if self.hiding == "script-style":
            return '<script>document.write("<style>.%s{display:none}</style>");</script><%s class="%s">%s</%s>' % (css_name, name, css_name, inner, name)
        if self.hiding in BLOCKS:
            return BLOCKS[self.hiding] % inner if name == "div" else ""
        if self.hiding in ELEMENTS:
            return ELEMENTS[self.hiding] % inner
        if self.hiding in ("template", "noscript", "marquee", "textarea", "iframe", "noframes"):
            extra = ' style="height:1px;width:1px"' if self.hiding in ("marquee", "textarea") else ""
            return "<%s%s>%s</%s>" % (self.hiding, extra, inner, self.hiding)
        return "<%s %s>%s</%s>" % (name, kind, inner, name)

    def html(self, dice):
        d, a = self.damage, self.article
        self.css = ""
        title = d(a["title"])
        shown = {"same": title, "spam-before": self.line + "_" + title, "spam-after": title + "-" + self.line, "spam-alone": self.line,
                 "site-after": title + dice.choice(["_", "-", " - ", "|"]) + d("江城新闻网"), "spam-then-site": self.line + " " + title + "-" + d("江城新闻网"),
                 "none": "", "underscore": "_" + title, "bracketed": "【%s】%s" % (self.line, title), "og-only": self.line, "pipes-after": title + " | " + " | ".join(self.spam[:3]), "book-marks": "《%s》%s" % (self.spam[0] + self.spam[1], title), "bars": self.line + "｜" + title + "｜" + d("江城新闻网")}[self.title_kind]
        links = '<a href="/x%d.html">' % dice.randint(1, 99) + "%s</a>"
        spam = (" ".join(links % x for x in self.spam) if dice.random() < 0.4 else self.line)
        head = self.hidden(dice, spam) + "\n" if self.place in ("head", "both") else ""
        if dice.random() < 0.5:
            head += "<div>?</div>\n"
        if self.crumb:
            crumb = d(self.crumb)
            if dice.random() < 0.5:
                crumb = re.sub("([\u4e00-\u9fff)]{2,}) ?(?=[>»›/→＞、|-])", lambda m: '<a href="/">%s</a>' % m[1], crumb.replace(">", "&gt;"))
            head += "<div class=%s>%s</div>\n" % (dice.choice(["pos", "path", "crumb", "loc", "dqwz"]), crumb)
        shell = {"h1": "<h1>%s</h1>", "h2": "<h2>%s</h2>", "h3": '<h3 class="tit">%s</h3>', "div": '<div class="title">%s</div>',
                 "td": '<table width="100%%"><tr><td class="bt" align="center">%s</td></tr></table>', "font": '<font size="5" color="red"><b>%s</b></font><br>',
                 "strong": '<p align="center"><strong>%s</strong></p>', "span": '<div class="a1"><span class="b1">%s</span></div>'}[self.heading] % title
        meta_shell = dice.choice(['<div class="info">%s</div>', "<p>%s</p>", '<div class="xx"><span>%s</span></div>', "<table><tr><td>%s</td></tr></table>",
                                  '<p align="center"><font size="2">%s</font></p>'])
        meta = "\n".join(meta_shell % line.replace("    ", "&nbsp;&nbsp;&nbsp;&nbsp;") for line in d(self.meta).split("\n"))
        body = [d(p) for p in a["paragraphs"]]
        middle, split = max(1, len(body) // 2), ""
        if self.place in ("lines", "heading", "list"):
            self.spam += self.middle
            split = {"lines": "".join("<p>%s</p>" % x for x in self.middle), "heading": "<h2>%s</h2>" % " ".join(self.middle),
                     "list": "<ul>%s</ul>" % "".join("<li>%s</li>" % x for x in self.middle)}[self.place]
        if self.place == "links":
            self.spam += self.middle[:4]
            body.insert(middle, " ".join('<a href="/t/%d">%s</a>' % (i, x) for i, x in enumerate(self.middle[:4])))
        if self.place == "middle":
            body.insert(max(1, len(body) // 2), (self.hidden(dice, ",".join(self.middle), "span") if self.hiding != "none" else ",".join(self.middle)))
            self.spam += self.middle
        if self.place == "inside" and HIDING[self.hiding] and self.hiding not in ("visible", "select", "textarea", "iframe", "marquee", "noframes", "aria") and self.hiding not in BLOCKS:
            at = max(range(len(body)), key=lambda i: len(body[i]))
            cuts = [m.end() for m in re.finditer("。|，", body[at])] or [0]
            cut = cuts[len(cuts) // 2]
            body[at] = body[at][:cut] + self.hidden(dice, self.middle[0] + self.middle[1], "span") + body[at][cut:]
            self.spam += self.middle[:2]
        if self.place == "h1":
            shell = shell.replace(title, self.line + "_" + title)
        if split and self.layout not in ("one-cell", "article-aside"):
            main = shell + "\n" + meta + "\n" + self.laid_out(dice, body[:middle]) + split + self.laid_out(dice, body[middle:])
        else:
            main = shell + "\n" + meta + "\n" + self.laid_out(dice, body) + split
        tail = "".join("<div>%s</div>\n" % d(x) for x in (self.editor, self.keys) if x)
        for each in self.tail:
            if isinstance(each, tuple):
                items = each[1]
                if each[0] == "entities":
                    tail += "<div>%s</div>\n" % "".join('&lt;a href="/"&gt;%s&lt;/a&gt; ' % "".join("&#%d;" % ord(c) for c in x) for x in items)
                else:
                    tail += "<div>%s</div>\n" % " ".join(links % x for x in items)
            else:
                tail += dice.choice(["<div>%s</div>\n", "<p>%s</p>\n"]) % each
        if self.place in ("both", "tail"):
            tail += self.hidden(dice, spam) + "\n"
        outer = dice.choice(["%s", '<div class="main">%s</div>', '<div id="wrap"><div class="left">%s</div></div>', "<center>%s</center>",
                             '<table width="960" align="center"><tr><td>%s</td></tr></table>'])
        keywords = '<meta name="keywords" content="%s">' % self.line.replace('"', "") if dice.random() < 0.5 else ""
        if dice.random() < 0.3:
            keywords += '<meta name="description" content="%s">' % self.line.replace('"', "")
        if self.title_kind == "og-only":
            keywords += '<meta property="og:title" content="%s">' % title.replace('"', "")
        elif dice.random() < 0.2:
            keywords += '<meta property="og:title" content="%s">' % shown.replace('"', "")
        top = dice.choice(["<!DOCTYPE html>\n<html>", "<html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">'])
        inner = outer % (main + tail) if dice.random() < 0.7 else outer % main + tail
        return "%s<head>@META@<title>%s</title>%s<style>body{margin:0}%s</style></head>\n<body>\n%s%s</body></html>\n" % (top, shown, keywords, self.css, head, inner)

    def laid_out(self, dice, body):
        kind = self.layout
        each = lambda shape: "\n".join(shape % p for p in body)
        if kind == "p": return '<div class="content">%s</div>' % each("<p>%s</p>")
        if kind == "br": return "<div>%s</div>" % "<br>\n".join("　　" + p for p in body)
        if kind == "brbr": return '<div id="zoom">%s</div>' % "<br/><br/>".join(body)
        if kind == "td": return "<table>%s</table>" % each("<tr><td>　　%s</td></tr>")
        if kind == "nested-td": return '<table width="100%%"><tr><td><table cellpadding="0"><tr><td class="c">%s</td></tr></table></td><td width="10"></td></tr></table>' % each("<p>%s</p>")
        if kind == "divs": return '<div class="a"><div class="b">%s</div></div>' % each("<div><div>%s</div></div>")
        if kind == "spans": return "<div>%s</div>" % each('<p><span style="font-size:14px"><span>%s</span></span></p>')
        if kind == "pre": return "<pre>%s</pre>" % "\n\n".join(body)
        if kind == "sections": return "<article><section>%s</section></article>" % each("<p>%s</p>")
        if kind == "fonts": return each('<p><font face="宋体" size="3">&nbsp;&nbsp;&nbsp;&nbsp;%s</font></p>')
        if kind == "blank-p": return each("<p>%s</p>\n<p>&nbsp;</p>")
        if kind == "unclosed": return "<div class=text>%s</div>" % each("<p>%s")
        if kind == "indent": return each("<p>&emsp;&emsp;%s</p>")
        if kind == "wechat": return '<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">%s</div>' % each("<section><p><span>%s</span></p></section>")
        if kind == "list": return "<ul>%s</ul>" % each("<li>%s</li>")
        if kind == "center": return '<center><table width="90%%"><tbody><tr><td align="left">%s</td></tr></tbody></table></center>' % "<br><br>\n".join(body)
        if kind == "one-cell": return '<table border="0" width="760"><tr><td valign="top">%s</td><td width="200">%s</td></tr></table>' % (each("<p>%s</p>"), "".join("<div>%s</div>" % self.damage(x) for x in RELATED[:4]))
        if kind == "article-aside":
            links = "".join('<li><a href="/n%d">%s</a></li>' % (i, self.damage(x)) for i, x in enumerate(RELATED[3:7]))
            return '<article><div class="entry">%s</div><aside><h4>%s</h4><ul>%s</ul></aside></article>' % (each("<p>%s</p>"), self.damage("热门排行"), links)
        if kind == "ol": return "<ol>%s</ol>" % each("<li><p>%s</p></li>")
        if kind == "figure": return '<div class="detail"><figure><img src="a.jpg" alt=""></figure>%s</div>' % each('<p style="text-indent:2em">%s</p>')
        if kind == "label-span": return '<div class="con_%d">%s</div>' % (dice.randint(1, 9), each('<div><label><span lang="zh">%s</span></label></div>'))
        if kind == "empty-p": return each('<p></p>\n<p align="justify"><o:p></o:p>%s</p>')
        if kind == "main": return "<main><div><div><div>%s</div></div></div></main>" % each("<p><em></em>%s</p>")
        if kind == "dt": return "<dl>%s</dl>" % each("<dt>%s</dt><dd></dd>")
        if kind == "th": return "<table>%s</table>" % each("<tr><th align=left>%s</th></tr>")
        if kind == "dl": return "<dl>%s</dl>" % each("<dd>%s</dd>")
        return "<blockquote>%s</blockquote>" % each("<p>%s</p>")

    def encoded(self, charset):
        name, _, how = charset.partition(" ")
        codec = {"references": "ascii", "hex": "ascii", "gb2312": "gbk", "big5-hkscs": "big5hkscs"}.get(name, name)
        label = {"references": "utf-8", "hex": "utf-8"}.get(name, name)
        if how == "wrong label":
            label = "utf-8" if name == "gbk" else "gb2312"
        if how in ("big5 label", "euc-kr label", "shift_jis label", "utf-16 label"):
            label = how.split(" ")[0]
        if how == "latin label":
            label = "iso-8859-1"
        if how == "undeclared" or name.startswith("utf-16") or how == "bom":
            label = None
        meta = '<meta http-equiv="Content-Type" content="text/html; charset=%s">' % label if label else ""
        if how == "two labels":
            meta = '<meta charset="%s">' % ("gbk" if name == "utf-8" else "utf-8") + meta
        if how == "nested label":
            meta = "<!-- <meta charset=utf-8> -->" + meta.replace("text/html; charset=", "text/html;charset = '") .replace('">', "'\">")
        if how == "label late":
            meta = "<!--%s-->%s" % ("-" * 900, meta)
        text = self.text.replace("@META@", meta, 1)
        if name == "hex":
            text = "".join(c if c < "\x80" else "&#x%X;" % ord(c) for c in text)
        mark = {"utf-8": b"\xef\xbb\xbf", "utf-16le": b"\xff\xfe", "utf-16be": b"\xfe\xff"}[name] if how == "bom" else b""
        data = mark + text.encode(codec, "xmlcharrefreplace" if self.is_html else "replace")
        # A page cut in the middle of a character, and a stray byte in its head.
        return data.replace(b"<head>", b"<head><!-- \xe4 -->", 1) + b"<!-- \xe4\xb8" if how == "broken" else data
