// swift-tools-version: 6.2
import PackageDescription

// ARCHITECTURE.md draws these targets; tools/check-imports holds the sources to the same doors.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A Swift target of Winnow: sources in `Sources/NAME`, no warning let through.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// A system library: a module map in `Sources/C/NAME`, found by pkg-config, installed by apt.
func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A small C or C++ target in `Sources/C/NAME`.
func shim(_ name: String, linking libraries: [String] = []) -> Target {
  .target(
    name: name, path: "Sources/C/\(name)", linkerSettings: libraries.map { .linkedLibrary($0) })
}

/// The tests of the target of the same name.
func tests(of name: String, using more: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + more,
    swiftSettings: strict)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "winnow",
  products: [.executable(name: "winnow", targets: ["winnow"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    system("CIDN2", pkgConfig: "libidn2", apt: "libidn2-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CBrotli", pkgConfig: "libbrotlienc libbrotlidec", apt: "libbrotli-dev"),
    system("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    shim("CCLD2", linking: ["cld2"]),
    shim("CLinux"),
    shim("CTLS", linking: ["ssl", "crypto"]),
    shim("CCurl", linking: ["curl"]),

    room("Domain"),
    room("TextCoding"),
    room("WebURL", ["CIDN2"]),
    room("Markup", ["WebURL"]),
    room("TextAnalysis", ["CCLD2"]),
    room("Restoration", ["Domain", "TextCoding", "TextAnalysis"]),
    room("Cleaning", ["Domain", "TextCoding", "WebURL", "Markup", "TextAnalysis", "Restoration"]),
    room("Obfuscation"),
    room("Compression", ["CZlib", "CBrotli", "CZstd"]),
    room("HTTPServer", ["Compression", "CLinux", "CTLS"]),
    room("Storage", ["Domain", "TextAnalysis", "Compression", grdb, sqlite]),
    room("Fetching", ["Domain", "WebURL", "Compression", "CCurl"]),
    room("Ingest", ["Domain", "Cleaning", "Compression", "CCrypto"]),
    room(
      "API", ["Domain", "Ingest", "Compression", "HTTPServer", "WebURL", logging, metrics],
      resources: [.embedInCode("OpenAPI/openapi.json")]),
    // Writes what tools/train learns from; no part of the product.
    .executableTarget(
      name: "block-features", dependencies: ["Cleaning", "Markup", "TextCoding"],
      path: "tools/block-features", swiftSettings: strict),
    // Makes stores of many articles for tools/bench-store; no part of the product.
    .executableTarget(
      name: "fill-store",
      dependencies: ["Domain", "Ingest", "Restoration", "Storage", "TestSupport", "TextAnalysis"],
      path: "tools/fill-store", swiftSettings: strict),
    .executableTarget(
      name: "winnow",
      dependencies: [
        "Domain", "TextCoding", "WebURL", "Markup", "TextAnalysis", "Restoration", "Cleaning",
        "Obfuscation", "Compression", "HTTPServer", "Storage", "Fetching", "Ingest", "API",
        "CLinux",
        arguments, logging, metrics, "TOMLKit",
      ],
      swiftSettings: strict),

    // What the tests of several targets share, and the tools that make test data.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    tests(of: "Domain"),
    tests(of: "TextCoding"),
    tests(of: "WebURL"),
    tests(of: "Markup"),
    tests(of: "TextAnalysis"),
    tests(of: "Restoration", using: ["Domain", "TextCoding", "TextAnalysis"]),
    tests(of: "Obfuscation"),
    tests(
      of: "Cleaning",
      using: [
        "Domain", "TextCoding", "WebURL", "Markup", "TextAnalysis", "Restoration", "Obfuscation",
      ]),
    tests(of: "Compression"),
    tests(of: "HTTPServer", using: ["Compression", "CLinux"]),
    tests(of: "Storage", using: ["Domain", "TextAnalysis", grdb, sqlite]),
    tests(of: "Fetching", using: ["Domain", "WebURL"]),
    tests(of: "Ingest", using: ["Domain"]),
    tests(of: "API", using: ["Domain", "Ingest", "HTTPServer", "Storage", metrics]),
    .testTarget(name: "EndToEndTests", dependencies: ["TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
