import Domain
import Markup
import Testing

@testable import Cleaning

/// What templates repeat on a page, and what else parts one text from the next.
@Suite struct RepeatedRecordsTests {
  private func records(_ page: String) throws -> (Segmentation, RepeatedRecords) {
    let tree = Tree(parsing: Array(page.utf8), options: ParseOptions())
    let root = try #require(tree.body)
    let segmentation = Segmenter.segment(
      tree, below: root, words: BlockModel.standard.words, visibility: Visibility())
    let measures = PageMeasures(tree, segmentation)
    return (segmentation, RepeatedRecords(segmentation.containers, measures.sums))
  }

  @Test func `postings of a thread are records, whatever follows their first class word`() throws {
    let (page, records) = try records(
      """
      <body><div class="post first"><p>Ann</p><p>One</p></div>
      <div class="post even"><p>Ben</p><p>Two</p></div><div class="menu"><p>A</p><p>B</p></div></body>
      """)

    let found = page.blocks.map { records.outer[Int($0.place)] }

    #expect(found[0] == found[1] && found[2] == found[3] && found[0] != found[2])
    #expect(found[4] == -1 && found[5] == -1)
    #expect(records.groups[Int(records.group[Int(found[0])])].count == 2)
    #expect(found[0..<4].map { records.index[Int($0)] } == [0, 0, 1, 1])
  }

  @Test func `paragraphs side by side are no records`() throws {
    let (page, records) = try records("<body><p>One</p><p>Two</p><p>Three</p></body>")

    #expect(page.blocks.allSatisfy { records.outer[Int($0.place)] == -1 })
  }

  @Test func `a record inside of another is the inner one`() throws {
    let item = #"<li class="reply"><p>Ann</p><p>Yes</p></li>"#
    let post = #"<div class="post"><h2>Title</h2><ul>\#(item)\#(item)</ul></div>"#
    let (page, records) = try records("<body>\(post)\(post)</body>")

    let heading = Int(page.blocks[0].place)
    let reply = Int(page.blocks[1].place)

    #expect(records.inner[heading] == records.outer[heading])
    #expect(records.inner[reply] != records.outer[reply])
    #expect(records.outer[reply] == records.outer[heading])
  }

  @Test func `words of the title weigh more the fewer blocks hold them`() {
    let topic = TopicWords([Array("The harbour ferry".utf8)])
    func found(_ text: String) -> UInt32 {
      var words: [UInt32] = []
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        TextWords.forEach(bytes) { words.append($0) }
      }
      return topic.found(in: words)
    }

    let texts = ["The ferry is late", "The menu", "The legal notice", "The newsletter"]
    let weights = TopicWords.weights(of: texts.map(found))

    #expect(found("Nothing at all") == 0)
    #expect(weights[0] > weights[1])
    #expect(weights[1] < 1)
  }

  @Test func `a block knows how much of its title's words came before it`() throws {
    let (page, records) = try records(
      """
      <body><div class="a"><p>Ferry one</p><p>Ferry two</p></div>
      <div class="a"><p>Rope one</p><p>Rope two</p></div></body>
      """)
    let topics = TopicMeasures([2, 2, 0, 0], page)

    let rows = page.blocks.indices.map { index in
      var numbers = [Float](repeating: 0, count: TopicMeasures.names.count)
      numbers.withUnsafeMutableBufferPointer { buffer in
        var row = FeatureRow(buffer)
        topics.write(index, Int(page.blocks[index].place), records, into: &row)
      }
      return numbers
    }

    #expect(rows.map(\.last) == [0, 0.4, 0.8, 0.8])
    #expect(rows[0][3] > 1 && rows[2][3] == 0)
  }
}
