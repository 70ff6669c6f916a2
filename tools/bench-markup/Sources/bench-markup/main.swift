import Dispatch
import Foundation
import Markup

// bench-markup FOLDER [ROUNDS]   parses every file of a folder, best of the rounds
// bench-markup --linear          time per byte at 160 KB and 16 MB on pages made to be slow
// bench-markup --mutants FOLDER COUNT SEED   parses mutants of the files of a folder

func seconds(_ body: () -> Void) -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  body()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

func files(in folder: String) throws -> [[UInt8]] {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  return names.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }.map(
    Array.init)
}

let arguments = CommandLine.arguments
switch arguments.count > 1 ? arguments[1] : "" {
case "": print("usage: bench-markup FOLDER [ROUNDS] | --linear | --mutants FOLDER COUNT SEED")
case "--linear": measureLinearity()
case "--mutants":
  try parseMutants(
    of: files(in: arguments[2]), count: Int(arguments[3]) ?? 0, seed: UInt64(arguments[4]) ?? 0)
default:
  let pages = try files(in: arguments[1])
  let bytes = pages.reduce(0) { $0 + $1.count }
  let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5
  var best = Double.infinity
  var nodes = 0
  for _ in 0..<rounds {
    nodes = 0
    best = min(best, seconds { for page in pages { nodes += Tree(parsing: page).nodeCount } })
  }
  let rate = Double(bytes) / best / 1e6
  print("markup: \(pages.count) files, \(bytes) bytes, \(nodes) nodes, \(Int(rate)) MB/s")
}
