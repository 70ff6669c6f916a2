import Foundation
import Testing

@testable import Markup

/// A case of a `.dat` file of html5lib's tests.
struct TreeCase {
  var data = ""
  var expected: [String] = []
  var fragment: String?
  var scripting: Bool?

  /// The cases of a file, in order.
  static func read(_ text: String) -> [TreeCase] {
    var cases: [TreeCase] = []
    var section = ""
    var data: [Substring] = []
    var current = TreeCase()
    func finished() -> TreeCase {
      var done = current
      done.data = data.joined(separator: "\n")
      while done.expected.last == "" { done.expected.removeLast() }
      return done
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "#data", section == "" || section == "#document" {
        if section != "" { cases.append(finished()) }
        (current, data, section) = (TreeCase(), [], "#data")
      } else if headers.contains(String(line)), section != "#document" {
        section = String(line)
        if line == "#script-on" { current.scripting = true }
        if line == "#script-off" { current.scripting = false }
      } else if section == "#data" {
        data.append(line)
      } else if section == "#document-fragment" {
        current.fragment = String(line)
      } else if section == "#document" {
        current.expected.append(String(line))
      }
    }
    if section == "#document" { cases.append(finished()) }
    return cases
  }

  private static let headers: Set = [
    "#errors", "#new-errors", "#document-fragment", "#script-on", "#script-off", "#document",
  ]

  func dump(scripting: Bool) -> [String] {
    var options = ParseOptions()
    options.isScriptingOn = scripting
    let source = Array(data.utf8)
    guard let fragment else { return TreeDump(Tree(parsing: source, options: options)).text }
    let words = fragment.split(separator: " ")
    let namespace: Namespace = words.count == 1 ? .html : words[0] == "svg" ? .svg : .mathML
    let tag = Tag(String(words.last ?? "").lowercased()) ?? .div
    let tree = Tree(
      parsingFragment: source, context: tag == Tag("foreignobject") ? .foreignObject : tag,
      namespace: namespace, options: options)
    return TreeDump(tree, below: tree.documentElement ?? .document).text
  }
}

extension TreeDump {
  /// The dump cut at newlines, as a test file has it.
  var text: [String] {
    lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }
}

struct TreeConstructionConformance {
  @Test func `html5lib's trees are ours`() throws {
    guard let folder = ProcessInfo.processInfo.environment["WINNOW_CONFORMANCE"] else {
      print("skipped html5lib tree construction: WINNOW_CONFORMANCE names no folder")
      return
    }
    let root = URL(fileURLWithPath: folder).appending(path: "html5lib/tree-construction")
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    var passed = 0
    var total = 0
    var outdated = 0
    for name in names.filter({ $0.hasSuffix(".dat") }).sorted() {
      let data = try Data(contentsOf: root.appending(path: name))
      var (good, count) = (0, 0)
      for (number, each) in TreeCase.read(String(decoding: data, as: UTF8.self)).enumerated() {
        // Counted once: a case without a mark must pass with scripting on and off.
        let modes = each.scripting.map { [$0] } ?? [false, true]
        let failed = modes.first { each.dump(scripting: $0) != each.expected }
        if failed != nil, OutdatedCases.change(name, number + 1) != nil {
          outdated += 1
          continue
        }
        count += 1
        guard let failed else {
          good += 1
          continue
        }
        print(
          "FAILED \(name) case \(number + 1), scripting \(failed): \(each.data.debugDescription)")
        if ProcessInfo.processInfo.environment["WINNOW_CONFORMANCE_DIFF"] != nil {
          print("context", each.fragment ?? "none", "expected:")
          print(each.expected.joined(separator: "\n"))
          print("got:\n" + each.dump(scripting: failed).joined(separator: "\n"))
        }
      }
      print("\(name): \(good)/\(count)")
      passed += good
      total += count
    }
    print("tree construction: \(passed)/\(total), outdated \(outdated)")
    #expect(Double(passed) >= 0.995 * Double(total))
  }
}
