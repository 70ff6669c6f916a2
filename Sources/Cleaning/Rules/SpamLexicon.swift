/// Words that search-spam phrases are made of: evidence inside a line that is already shaped like spam, never a reason
/// to drop a sentence.
///
/// Source: the vocabulary common to injected keyword lines of the adult, gambling and pharmacy kinds, collected by hand
/// from the kinds of phrase such lines recombine. Nothing political stands in it.
enum SpamLexicon {
  static let words = PhraseSet(
    list.split(separator: "|").map { (text: Array($0.utf8), label: 0) })

  private static let list = """
    18禁|69|91|99|app下载|av|h漫|xxx|一二三区|一区|三区|三级|下载安装|丁香|丝袜|中文字幕|久久|九九|二区|五月天|五月婷婷|亚洲|亚州|人妻|代开发票|伊人|偷拍|\
    免费|六合彩|制服|办证|午夜|博彩|口爆|另类|吃瓜|四虎|国产|国语|在线|外围|大片|大香蕉|天堂|奇米|女优|娱乐城|婷婷|字幕|官网入口|少妇|开奖|强奸|影院|\
    影视|性感|快三|怡红院|情色|成人|手机看片|播放|捕鱼|撸|日本|日韩|时时彩|无码|无遮挡|显影|最新地址|有码|极品|棋牌|欧美|欧洲|毛片|永久|澳门|激情|爱爱|\
    熟女|牛牛|狠狠|玖玖|真人|福利|私密|秋霞|精品|精东|素人|综合|网址|美女|老司机|老虎机|自拍|色情|色播|色综合|蜜桃|裸|视频|视讯|观看|诱惑|调教|貸款|\
    资源|足彩|超碰|赌|软件下载|透视|野结衣|香蕉|高清|麻豆|黄片|黄色|鸭脖|龙虎|青青|青青草|乱码|乱伦|亚洲综合|在线观看|彩票|娱乐|百家乐|贷款|减肥|春药|\
    伟哥|迷药|发票|私服|外挂|小说下载|txt下载|免费阅读|不看征信|倍投|北京赛车|变态版|操逼|车模|丰胸|泛目录|复古传奇|福利姬|黑户|黑料|黑帽|\
    后入|急用钱|寄生虫程序|金沙|巨乳|快排|裸聊|秒下款|内射|嫩模|平特|葡京|破解版|潮喷|壮阳|送彩金|刷金币|丝足|太阳城|特码|套现|投注|\
    推油|无抵押|网贷|霸屏|新开传奇|幸运飞艇|阳痿|印度神油|约炮|早泄|增大增粗|站群|蜘蛛池|走势图|代开|单职业|吞精|白户|口子|\
    bet365|casino|cialis|escort|essay writing|fake rolex|jackpot|kamagra|live cams|no deposit|payday|poker|porn|replica|\
    slots|sports betting|viagra|xxx video|\
    bắn cá|cá độ|casino trực tuyến|đánh bài|game bài|kèo|lô đề|nhà cái|nổ hũ|rút tiền|soi kèo|tài xỉu|xổ số|\
    คาสิโน|แทงบอล|บาคาร่า|เว็บพนัน|สล็อต|หวย|เครดิตฟรี|ยิงปลา|\
    カジノ|コピー品|スーパーコピー|バカラ|偽ブランド|出会い系|人妻|巨乳|無修正|激安通販|精力剤|中出し|即日融資|熟女|\
    꽁머니|먹튀|바카라|비아그라|성인용품|소액결제|슬롯|안마|오피|카지노|토토|파워볼|홀덤
    """
}
