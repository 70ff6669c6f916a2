import Compression
import Foundation
import Testing

struct ZipWriterTests {
  private func archive(_ files: [(String, [UInt8])], storing first: Bool = false) throws -> [UInt8]
  {
    var zip = ZipWriter()
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (index, file) in files.enumerated() {
      bytes += try zip.file(file.0, file.1, isStored: first && index == 0)
      directory += zip.takeDirectory()
    }
    return bytes + directory + zip.end()
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func `the directory names every file where it stands`() throws {
    let files = [("a.txt", Array("one".utf8)), ("中/文.md", [UInt8](repeating: 65, count: 10_000))]
    let zip = try archive(files)

    let end = zip.count - 22
    #expect(number(zip[end..<end + 4]) == 0x0605_4b50)
    #expect(number(zip[(end + 10)..<(end + 12)]) == 2)
    var place = number(zip[(end + 16)..<(end + 20)])
    for (name, content) in files {
      #expect(number(zip[place..<place + 4]) == 0x0201_4b50)
      let (packed, size) = (
        number(zip[(place + 20)..<(place + 24)]), number(zip[(place + 24)..<(place + 28)])
      )
      #expect(size == content.count)
      let length = number(zip[(place + 28)..<(place + 30)])
      #expect(String(decoding: zip[(place + 46)..<(place + 46 + length)], as: UTF8.self) == name)
      let start = number(zip[(place + 42)..<(place + 46)])
      #expect(number(zip[start..<start + 4]) == 0x0403_4b50)
      let data = zip[(start + 30 + length)..<(start + 30 + length + packed)]
      #expect(try ContentCoding.deflate.decompress(Array(data), limit: 100_000) == content)
      place += 46 + length
    }
    #expect(place == end)
  }

  @Test func `a stored file stands as it is behind its header of 38 bytes`() throws {
    let zip = try archive([("mimetype", Array("application/epub+zip".utf8))], storing: true)

    #expect(String(decoding: zip[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
    #expect(number(zip[8..<10]) == 0)
    // CRC-32 of these 20 bytes, as every EPUB has it.
    #expect(number(zip[14..<18]) == 0x2cab_616f)
  }

  @Test func `more files than 16 bits count are told in ZIP64`() throws {
    var zip = ZipWriter()
    var files = 0
    var directory = 0
    for index in 0..<65_536 {
      files += try zip.file("\(index)", [], isStored: true).count
      directory += zip.takeDirectory().count
    }
    let end = zip.end()

    #expect(end.count == 56 + 20 + 22)
    #expect(number(end[0..<4]) == 0x0606_4b50)
    #expect(number(end[24..<32]) == 65_536)
    #expect(number(end[40..<48]) == directory)
    #expect(number(end[48..<56]) == files)
    #expect(number(end[56..<60]) == 0x0706_4b50)
    #expect(number(end[64..<72]) == files + directory)
    #expect(number(end[86..<88]) == 0xffff)
  }
}
