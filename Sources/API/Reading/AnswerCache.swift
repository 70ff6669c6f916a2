import Domain
import HTTPServer
import Synchronization

/// Articles ready to be sent, kept under a bound on memory.
///
/// One is found by what was asked, before any of it is taken apart. It is good while the store counts
/// no write; after one, as soon as its article is known to stand at the same change. An answer not
/// asked for since the hand came by last makes room first (the CLOCK of Corbató 1968).
public final class AnswerCache: Sendable {
  /// What was asked: the target as sent, and the form that `Accept` came to.
  struct Key: Hashable, Sendable {
    var target: String
    var form: Representation
  }

  /// One answer, and what tells whether it still is the answer.
  final class Answer: Sendable {
    let id: StoredArticle.ID
    let change: Int64
    let validators: Validators
    let response: Response
    /// The 304 for who has it already.
    let unchanged: Response

    init(id: StoredArticle.ID, change: Int64, validators: Validators, response: Response) {
      self.id = id
      self.change = change
      self.validators = validators
      self.response = response
      unchanged = validators.unchanged(vary: response.headers["Vary"] ?? "")
    }
  }

  fileprivate struct Slot {
    var key: Key
    var answer: Answer
    /// The store's count of writes at which this was the answer.
    var writes: Int
    var bytes: Int
    var isRecent: Bool
  }

  fileprivate struct State {
    var slots: [Slot?] = []
    var places: [Key: Int] = [:]
    var free: [Int] = []
    var hand = 0
    var bytes = 0
  }

  private let state = Mutex(State())
  private let forms = AcceptedForms()
  private let limit: Int

  /// What an answer takes beside its content: head, key, places.
  private static let overhead = 1536

  /// - Parameter limit: bytes of all answers together; 0 keeps none
  public init(limit: Int) {
    self.limit = limit
  }

  /// Bytes of what is kept.
  var bytes: Int { state.withLock { $0.bytes } }

  /// What the request asks; nil where its answer is not one to keep.
  func key(_ request: Request) -> Key? {
    guard limit > 0, let form = forms.form(request.headers) else { return nil }
    return Key(target: request.target, form: form)
  }

  /// The answer where it is good as the store stands now.
  func fresh(_ key: Key, writes: Int) -> Answer? {
    state.withLock { state in
      guard let place = state.places[key], state.slots[place]?.writes == writes else { return nil }
      state.slots[place]?.isRecent = true
      return state.slots[place]?.answer
    }
  }

  /// The answer that was good once.
  func known(_ key: Key) -> Answer? {
    state.withLock { state in state.places[key].flatMap { state.slots[$0]?.answer } }
  }

  /// The answer was found good again.
  ///
  /// - Parameter writes: the store's count before it was looked at
  func renew(_ key: Key, _ answer: Answer, writes: Int) {
    state.withLock { state in
      guard let place = state.places[key], state.slots[place]?.answer === answer else { return }
      state.slots[place]?.writes = writes
      state.slots[place]?.isRecent = true
    }
  }

  /// Keeps an answer made of content, and gives it as it is kept.
  ///
  /// - Parameter writes: the store's count before the article was read
  func keep(
    _ content: [UInt8], as key: Key, id: StoredArticle.ID, change: Int64, validators: Validators,
    writes: Int, response: Response
  ) -> Answer {
    var response = response
    // An answer that takes an eighth of the room would drive out too many others.
    let isKept = content.count <= limit / 8
    response.body = .ready(
      ReadyBody(content) { [weak self] more in
        if isKept { self?.grow(key, change, more) }
      })
    let answer = Answer(id: id, change: change, validators: validators, response: response)
    guard isKept else { return answer }
    state.withLock { state in
      if let place = state.places[key] { state.remove(place) }
      let slot = Slot(
        key: key, answer: answer, writes: writes,
        bytes: content.count + key.target.utf8.count + Self.overhead, isRecent: false)
      state.insert(slot)
      state.makeRoom(limit)
    }
    return answer
  }

  /// A coded form of an answer was made.
  private func grow(_ key: Key, _ change: Int64, _ bytes: Int) {
    state.withLock { state in
      guard let place = state.places[key], state.slots[place]?.answer.change == change else {
        return
      }
      state.slots[place]?.bytes += bytes
      state.bytes += bytes
      state.makeRoom(limit)
    }
  }
}

extension AnswerCache.State {
  fileprivate mutating func insert(_ slot: AnswerCache.Slot) {
    bytes += slot.bytes
    if let place = free.popLast() {
      slots[place] = slot
      places[slot.key] = place
    } else {
      places[slot.key] = slots.count
      slots.append(slot)
    }
  }

  fileprivate mutating func remove(_ place: Int) {
    guard let slot = slots[place] else { return }
    bytes -= slot.bytes
    places[slot.key] = nil
    slots[place] = nil
    free.append(place)
  }

  fileprivate mutating func makeRoom(_ limit: Int) {
    while bytes > limit, !places.isEmpty {
      hand = (hand + 1) % slots.count
      if slots[hand]?.isRecent == true {
        slots[hand]?.isRecent = false
      } else {
        remove(hand)
      }
    }
  }
}

/// The forms that values of `Accept` came to: clients send a handful of them, over and over.
private final class AcceptedForms: Sendable {
  private let known = Mutex<[String: Representation]>([:])
  private static let most = 64

  /// nil where `Accept` stands on several lines or takes no form.
  func form(_ headers: Headers) -> Representation? {
    guard let accept = headers["Accept"] else { return .json }
    guard headers.count(of: "Accept") == 1 else { return nil }
    return known.withLock { known in
      if let form = known[accept] { return form }
      guard let form = try? Representation(accept: headers) else { return nil }
      if known.count >= Self.most { known = [:] }
      known[accept] = form
      return form
    }
  }
}
