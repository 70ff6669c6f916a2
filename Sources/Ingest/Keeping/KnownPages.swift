import Synchronization

/// Whether the pages of a stream are worth looking up before they are cleaned.
///
/// A look-up costs a fortieth of cleaning, so it pays where one page in forty is in the store already. In a stream of
/// which none was for long, one page in a few is looked up; the store finds the others out when it keeps them.
///
/// Safe from any thread.
public final class KnownPages: Sendable {
  private let newInARow = Atomic<Int>(0)
  private let passed = Atomic<Int>(0)

  /// New pages in a row, and no fewer, make known ones unlikely.
  static let manyNew = 256

  /// Of unlikely ones, one in so many is looked up all the same.
  static let lookedUp = 8

  public init() {}

  /// Asked once for each page.
  var areLikely: Bool {
    guard newInARow.load(ordering: .relaxed) >= KnownPages.manyNew else { return true }
    return passed.wrappingAdd(1, ordering: .relaxed).newValue % KnownPages.lookedUp == 0
  }

  func note(isKnown: Bool) {
    guard isKnown else {
      newInARow.wrappingAdd(1, ordering: .relaxed)
      return
    }
    newInARow.store(0, ordering: .relaxed)
  }
}
