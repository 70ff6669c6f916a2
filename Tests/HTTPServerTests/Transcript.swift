@testable import HTTPServer

/// What a connection machine makes of bytes, one line an event; each whole request is answered with
/// an empty 200 at once.
///
///     GET / [Host: a] close
///     body 5 hello
///     end
///     refuse 400 bad-chunk
func transcript(
  _ text: some StringProtocol, limits: Limits = Limits(), cuts: [Int] = [], ends: Bool = false
) -> [String] {
  transcript(Array(text.utf8), limits: limits, cuts: cuts, ends: ends)
}

func transcript(
  _ bytes: [UInt8], limits: Limits = Limits(), cuts: [Int] = [], ends: Bool = false
) -> [String] {
  var machine = ConnectionMachine(limits: limits)
  var lines: [String] = []
  var body: [UInt8] = []
  var from = 0
  for to in cuts + [bytes.count] {
    bytes[from..<to].withUnsafeBytes { machine.receive($0) }
    from = to
    if ends, to == bytes.count { machine.receiveEnd() }
    while true {
      let event = machine.next()
      switch event {
      case .request(let head):
        body = []
        lines.append(head.summary)
        if case .none = head.framing { lines.append(machine.answerEmpty()) }
      case .body(let more): body += more
      case .bodyEnd:
        lines.append("body \(body.count) \(String(decoding: body.prefix(40), as: UTF8.self))")
        lines.append(machine.answerEmpty())
      case .refuse(let error):
        lines.append("refuse \(error.status.code) \(error.type)")
      case nil: break
      }
      if event == nil { break }
    }
  }
  lines.append("then \(machine.phase)")
  return lines
}

extension RequestHead {
  var summary: String {
    let fields = headers.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
    return "\(method) \(target) [\(fields)]\(isHTTP10 ? " 1.0" : "")\(closes ? " close" : "")"
      + (expectsContinue ? " expect" : "")
  }
}

extension ConnectionMachine {
  mutating func answerEmpty() -> String {
    let answer = begin(Response(.ok), length: 0, date: [])
    responseEnded()
    let head = String(decoding: answer.head, as: UTF8.self)
    return head.contains("Connection: close") ? "answered, closes" : "answered"
  }
}
