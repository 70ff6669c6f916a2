/// Chinese family names, for telling a name in brackets from other words in brackets.
///
/// Source: the commonest surnames of the 2020 census report of China's Ministry of Public Security, the first 150, and the
/// commoner double surnames; public facts, in simplified script.
enum Surnames {
  private static let single: ScalarSet =
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹\
    熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝\
    包宁尚符舒阮纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦岑景党宫费卜\
    冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟
    """

  static let double = [
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "夏侯", "尉迟", "皇甫", "慕容", "令狐", "长孙", "宇文", "南宫", "申屠",
  ]

  /// Whether `name`, in simplified script, reads as a Chinese name: a surname and one or two characters.
  static func isName(_ name: String) -> Bool {
    // Two to four characters of three bytes each.
    let size = name.utf8.count
    guard size >= 6, size <= 12, size % 3 == 0,
      name.unicodeScalars.allSatisfy({ $0.value >= 0x4e00 && $0.value <= 0x9fff })
    else { return false }
    if double.contains(where: { name.utf8.starts(with: $0.utf8) }) { return size >= 9 }
    guard size <= 9, let first = name.unicodeScalars.first else { return false }
    return single.contains(first.value)
  }
}
