import Dispatch
import Foundation
import Markup

// bench-markup FOLDER [ROUNDS]   parses and measures every file of a folder, best of the rounds
// bench-markup --linear          time per byte at 160 KB and 16 MB on pages made to be slow
// bench-markup --mutants FOLDER COUNT SEED   parses mutants of the files of a folder
// bench-markup --dump FOLDER     the trees of the files in the format of html5lib's tests, each ended by a form feed
// bench-markup --hidden FOLDER   what hides text in the files, with the share of the unlinked text that is in it
// bench-markup --dump-fragment CONTEXT   the tree of standard input within an element, of a page where CONTEXT is empty

func seconds(_ body: () -> Void) -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

/// CPU seconds of this process: what a busy machine does to the clock does not count.
func cpuSeconds(_ body: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  body()
  return now() - start
}

func files(in folder: String) throws -> [[UInt8]] {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  return names.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }.map(
    Array.init)
}

/// Parses pages, and with `measuring` measures them and reads their style sheets too.
func work(_ pages: [[UInt8]], measuring: Bool) -> Int {
  var sum = 0
  for page in pages {
    let tree = Tree(parsing: page)
    sum += tree.nodeCount
    guard measuring else { continue }
    let measures = TreeMeasures(tree)
    let visibility = Visibility(tree)
    sum += Int(measures[.document].units) + visibility.roots.count
  }
  return sum
}

func dumpFragment(_ context: String) {
  let source = Array(FileHandle.standardInput.readDataToEndOfFile())
  let tree =
    context.isEmpty
    ? Tree(parsing: source) : Tree(parsingFragment: source, context: Tag(context) ?? .div)
  let root = context.isEmpty ? NodeID.document : tree.documentElement ?? .document
  print(TreeDump(tree, below: root).lines.joined(separator: "\n"))
}

func printHidden(_ tree: Tree) {
  let measures = TreeMeasures(tree)
  let visibility = Visibility(tree)
  func share(_ node: NodeID) -> String {
    String(
      format: "%.3f",
      Double(measures[node].unlinkedUnits) / Double(max(1, measures[.document].unlinkedUnits)))
  }
  for node in visibility.voided { print("void  ", share(node), tree.name(tree.tag(node))) }
  for node in visibility.roots {
    guard let hiding = visibility.hiding(node) else { continue }
    print("hidden", share(node), hiding.cause, hiding.rule.map(tree.string)?.prefix(100) ?? "-")
  }
  print("--", measures[.document].unlinkedUnits, "units", visibility.exceeded)
}

let arguments = CommandLine.arguments
switch arguments.count > 1 ? arguments[1] : "" {
case "":
  print(
    "usage: bench-markup FOLDER [ROUNDS] | --linear | --mutants FOLDER COUNT SEED | --dump FOLDER")
case "--linear": measureLinearity()
case "--mutants":
  try parseMutants(
    of: files(in: arguments[2]), count: Int(arguments[3]) ?? 0, seed: UInt64(arguments[4]) ?? 0)
case "--dump":
  for page in try files(in: arguments[2]) {
    print(TreeDump(Tree(parsing: page)).lines.joined(separator: "\n"), terminator: "\u{0C}\n")
  }
case "--hidden":
  for page in try files(in: arguments[2]) { printHidden(Tree(parsing: page)) }
case "--dump-fragment": dumpFragment(arguments.count > 2 ? arguments[2] : "")
default:
  let pages = try files(in: arguments[1])
  let bytes = pages.reduce(0) { $0 + $1.count }
  let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5
  for (name, measuring) in [("parse", false), ("parse and measures", true)] {
    var best = Double.infinity
    var sum = 0
    for _ in 0..<rounds {
      best = min(best, cpuSeconds { sum = work(pages, measuring: measuring) })
    }
    let rate = Double(bytes) / best / 1e6
    print(
      "markup, \(name): \(pages.count) files, \(bytes) bytes, checksum \(sum), \(Int(rate)) MB/s")
  }
}
