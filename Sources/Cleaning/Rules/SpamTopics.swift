/// What search spam is about: words of trades that advertise on pages that are not theirs.
///
/// Honest pages have them too (loans, drugs, novels, machines), so that they are asked for only in lines that are shaped as
/// spam is and share nothing with the prose around them. Sorted; source: the trades that injected lines name, collected by
/// hand in a dozen languages, and the ends of what people type to find these trades (多少钱, 哪家好). Nothing political stands
/// in it.
enum SpamTopics {
  static let words = PhraseSet(
    list.split(separator: "|").map { (text: Array($0.utf8), label: 0) })

  private static let list = """
    abnehmpillen|ag真人|app下载|apuestas|automaty do gier|baccarat|bahis|bahsegel|bandar|bbin|betting|bez depozytu|bez recepty|bitcoin|blackjack|bob体育|\
    bonus|bonusu|bookmaker|bắn cá|camgirl|canlı|casino|cassino|chwilówki|cialis|credito|crypto profit|créditos|cá độ|daftar situs|darmowe spiny|\
    deneme bonusu|dinero fácil|escort|escorts|essay writing|forex|free spins|freespin|freispiele|führerschein kaufen|gacor|game bài|ghostwriter|\
    ghostwriting|gm版|gry hazardowe|güncel adres|hari ini|hth|iddaa|jackpot|jackpota|jdb|judi|kamagra|kasino|kasyno|kazino|kaçak|khuyến mãi|\
    kod promocyjny|kok|kredit|kredyt|kèo|levitra|leyu|link alternatif|link vào|live cams|loan|loans|lol竞猜|lô đề|maxwin|nhà cái|no deposit|nạp đầu|nổ hũ|\
    ohne einzahlung|payday|pg电子|podróbki|poker|porn|porno|potenzmittel|pożyczka|prediksi|préstamos|pulsa|replica|replika|rezeptfrei|roulette|rtp live|\
    rulet|rulet oyna|ruleta|ruletka|réplica|rút tiền|sabung ayam|scatter|sex|sin depósito|sin receta|slot|slots|soi kèo|spielautomaten|sports betting|\
    sportsbook|sportwetten|togel|tombala|tragamonedas|txt|tài xỉu|usdt|uy tín|viagra|watches|work from home|xxx|xổ số|zakłady bukmacherskie|đánh bài|\
    đăng ký nhận|đổi thưởng|автоматы|бонус|букмекер|виагра|вулкан|дженерик|займ|зеркало|знакомства|казино|кредит без|микрозайм|покер|порно|рулетка|сайты|\
    ставки|фриспин|بوكر|ربح المال|رهان|روليت|سلوتس|فياجرا|قروض|قمار|كازينو|مراهنات|مقلدة|مكافأة|ورهان|आसान पैसा|कैसीनो|क्रिकेट सट्टेबाजी|जैकपॉट|पत्ती|\
    पोकर|बोनस|मटका|मुफ्त|रम्मी|लोन|वियाग्रा|सट्टा|स्लॉट|คาสิโน|ทดลองเล่น|ทางเข้า|บาคาร่า|ฝากถอน|พนัน|ยิงปลา|สมัคร|สล็อต|หวย|เครดิตฟรี|เว็บ|แทงบอล|โบนัส|\
    カジノ|コピー|スロット|バカラ|一区|一夜情|一对一|一条龙服务|一比一|丁香|三区|上门|下载安装|不伦|不孕不育|不看征信|不锈钢|专利申请|专科医院|丝足|\
    中出し|中字|丰胸|主播|久久|乐鱼|九游|二区|二手设备|五月天|亚洲|交易所|人妻|人流费用|代写论文|代办公司|代发|代孕|代开|代理记账|以太坊|价格一览|价格表|\
    伊人|会所|伟哥|传奇|传奇手游|伪ブランド|体育投注|供卵|供应商|保健品|保洁公司|信用卡|修改润色|倍投|倍攻|借卵|借呗|借钱|偏方|偽ブランド|催乳|\
    先办事后付款|免费下载|免费测|免费阅读|免费领取|全套|全文|全文阅读|全集|八字|公司注册|六合|关键词|兼职妹|内幕|写真|冬虫夏草|减肥方法|减肥药|减速机|\
    出会い系|切割机|制造商|刷单|刷金币|刻章|办证|加盟店|加盟费|动画|助孕|動画|包夜|包性别|包皮|包过班|医院哪|医院排名|半岛体育|华体会|单职业|即日融資|\
    即日融资|厂家|厂家直销|双眼皮|双色球|反应釜|发布网|发票|变态版|口子|吃瓜|合婚|合约|同城约|听话水|吸脂|周公解梦|和合术|品茶|哪个好|哪家好|哪家强|\
    哪里买|哪里好|哪里有卖|商标注册|喝茶|四六级|国产|型号|塔罗|增值税|增大|壮阳|壮骨|复古|外围|外挂|外汇平台|外链|多少钱|大小单双|大秀|大结局|天龙八部|\
    太阳城|套现|威尼斯人|婚纱摄影|婷婷|嫩模|嫩茶|学历|学生妹|完本|官网登录|定位|实盘|家政|家政公司|寄生虫|导师|小姐|小额贷|小额贷款|尖锐湿疣|工商注册|\
    巨乳|币安|带单|平台官网|应急|延时|开云|开奖|开户|开票|开运|开锁|开锁公司|彩金|影视大全|影院|微信号|必一|快三|快排|快速贷款|怎么办理|怎么开|怎么收费|\
    怎么治|急用钱|成人|成人用品|成绩单|房产证|手打|手术价格|手术费用|手机在线|手游|手相图解|打赏|批发|批发厂家|找小姐|技师|投注|报价|报价单|抵押贷|\
    招商加盟|招财|持久|按摩|捐卵|捕鱼|排名|接单|推广|推油|提现|搬家公司|搬砖|收录|收费标准|改运|放款|整形|文凭|新开|新茶|新葡京|无修正|无弹窗|无抵押|\
    无痛人流|无限元宝|日韩|早泄|时时彩|春药|替考|最好的医院|最新章节|月嫂|期货开户|未删减|权重|杠杆|查开房|查询信息|查重修改|桑拿|棋牌|植发医院|楼凤|欧易|\
    欧美|正品|比特币|毕业证|水疗|永利|法事|泛目录|注册代办|注册公司|泰达币|涨停|湿疹|满级|漫画免费|澳门|激安|激情|火币|灰指甲|灵验|点位|热血江湖|無修正|\
    熟女|爱游戏|牛皮癣|牛股|特码|狐臭|玛卡|球磨机|球速|生产线|电子游艺|电影网|电竞竞猜|男科|画像掲示板|番外|疏通|疤痕|痔疮|痘痘|癫痫|白户|白癜风|百家乐|\
    百度云|皇冠|监控手机|盒子|盘口|直播|直销|真人视讯|矿机|破碎机|破解|破解版|磁力|祖传|祛斑|祛痘|神油|福利|离心风机|秀场|私人放款|私家侦探|私服|私服发布|\
    种子|种植牙|秒下款|稳赚|空姐|空投|空放贷款|空调维修|站群|笔趣阁|符咒|算命|米兰体育|精力剂|精力剤|精品|素人|紧肤|紫微|约妹|网投|网盘|网红|网贷|老中医|\
    老虎机|聊天记录|职称证|聚合|肾虚|胎记|胶原|脚本|脱发|脱发治疗|自考包过|自考本科|花呗|荐股|药酒|荷官|莞式|蓝光|虚拟币|虫草|蜘蛛池|装修公司|裸聊|观看|\
    解梦大全|计划群|讨债公司|论文代写|论文查重|论文润色|设备价格|证件|试管婴儿|诛仙|详单|请神|货到付款|贷款利率|贷款口子|贷款平台|赌博|赌场|赔率|赛车|\
    走势图|起名|起名字|车模|车贷|转运|辅助|输送机|迅雷|运势|运势查询|返佣|返水|迷药|追剧|送彩金|选性别|通下水道|通话记录|通販|通贩|邀请码|配资|金沙|钱包|\
    防水补漏|阳光板|阳痿|除尘器|除甲醛|隆胸|隆鼻|霸屏|静脉曲张|靠谱不|靠谱吗|顶点|预测|飞艇|首存|驾驶证|高仿|高清在线|黑客|黑帽|黑户|黑料|鼻炎|龙凤胎|\
    꽁머니|대출|먹튀|바카라|비아그라|성인|슬롯|안마|오피|카지노|토토|파워볼|현금화|홀덤
    """
}
