import Domain
import Testing

@testable import Storage

/// What the ways in keep beside pages: fetches, jobs, answers, events.
@Suite struct WaysTests {
  let now = Timestamp(milliseconds: 1_700_000_000_000)

  private func job(_ name: String, _ state: Job.State = .queued) throws -> Job {
    var job = Job(
      id: try #require(Job.ID(name)), form: .ndjson, contentType: nil, url: nil, bytes: 1,
      createdAt: now)
    job.state = state
    if state.isFinished { job.finishedAt = now }
    return job
  }

  @Test func `jobs are found by name, state and age`() throws {
    try withStore { store in
      for name in ["a", "b", "c"] { try store.add(try job(name)) }
      try store.update(try job("b", .done))

      #expect(try store.nextQueued()?.id.rawValue == "a")
      #expect(try store.jobs(state: nil, before: nil, limit: 2).map(\.id.rawValue) == ["c", "b"])
      #expect(
        try store.jobs(state: .queued, before: Job.ID("c"), limit: 9).map(\.id.rawValue) == ["a"])
      #expect(try store.finished(before: now).isEmpty)
      #expect(
        try store.finished(before: Timestamp(milliseconds: now.milliseconds + 1))
          .map(\.rawValue) == ["b"])
      #expect(try store.remove(try #require(Job.ID("b"))))
      #expect(try store.job(try #require(Job.ID("b"))) == nil)
    }
  }

  @Test func `a key is one request's until it is given back or forgotten`() throws {
    try withStore { store in
      let one = try #require(PageDigest([UInt8](repeating: 1, count: 32)))
      let two = try #require(PageDigest([UInt8](repeating: 2, count: 32)))
      let later = Timestamp(milliseconds: now.milliseconds + 1000)
      let answer = KeptAnswer(
        status: 201, headers: [.init(name: "Location", value: "/x")], body: Array("{}".utf8))
      func claim(_ request: PageDigest, at moment: Timestamp) throws -> IdempotencyClaim {
        try store.claim("k", request: request, now: moment, expiry: later)
      }

      #expect(try claim(one, at: now) == .claimed)
      #expect(try claim(one, at: now) == .running)
      #expect(try claim(two, at: now) == .other)
      try store.release("k")
      #expect(try claim(one, at: now) == .claimed)
      try store.settle("k", answer)
      #expect(try claim(one, at: now) == .settled(answer))
      #expect(try claim(two, at: now) == .other)
      try store.release("k")
      try store.releaseUnsettled()
      #expect(try claim(one, at: now) == .settled(answer))
      #expect(try claim(two, at: later) == .claimed)
      try store.releaseUnsettled()
      #expect(try claim(one, at: now) == .claimed)
    }
  }

  @Test func `an answer that tells of an article goes with it, and its key is free`() throws {
    try withStore { store in
      let request = try #require(PageDigest([UInt8](repeating: 1, count: 32)))
      let later = Timestamp(milliseconds: now.milliseconds + 1000)
      let (one, two) = (try store.keep(.make(url: "http://a.org/1")).id, name("two"))
      for (key, articles) in [("one", [one]), ("both", [one, two]), ("two", [two])] {
        _ = try store.claim(key, request: request, now: now, expiry: later)
        try store.settle(
          key, KeptAnswer(status: 201, headers: [], body: [1], articles: Set(articles)))
      }
      func claim(_ key: String) throws -> IdempotencyClaim {
        try store.claim(key, request: request, now: now, expiry: later)
      }
      let kept = IdempotencyClaim.settled(KeptAnswer(status: 201, headers: [], body: [1]))
      #expect(try claim("one") == kept)

      #expect(try store.delete(one))

      #expect(try claim("one") == .claimed)
      #expect(try claim("both") == .claimed)
      #expect(try claim("two") == kept)
    }
  }

  @Test func `events of articles are there with them, where they are wanted`() throws {
    try withStore { store in
      func keep(_ text: String, url: String) throws {
        _ = try store.keep(.make(url: url, body: text, at: now.milliseconds))
      }
      try keep("unwanted", url: "http://a.org/1")
      try store.want([.articleCreated, .articleRevised])
      try keep("Tea", url: "http://a.org/2")
      try keep("Tea, hot", url: "http://a.org/2")
      try keep("Tea, hot", url: "http://a.org/2")

      let due = try store.due(at: now, limit: 9)

      #expect(due.map(\.kind) == [.articleCreated, .articleRevised])
      #expect(due.map(\.revision) == [1, 2])
      #expect(Set(due.map(\.id)).count == 2)
      try store.postpone(due[0].id, until: Timestamp(milliseconds: now.milliseconds + 5))
      try store.settle(due[1].id)
      #expect(try store.due(at: now, limit: 9).isEmpty)
      let again = try store.due(at: Timestamp(milliseconds: now.milliseconds + 5), limit: 9)
      #expect(again.map(\.attempts) == [1])
      try store.want([])
      #expect(try store.due(at: Timestamp(milliseconds: .max), limit: 9).isEmpty)
    }
  }

  @Test func `a fetch is remembered until its page is deleted`() throws {
    try withStore { store in
      let receipt = try store.keep(.make(url: "http://a.org/1", at: now.milliseconds))
      let digest = try #require(PageDigest([UInt8](repeating: 1, count: 32)))
      var record = FetchRecord(
        requestedURL: "http://a.org/0", url: "http://a.org/1", status: 200, fetchedAt: now)
      record.redirects = [.init(status: 301, url: "http://a.org/1")]
      record.refresh = .init(seconds: 1, url: nil)

      try store.remember(record, digest: digest)

      #expect(try store.lastFetch(of: "http://a.org/1")?.record == record)
      #expect(try store.lastFetch(of: "http://a.org/1")?.digest == digest)
      #expect(try store.lastFetch(of: "http://a.org/0") == nil)
      _ = try store.delete(receipt.id)
      #expect(try store.lastFetch(of: "http://a.org/1") == nil)
    }
  }
}
