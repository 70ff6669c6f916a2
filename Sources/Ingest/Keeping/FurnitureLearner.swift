import Domain
import Synchronization

/// Keeps what was learnt of hosts at hand, and has the store learn anew once a host has gained pages.
///
/// Safe from any thread.
public final class FurnitureLearner: Sendable {
  private struct Key: Hashable {
    var authority: Substring
    var upTo: Int64?
  }

  private struct State {
    /// What the store said; nil: it has learnt nothing of the host.
    var known: [Key: Furniture?] = [:]

    /// Pages since the host was looked at, and how many there were then.
    var gained: [Substring: (pages: Int, known: Int)] = [:]
  }

  private let store: any FurnitureStore
  private let rule: FurnitureRule
  private let state = Mutex(State())

  /// Hosts kept at hand; beyond that, all are asked for again.
  private static let mostHosts = 4096

  public init(store: any FurnitureStore, rule: FurnitureRule = FurnitureRule()) {
    self.store = store
    self.rule = rule
  }

  /// What is learnt of the host of this URL, no newer than `upTo`.
  public func furniture(
    ofHostOf url: String?, upTo: Int64? = nil
  ) throws(StoreError) -> Furniture? {
    guard let url, let authority = FurnitureLearner.authority(of: url) else { return nil }
    let key = Key(authority: authority, upTo: upTo)
    if let known = state.withLock({ $0.known[key] }) { return known }
    let furniture = try store.furniture(ofHostOf: url, upTo: upTo)
    state.withLock { state in
      if state.known.count >= FurnitureLearner.mostHosts { state.known = [:] }
      state.known[key] = .some(furniture)
    }
    return furniture
  }

  /// The version of that number.
  func furniture(version: Int64?) throws(StoreError) -> Furniture? {
    guard let version else { return nil }
    return try store.furniture(version: version)
  }

  /// Notes that a page of the host was kept; every so often the store looks at the host again.
  ///
  /// A host is looked at after as many new pages as a quarter of those it had, at least `leastClusters` and
  /// at most an eighth of the window, so that looking costs each page the same.
  func note(_ url: String?) throws(StoreError) {
    guard let url, let authority = FurnitureLearner.authority(of: url) else { return }
    let isDue = state.withLock { state in
      if state.gained.count >= FurnitureLearner.mostHosts { state.gained = [:] }
      var host = state.gained[authority] ?? (0, 0)
      host.pages += 1
      let due = min(
        max(rule.leastClusters, host.known / 4), max(rule.leastClusters, rule.window / 8))
      let isDue = host.pages >= due
      if isDue { host.pages = 0 }
      state.gained[authority] = host
      return isDue
    }
    guard isDue else { return }
    let (pages, version) = try store.learnFurniture(ofHostOf: url, by: rule)
    state.withLock { state in
      state.gained[authority]?.known = pages
      if version != nil { state.known = state.known.filter { $0.key.upTo != nil } }
    }
  }

  /// Host and port of an absolute URL.
  private static func authority(of url: String) -> Substring? {
    let bytes = url.utf8
    guard let scheme = bytes.firstIndex(of: UInt8(ascii: ":")),
      bytes[scheme...].starts(with: "://".utf8)
    else { return nil }
    let start = bytes.index(scheme, offsetBy: 3)
    let end = bytes[start...].firstIndex {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
    }
    return url[start..<(end ?? bytes.endIndex)]
  }
}
