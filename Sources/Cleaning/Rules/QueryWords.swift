/// Words with which people ask a search engine for a trade, whatever the trade: its price, its rank, where it is to be had.
///
/// Headlines and lists of an article have them too, so that they are asked for only where most phrases of a line have one,
/// each is several characters long and hardly one says a thing that the page says. Names of kinds of houses (医院, 公司, 学校)
/// are none: lists of such are honest. Sorted; source: the ends of queries, collected by hand.
enum QueryWords {
  static let words = PhraseSet(
    list.split(separator: "|").map { (text: Array($0.utf8), label: 0) })

  private static let list = """
    一手货源|一览|上门服务|下载|代办|价格|价目|优惠券|便宜|免费|入口|公司电话|加盟|包邮|厂家|参数|咨询费|品牌|哪个好|哪买|哪家|哪里|回收|多少钱|\
    大全|如何|官方网站|官网|怎么|怎样|批发|找人|报价|报名|招商|排名|排行|收费|收费标准|攻略|教学|教程|最好的|有哪些|有用吗|服务热线|注册|流程|\
    涨粉|真题|租用|租赁|租金|经销商|网址|联系方式|能不能|货源|购买|费用|赔偿标准|软件|辅导班|靠谱|预约|首付|高仿
    """
}
