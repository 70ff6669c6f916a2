import Domain
import Fetching
import Ingest

extension Settings {
  // MARK: [jobs]

  static let jobs: [any AnySetting] = [jobsKeep, idempotencyKeep]

  static let jobsKeep = Setting(
    "jobs.keep", TimeSpan(seconds: 24 * 3600), in: 1000...31_536_000_000,
    "How long a finished job and its results can be asked for.")
  static let idempotencyKeep = Setting(
    "jobs.idempotency_keep", TimeSpan(seconds: 24 * 3600), in: 1000...31_536_000_000,
    "How long the answer to a request with an Idempotency-Key is given again.")

  // MARK: [webhooks]

  static let webhooks: [any AnySetting] = [
    webhookURL, webhookSecret, webhookEvents, webhookTimeout, webhookAttempts, webhookAllow,
  ]

  static let webhookURL = Setting(
    "webhooks.url", "",
    "Where events are posted as JSON, signed as Standard Webhooks 1.0 has it; empty: nowhere.")
  static let webhookSecret = Setting(
    "webhooks.secret", Secret(""),
    "What deliveries are signed with (HMAC-SHA256): \"whsec_\" and Base64, or any text. Best given in "
      + "the environment.")
  static let webhookEvents = Setting(
    "webhooks.events", EventList(Set(WebhookEvent.Kind.allCases)),
    "The events that are told.")
  static let webhookTimeout = Setting(
    "webhooks.timeout", TimeSpan(seconds: 10), in: 100...600_000,
    "How long a delivery may take; one that fails is tried again, later and later.")
  static let webhookAttempts = Setting(
    "webhooks.attempts", WebhookCourier.mostAttempts, in: 1...WebhookCourier.mostAttempts,
    "How often a delivery is tried before it is given up; all of them take a day and a half.")
  static let webhookAllow = Setting(
    "webhooks.allow", AllowedNetworks(),
    "Addresses of receivers that are not public, as fetch.allow has them.")
}

/// A text that is not shown.
struct Secret: SettingValue {
  let text: String

  init(_ text: String) { self.text = text }

  static let form = "a text"

  init?(setting: Scalar) {
    guard let text = String(setting: setting) else { return nil }
    self.text = text
  }

  var toml: String { text.isEmpty ? "\"\"" : "\"***\"" }
}

/// Kinds of events, as people write them: `article.created, job.finished`.
struct EventList: SettingValue {
  let kinds: Set<WebhookEvent.Kind>

  init(_ kinds: Set<WebhookEvent.Kind>) { self.kinds = kinds }

  static let form =
    "a list of " + WebhookEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")

  init?(setting: Scalar) {
    guard let text = String(setting: setting) else { return nil }
    let names = text.split(separator: ",").map { $0.filter { $0 != " " } }
    let kinds = names.compactMap { WebhookEvent.Kind(rawValue: $0) }
    guard kinds.count == names.count else { return nil }
    self.kinds = Set(kinds)
  }

  var toml: String { kinds.map(\.rawValue).sorted().joined(separator: ", ").toml }
}
