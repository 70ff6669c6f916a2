/// Words in which OpenCC's `tw2s` changes what simplified text keeps, or the other way round.
///
/// Written by hand: 著 as in writing stays 著, as the particle it is 着.
enum ScriptExceptions {
  static let phrases: StaticString = """
    什么=什么 怎么=怎么 那么=那么 多么=多么 要么=要么 这么=这么 這么=这么 么=么 抬=抬 原著=原著 \
    專著=专著 編著=编著 譯著=译著 論著=论著 遺著=遗著 拙著=拙著 土著=土著 所著=所著 主著=主著 \
    新著=新著 撰著=撰著 著有=著有 著書=著书 著作=著作 著名=著名 卓著=卓著 顯著=显著 於菟=於菟 \
    於陵=於陵 瞭望=瞭望 瞭哨=瞭哨 慰藉=慰藉 狼藉=狼藉 蘊藉=蕴藉 枕藉=枕藉 甚夥=甚夥 角徵=角徵 \
    宮商角徵羽=宫商角徵羽 乾隆=乾隆 乾坤=乾坤 乾卦=乾卦 乾陵=乾陵 乾嘉=乾嘉 康乾=康乾 乾清宮=乾清宫
    """
}

/// Characters that the converter of hijacked pages leaves as they are, although they have traditional forms.
enum KeptByConverter {
  /// Written by hand from what such pages leave simplified, not counted over a set of them; sorted by code point.
  static let characters: Set<UInt32> = Set(
    """
    丑丰么乱了云仆价伙余借克准几出凶别制千卜占卷厂厘只台叶吁合同后向吊回困坛夫姜家局岭巨布干并\
    广庄彩征志念愈愿才扎托折据斗斤旋旗朱朴机杆杠板极析松果柜栗棱歹沈注泛洒涂涌淀游湿漓灶熏片玩\
    症痴皂盖盘确秋种秘秸筑签系纤线网群胡胜脏致舍苏范荐获药蔑虫虱蜡表裏谷谥贮赞踊辟适采里针钟铲\
    链锤闲限雕霉面须饥餍骂鬥麻
    """.unicodeScalars.map(\.value))

  static func contains(_ scalar: UInt32) -> Bool { characters.contains(scalar) }
}
