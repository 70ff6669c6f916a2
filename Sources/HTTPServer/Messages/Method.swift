/// A request method: a case-sensitive token (RFC 9110 §9.1).
public struct Method: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }

  public static let connect: Method = "CONNECT"
  public static let delete: Method = "DELETE"
  public static let get: Method = "GET"
  public static let head: Method = "HEAD"
  public static let options: Method = "OPTIONS"
  public static let patch: Method = "PATCH"
  public static let post: Method = "POST"
  public static let put: Method = "PUT"
  public static let trace: Method = "TRACE"
}

extension Method: CustomStringConvertible {
  public var description: String { rawValue }
}
