import Foundation
import Markup

/// Pages made to be slow, each from a size in bytes.
let slowPages: [(name: String, make: @Sendable (Int) -> String)] = [
  ("<div>", { repeated("<div>", $0) }),
  ("<b>", { repeated("<b>", $0) }),
  ("<a>", { repeated("<a>", $0) }),
  ("<font color=N><p>", { size in numbered(size) { "<font color=\($0)><p>" } }),
  ("<dl><dd><dt>", { repeated("<dl><dd><dt>", $0) }),
  ("<dd><dt>", { repeated("<dd><dt>", $0) }),
  ("attributes", { size in "<p " + numbered(size) { "a\($0)=1 " } + ">" }),
  ("unknown tags", { size in numbered(size) { "<x\($0)></x\($0)>" } }),
  ("one text", { repeated("lorem ipsum dolor ", $0) }),
  ("unclosed comments", { repeated("<!-- -", $0) }),
  ("unclosed raw text", { repeated("<title><script>", $0) }),
  ("tables in tables", { repeated("<table><tr><td>", $0) }),
  ("foster text", { repeated("<table>x&amp;<tr a='&amp;'>", $0) }),
  ("select soup", { repeated("<select><option><optgroup></select><select>", $0) }),
  ("template soup", { repeated("<template><tr><td></template><template>", $0) }),
  ("stray end tags", { repeated("<div><x><span></x></b></p>", $0) }),
  ("adoption", { repeated("<b><div><i></b></i>", $0) }),
  ("svg", { repeated("<svg><g></x></svg><math><mi>", $0) }),
  ("references", { repeated("&amp;&nbsp;&notit;&#65;&x", $0) }),
  ("CDATA", { "<svg>" + repeated("<![CDATA[]]>", $0) }),
  ("body attributes", { size in numbered(size) { "<body a\($0)=1>" } }),
  ("forms", { repeated("<form><div></form>", $0) }),
  (
    "style rules",
    { size in "<style>" + numbered(size) { ".a\($0) .b{left:0}" } + "</style><p class=b>" }
  ),
  ("style: one selector", { "<style>" + repeated(".a>", $0) + "b{left:0}</style><b>" }),
  (
    "style: chains on depth",
    { size in
      "<style>" + repeated("[a] div [b] div{left:0}", size / 2) + "</style>"
        + repeated("<div></div><div>", size / 2)
    }
  ),
  (
    "style: classes",
    { size in
      "<style>" + numbered(size / 2) { ".a\($0 % 90) .b{left:0}" } + "</style>"
        + numbered(size / 2) { "<i class='b a\($0 % 90)'></i>" }
    }
  ),
  ("style: open blocks", { "<style>" + repeated("@media screen{", $0) }),
  ("style attributes", { repeated("<i style='display:block;left:0;color:#fff'>x</i>", $0) }),
  ("hidden in hidden", { repeated("<i style=opacity:0>x</i>", $0) }),
]

func repeated(_ unit: String, _ size: Int) -> String {
  String(repeating: unit, count: max(size / unit.utf8.count, 1))
}

func numbered(_ size: Int, _ unit: (Int) -> String) -> String {
  var result = ""
  var number = 0
  while result.utf8.count < size {
    result += unit(number)
    number += 1
  }
  return result
}

/// Time per byte of parse, measures and style sheets together.
func measureLinearity() {
  // Without the bound on nodes, which would end the long ones early.
  var options = ParseOptions()
  options.maximumNodes = .max
  for (name, make) in slowPages {
    let options = options
    let times = [160_000, 500_000, 5_000_000, 16_000_000].map { size in
      let page = Array(make(size).utf8)
      var best = Double.infinity
      for _ in 0..<(size < 1_000_000 ? 9 : 2) {
        best = min(
          best,
          cpuSeconds {
            let tree = Tree(parsing: page, options: options)
            _ = TreeMeasures(tree)
            _ = Visibility(tree)
          })
      }
      return best / Double(page.count) * 1e9
    }
    let ratio = times[3] / times[0]
    let columns = times.map { String(format: "%8.2f", $0) }.joined()
    print(columns, String(format: "ns/byte  ratio %5.2f  ", ratio), name)
  }
}
