// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product's build never sees it; the sources are links.
let package = Package(
  name: "bench-markup",
  targets: [
    .systemLibrary(name: "CIDN2", path: "Sources/C/CIDN2", pkgConfig: "libidn2"),
    .target(name: "WebURL", dependencies: ["CIDN2"]),
    .target(name: "Markup", dependencies: ["WebURL"]),
    .executableTarget(name: "bench-markup", dependencies: ["Markup"]),
  ],
  swiftLanguageModes: [.v6]
)
