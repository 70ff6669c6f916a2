import Testing

@testable import TextCoding

struct GBKTableTests {
  let table = GBKTable()

  @Test(arguments: [
    (0x4E2D as UInt32, 0xD6D0 as UInt16), (0x3002, 0xA1A3), (0x6D77, 0xBAA3), (0x73FE, 0xAC46),
    (0x20AC, 0xA2E3), (0x4E02, 0x8140),
  ])
  func `characters and codes go both ways`(scalar: UInt32, code: UInt16) {
    #expect(table.gbkBytes(of: scalar) == code)
    #expect(table.scalar(ofGBK: code) == scalar)
  }

  @Test(arguments: [0x41 as UInt32, 0xE000, 0x20000, 0x0E01])
  func `has no code for`(scalar: UInt32) {
    #expect(table.gbkBytes(of: scalar) == nil)
  }

  @Test(arguments: [0x0041 as UInt16, 0x8030, 0x817F, 0xAAA1, 0xFFFF, 0xD6FF])
  func `has no character for`(code: UInt16) {
    #expect(table.scalar(ofGBK: code) == nil)
  }

  @Test func `every code comes back`() {
    for code in UInt16.min...UInt16.max {
      if let scalar = table.scalar(ofGBK: code) {
        #expect(table.gbkBytes(of: scalar) == code)
      }
    }
  }
}
