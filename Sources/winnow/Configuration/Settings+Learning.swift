import Domain

extension Settings {
  // MARK: [boilerplate], [reclean]

  static let learning: [any AnySetting] = [
    boilerplateLearn, boilerplateMinPages, boilerplateShare, boilerplateWindow, recleanWorkers,
  ]

  private static let rule = FurnitureRule()

  static let boilerplateLearn = Setting(
    "boilerplate.learn", true,
    "Whether lines that many kept pages of one host have in common are dropped from its articles.")
  static let boilerplateMinPages = Setting(
    "boilerplate.min_pages", rule.leastClusters, in: 2...1000,
    "How many pages of a host, near-duplicates counted once, must show a line.")
  static let boilerplateShare = Setting(
    "boilerplate.share", rule.leastShare, in: 1...100,
    "How many percent of a host's pages must show it too.")
  static let boilerplateWindow = Setting(
    "boilerplate.window", rule.window, in: 10...100_000,
    "How many of a host's newest pages are looked at; each takes up to 6 KiB while they are.")

  static let recleanWorkers = Setting(
    "reclean.workers", 1, in: 1...256,
    "Threads that clean kept pages again beside the service's own work.")
}
