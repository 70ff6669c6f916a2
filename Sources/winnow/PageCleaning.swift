import API
import Cleaning
import Domain
import Ingest
import WebURL

extension PageReader {
  /// Reads pages with the program's URLs and the configuration's bound.
  init(_ configuration: Configuration) {
    self.init(limit: configuration[Settings.maxPage].bytes, address: pageAddress)
    metadataLimit = configuration[Settings.maxMetadata].bytes
  }
}

extension Cleaner {
  /// A cleaner within the configuration's bound.
  init(_ configuration: Configuration) {
    self.init(maximumBlocks: configuration[Settings.maxBlocks])
  }
}

/// The address of a page, normalised; nil where it is none that a page can have.
///
/// A fragment names a place in a page, so that `/a` and `/a#x` are one page, unless a script makes pages of
/// it (`#!…`, `#/…`).
func pageAddress(_ text: String) -> String? {
  guard let url = WebURL(text), ["http:", "https:"].contains(url.href.schemePrefix) else {
    return nil
  }
  return ["#!", "#/"].contains(where: url.hash.hasPrefix) ? url.href : url.withoutFragment.href
}

extension String {
  /// `https:` of `https://example.org`.
  fileprivate var schemePrefix: String {
    utf8.firstIndex(of: UInt8(ascii: ":")).map { String(self[...$0]) } ?? ""
  }
}

/// The program's cleaner, as the others take it: its tables are loaded once.
///
/// - Parameters:
///   - explaining: whether every block of a page is wanted beside its article.
///   - learner: what is known of hosts, where a store is named.
func makeCleaner(
  _ configuration: Configuration, explaining: Bool = true, learner: FurnitureLearner? = nil
) -> CleanPage {
  let cleaner = Cleaner(configuration)
  return { page, restoring in
    let furniture = try? learner?.furniture(ofHostOf: page.url)
    return cleaner.clean(
      page, restoring: restoring, explaining: explaining, furniture: furniture)
  }
}

/// The program's cleaner for a store, which learns what hosts put on many pages.
func makeTeachingCleaner(_ configuration: Configuration) -> CleanWithFurniture {
  let cleaner = Cleaner(configuration)
  return { page, restoring, furniture, aim in
    cleaner.clean(
      page, restoring: restoring, explaining: aim == .explaining, furniture: furniture,
      teaching: aim == .keeping)
  }
}

/// The program's version without its name: `1.0.0`.
var programVersion: String {
  Cleaner.version.split(separator: "/").last.map(String.init) ?? Cleaner.version
}
