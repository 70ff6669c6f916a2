import Restoration
import Testing

struct CutRivalsTests {
  private let repair = Repair(tables: RepairTables())

  @Test func `sources of a cut differ in the character that lost its first byte`() throws {
    let page = Array((ProofTests.page + "臨?？臻g裡有很多人。").utf8)

    let edit = try #require(
      repair.repair(page, isMarkup: false).edits.last { $0.layer == .byteShift })

    #expect(edit.after == "海空間")
    #expect(edit.alternatives.count == 3)
    #expect(edit.alternatives.allSatisfy { $0.count == 3 && $0.hasSuffix("空間") })
    #expect(Set(edit.alternatives + [edit.after]).count == 4)
  }
}
