/// What search spam is about: words of trades that advertise on pages that are not theirs.
///
/// Honest pages have them too (loans, drugs, novels, machines), so that they are asked for only in lines that are shaped as
/// spam is and share nothing with the prose around them. Sorted; source: the trades that injected lines name, collected by
/// hand in a dozen languages. Nothing political stands in it.
enum SpamTopics {
  static let words = PhraseSet(
    list.split(separator: "|").map { (text: Array($0.utf8), label: 0) })

  private static let list = """
    abnehmpillen|ag真人|apuestas|automaty do gier|baccarat|bahis|bahsegel|bandar|bbin|betting|bez depozytu|bez recepty|bitcoin|blackjack|bob体育|bonus|bonusu|bookmaker|\
    bắn cá|camgirl|canlı|casino|cassino|chwilówki|cialis|credito|crypto profit|créditos|cá độ|daftar situs|darmowe spiny|deneme bonusu|dinero fácil|escort|escorts|\
    essay writing|forex|free spins|freespin|freispiele|führerschein kaufen|gacor|game bài|ghostwriter|ghostwriting|gm版|gry hazardowe|güncel adres|hari ini|hth|iddaa|\
    jackpot|jackpota|jdb|judi|kamagra|kasino|kasyno|kazino|kaçak|khuyến mãi|kod promocyjny|kok|kredit|kredyt|kèo|levitra|leyu|link alternatif|link vào|live cams|loan|\
    loans|lol竞猜|lô đề|maxwin|nhà cái|no deposit|nạp đầu|nổ hũ|ohne einzahlung|payday|pg电子|podróbki|poker|porn|porno|potenzmittel|pożyczka|prediksi|\
    préstamos|pulsa|replica|replika|rezeptfrei|roulette|rtp live|rulet|rulet oyna|ruleta|ruletka|réplica|rút tiền|sabung ayam|scatter|sex|sin depósito|sin receta|slot|\
    slots|soi kèo|spielautomaten|sports betting|sportsbook|sportwetten|togel|tombala|tragamonedas|txt|tài xỉu|usdt|uy tín|viagra|watches|work from home|xxx|xổ số|\
    zakłady bukmacherskie|đánh bài|đăng ký nhận|đổi thưởng|автоматы|бонус|букмекер|виагра|вулкан|дженерик|займ|\
    зеркало|знакомства|казино|кредит без|микрозайм|покер|порно|рулетка|сайты|ставки|фриспин|\
    بوكر|ربح المال|رهان|روليت|سلوتس|فياجرا|قروض|قمار|كازينو|مراهنات|مقلدة|مكافأة|ورهان|\
    आसान पैसा|कैसीनो|क्रिकेट सट्टेबाजी|जैकपॉट|पत्ती|पोकर|बोनस|मटका|\
    मुफ्त|रम्मी|लोन|वियाग्रा|सट्टा|स्लॉट|คาสิโน|ทดลองเล่น|ทางเข้า|\
    บาคาร่า|ฝากถอน|พนัน|ยิงปลา|สมัคร|สล็อต|หวย|เครดิตฟรี|เว็บ|\
    แทงบอล|โบนัส|カジノ|コピー|スロット|バカラ|一区|一夜情|一对一|一比一|丁香|三区|上门|不伦|不看征信|不锈钢|\
    丝足|中出し|中字|丰胸|主播|久久|乐鱼|九游|二区|二手设备|五月天|亚洲|交易所|人妻|代发|代孕|代开|以太坊|价格表|伊人|会所|\
    伟哥|传奇|伪ブランド|体育投注|供卵|供应商|信用卡|倍投|倍攻|借卵|借呗|借钱|偏方|偽ブランド|先办事后付款|免费阅读|全套|\
    全文|全文阅读|全集|八字|六合|关键词|兼职妹|内幕|写真|减肥药|减速机|出会い系|制造商|刷金币|刻章|办证|动画|助孕|動画|包夜|\
    包性别|半岛体育|华体会|单职业|即日融資|即日融资|厂家|双色球|反应釜|发布网|发票|变态版|口子|吃瓜|合婚|合约|同城约|听话水|\
    周公解梦|和合术|品茶|哪里买|喝茶|四六级|国产|型号|塔罗|增值税|增大|壮阳|复古|外围|外挂|外汇平台|外链|大小单双|大秀|\
    大结局|太阳城|套现|威尼斯人|婷婷|嫩模|嫩茶|学历|学生妹|完本|定位|实盘|寄生虫|导师|小姐|小额贷款|巨乳|币安|带单|应急|延时|\
    开云|开奖|开户|开票|开运|彩金|影视大全|影院|微信号|必一|快三|快排|快速贷款|急用钱|成人|成绩单|房产证|手打|手机在线|手游|\
    打赏|批发|技师|投注|报价|招财|持久|按摩|捐卵|捕鱼|排名|接单|推广|推油|提现|搬砖|收录|改运|放款|文凭|新开|新茶|新葡京|\
    无修正|无弹窗|无抵押|无限元宝|日韩|早泄|时时彩|春药|最新章节|期货开户|未删减|权重|杠杆|查开房|查询信息|桑拿|棋牌|楼凤|\
    欧易|欧美|正品|比特币|毕业证|水疗|永利|法事|泛目录|泰达币|涨停|满级|漫画免费|澳门|激安|激情|火币|灵验|点位|無修正|熟女|\
    爱游戏|牛股|特码|球磨机|球速|生产线|电子游艺|电影网|电竞竞猜|画像掲示板|番外|白户|百度云|皇冠|监控手机|盒子|盘口|直播|\
    直销|真人视讯|矿机|破碎机|破解|破解版|磁力|祛斑|祛痘|神油|福利|秀场|私人放款|私服|种子|秒下款|稳赚|空姐|空投|站群|笔趣阁|\
    符咒|算命|米兰体育|精力剂|精力剤|精品|素人|紫微|约妹|网投|网盘|网红|网贷|聊天记录|职称证|聚合|脚本|花呗|荐股|莞式|蓝光|\
    虚拟币|蜘蛛池|裸聊|观看|计划群|证件|试管婴儿|详单|请神|货到付款|赔率|赛车|走势图|起名|车模|车贷|转运|辅助|输送机|迅雷|\
    返佣|返水|迷药|追剧|送彩金|选性别|通话记录|通販|通贩|邀请码|配资|金沙|钱包|阳痿|除尘器|霸屏|顶点|预测|飞艇|首存|驾驶证|\
    高仿|高清在线|黑客|黑帽|黑户|黑料|龙凤胎|꽁머니|대출|먹튀|바카라|비아그라|성인|슬롯|안마|오피|카지노|토토|파워볼|현금화|\
    홀덤
    """
}
