import Restoration
import Testing

struct JunkWordsTests {
  let repair = Repair(tables: RepairTables())

  func repaired(_ text: String) -> String {
    String(decoding: repair.repair(Array(text.utf8), isMarkup: false).text, as: UTF8.self)
  }

  @Test func `words put before marks go, and what the author wrote stays`() {
    let page = """
      在文章(zhang)中指出去碰吧，這次會議很重要里落跑，全黨同志(zhi)都要(yao)學習大同时。\
      文章(zhang)說得很清楚里落跑，制度(du)要堅持下來大同时，不能動搖里落跑。實踐表明(ming)大同时，\
      我們的制度(du)是好的里落跑。大家(jia)要(yao)記住大同时，文(wen)章(zhang)還提到制度(du)建設，\
      我們要把學習當作大事，好(hao)好地做下去，一直做到底，不半途而廢，也不好高騖遠。
      """

    #expect(
      repaired(page) == """
        在文章中指出去碰吧，這次會議很重要，全黨同志都要學習。文章說得很清楚，制度要堅持下來，不能動搖。\
        實踐表明，我們的制度是好的。大家要記住，文章還提到制度建設，我們要把學習當作大事，好好地做下去，\
        一直做到底，不半途而廢，也不好高騖遠。
        """)
  }

  @Test func `a page without untoned readings keeps what it repeats`() {
    let page = "他来了大同时，我走了大同时，风停了大同时，雨下了大同时，天黑了大同时。"

    #expect(repaired(page) == page)
  }
}
