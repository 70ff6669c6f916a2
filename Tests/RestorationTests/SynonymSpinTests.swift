import Testing

@testable import Restoration

/// Which texts are known for spun.
@Suite struct SynonymSpinTests {
  private static let spin = SynonymSpin(tables: RepairTables())

  private func isSpun(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { Self.spin.isSpun($0) }
  }

  /// Written for the test; its words are those that a spinner replaces.
  private static let honest = """
    县里去年开始推广新的耕作方法，农业部门的技术人员经常到田间介绍经验，帮助农民提高产量。大家认为，这样的服务很重要，因为只要掌握了技术，就能减少浪费，\
    保证粮食安全。学校也组织学生参加活动，让孩子们关注健康，了解国家的农业历史。根据调查，许多家庭的生活条件得到改善，市场价格保持稳定。
    """

  @Test func `honest text is not spun`() {
    #expect(!isSpun(Self.honest))
    #expect(!isSpun(""))
    #expect(!isSpun("停止供水通知：今天停止供水，明天停止供水，后天也停止供水。"))
  }

  @Test(arguments: [false, true])
  func `text whose frequent words were replaced is spun`(isTraditional: Bool) {
    var text = Self.honest
    for (frequent, rare) in [
      ("方法", "办法"), ("经常", "常常"), ("介绍", "先容"), ("帮助", "帮忙"), ("提高", "进步"), ("服务", "效劳"),
      ("安全", "平安"), ("减少", "削减"), ("保证", "包管"), ("健康", "安康"), ("关注", "存眷"), ("国家", "国度"),
    ] {
      text = text.split(separator: frequent, omittingEmptySubsequences: false).joined(
        separator: rare)
    }
    if isTraditional {
      let restorer = ScriptRestorer(tables: RepairTables())
      text = String(decoding: restorer.traditional(Array(text.utf8)), as: UTF8.self)
    }

    #expect(isSpun(text))
  }

  @Test func `a few rare words are an author's`() {
    let text = Self.honest.split(separator: "国家", omittingEmptySubsequences: false)
      .joined(separator: "国度")

    #expect(!isSpun(text))
  }

  @Test(arguments: [1e-9, 0.001, 0.5, 1, 2.718281828459045, 1e6])
  func `the logarithm is one`(value: Double) {
    // Doubling adds ln 2, and products add up.
    let doubled = naturalLogarithm(value * 2) - naturalLogarithm(value)
    #expect(abs(doubled - 0.6931471805599453) < 1e-9)
    #expect(abs(naturalLogarithm(value * 3) - naturalLogarithm(value) - naturalLogarithm(3)) < 1e-9)
    #expect(abs(naturalLogarithm(2.718281828459045) - 1) < 1e-9)
  }
}
