// How long a client is waited for. Each deadline is a value of Limits and a moment of the machine.

extension Connection {
  /// How long a client may go on sending after its last answer.
  private static let lingerTime = Duration.seconds(2)

  func tick(_ now: ContinuousClock.Instant) {
    let limits = service.limits
    if let since = lingersSince {
      if now - since > Self.lingerTime { close() }
      return
    }
    if !isAllSent, now - writeWindow.began > limits.writeTime {
      // Too slow a reader over the whole stretch, not only one who takes nothing.
      guard writeWindow.bytes > 0, writeWindow.bytes >= limits.writeRate.bytes(in: limits.writeTime)
      else { return abort() }
      writeWindow = (now, 0)
    }
    let waited = now - phaseBegan
    switch phase {
    case .idle:
      // Whoever connects has something to say; whoever has been answered may think.
      if waited > (requests == 0 ? limits.headerTime : limits.idleTime) { close() }
    case .head:
      if waited > limits.headerTime { expire("The request's head took too long; send it at once.") }
    case .body:
      guard !isBodyHeld, exchange?.isAnswered != true else { return }
      let earned = Duration.seconds(machine.bodyBytes / max(1, limits.bodyRate))
      if waited - heldTime > limits.bodyTime + earned {
        expire("The request's body came too slowly; send it faster.")
      }
    case .response, .closing: break
    }
  }

  private func expire(_ detail: String) {
    machine.abandon()
    refuse(HTTPError(.requestTimeout, detail))
    settle()
  }
}

extension Int {
  /// A rate's bytes in a time.
  fileprivate func bytes(in time: Duration) -> Int { Int(Double(self) * (time / .seconds(1))) }
}
