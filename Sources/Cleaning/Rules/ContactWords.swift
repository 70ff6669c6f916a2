/// Words before an account or a number at which somebody is to be reached.
///
/// Sorted; source: injected adverts, collected by hand.
enum ContactWords {
  static let words = PhraseSet(
    [
      "http", "line", "qq", "skype", "telegram", "tel", "v信", "vx", "whatsapp", "www.", "企鹅", "加v",
      "加微", "咨询热线",
      "客服", "微信", "扣扣", "热线", "电话", "电报", "联系方式", "薇信",
    ].map { (text: Array($0.utf8), label: 0) })
}
