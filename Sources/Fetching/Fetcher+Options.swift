extension Fetcher {
  /// Every bound and choice of the fetcher, by name.
  public struct Options: Sendable {
    /// `product/version (contact)`; robots.txt is read for its product.
    public var userAgent: String

    /// Until a connection stands.
    public var connectTime: Duration = .seconds(10)

    /// For all of a fetch: redirects, robots.txt, waiting and trying again.
    public var totalTime: Duration = .seconds(30)

    /// Bytes of a page, decoded.
    public var sizeLimit = 16 << 20

    /// The most redirects of one fetch.
    public var redirects = 10

    /// Transfers at once.
    public var concurrency = 16

    /// Transfers at once from one host.
    public var concurrencyPerHost = 2

    /// How often a page is asked for while its server answers 429 or 503.
    public var attempts = 3
    public var obeysRobots = true

    /// A PEM file of the authorities that vouch for servers, in place of the system's; nil: those.
    public var certificates: String?
    public var addresses = AddressGuard()

    /// Answers names in place of DNS; nil leaves a name to DNS.
    public var resolve: (@Sendable (_ host: String, _ port: Int) -> [String]?)?

    public init(userAgent: String) {
      self.userAgent = userAgent
    }

    var rules: TransferRules {
      TransferRules(
        userAgent: userAgent, connectTime: connectTime, addresses: addresses,
        certificates: certificates, resolve: resolve)
    }

    /// What robots.txt calls us: the user agent up to its slash (RFC 9309 §2.2.1).
    var product: String {
      String(userAgent.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") })
    }
  }
}
