import Domain

/// An error about a page that its client gave a name of its own, which comes back with the problem.
struct NamedPageError: Error {
  let ref: JSONValue
  let reason: any Error

  /// Does what a page asks for, and has its errors carry the page's name.
  static func naming<Value>(_ ref: JSONValue?, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      guard let ref else { throw error }
      throw NamedPageError(ref: ref, reason: error)
    }
  }
}
