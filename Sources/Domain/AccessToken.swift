/// What a client may do.
public enum Scope: String, Sendable, Hashable, CaseIterable {
  /// Reads articles, and cleans pages that are not kept.
  case read
  /// Takes pages in, changes and deletes.
  case write
  /// Makes and revokes tokens.
  case admin
}

/// A token as it is kept: what it allows, and a digest that tells its secret again.
public struct AccessToken: Sendable, Hashable {
  /// The part of the secret that may be shown: lower-case letters and digits.
  public var id: String
  /// What its owner calls it.
  public var name: String
  public var scopes: Set<Scope>
  public var createdAt: Timestamp
  /// From when on it is refused; nil: never.
  public var expiresAt: Timestamp?
  /// SHA-256 of the secret.
  ///
  /// The secret is 256 random bits, which no dictionary holds: neither salt
  /// nor a slow hash would add anything.
  public var digest: PageDigest

  public init(
    id: String, name: String, scopes: Set<Scope>, createdAt: Timestamp, expiresAt: Timestamp?,
    digest: PageDigest
  ) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.digest = digest
  }
}

/// Keeps tokens.
///
/// Calls block and are safe from any thread.
public protocol TokenStore: Sendable {
  /// All there are, the oldest first.
  func tokens() throws(StoreError) -> [AccessToken]

  /// Keeps a token; when it returns, it is on disk.
  func add(_ token: AccessToken) throws(StoreError)

  /// Forgets a token. Returns whether it was there.
  func revoke(_ id: String) throws(StoreError) -> Bool
}
