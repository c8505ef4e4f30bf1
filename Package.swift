// swift-tools-version: 6.2
import PackageDescription

/// Every import is written where it is used, and a warning is an error.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The engine, the reader of files and the engine's tests are optimised in debug builds too, and keep their
/// assertions: the plain replay that the engine is held against goes through a thousand years, hour by hour,
/// and hundreds of broken plans are read.
let optimised =
  settings + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
  name: "pacsplan",
  products: [.executable(name: "pacsplan", targets: ["pacsplan"])],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // Data goes one way: files in, numbers, reports out. A target imports only what its line names.
    .target(name: "Quantities", swiftSettings: settings),
    .target(name: "PlanModel", dependencies: ["Quantities"], swiftSettings: settings),
    .target(
      name: "Simulation", dependencies: ["PlanModel", "Quantities"], swiftSettings: optimised),
    .target(name: "Costing", dependencies: ["PlanModel", "Quantities"], swiftSettings: settings),
    .target(
      name: "Evaluation", dependencies: ["Costing", "PlanModel", "Quantities", "Simulation"],
      swiftSettings: settings),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "Costing", "PlanModel", "Quantities", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: optimised),
    .target(
      name: "Reporting",
      dependencies: [
        "Costing", "CXlsxWriter", "Evaluation", "PlanModel", "Quantities", "Simulation",
        "WorkbookReading",
      ],
      swiftSettings: settings),
    .target(name: "WorkbookReading", dependencies: ["CZlib"], swiftSettings: optimised),
    .target(
      name: "Quotes",
      dependencies: [
        "Costing", "PlanModel", "Quantities", "Reporting", "ScenarioFiles", "Simulation",
        "WorkbookReading",
      ],
      swiftSettings: settings),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .executableTarget(
      name: "pacsplan",
      dependencies: [
        "Costing", "Evaluation", "PlanModel", "Quantities", "Quotes", "Reporting", "ScenarioFiles",
        "Simulation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "reference-job",
      dependencies: [
        "Evaluation", "PlanModel", "Quantities", "ScenarioFiles", "Simulation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks/ReferenceJob", swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"], swiftSettings: settings),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["PlanModel", "Quantities", "Simulation", "TestSupport"],
      exclude: ["Mutants", "Reference/README.md"], swiftSettings: optimised),
    .testTarget(
      name: "CostingTests", dependencies: ["Costing", "PlanModel", "Quantities"],
      exclude: ["Expected"], swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "Costing", "Evaluation", "PlanModel", "Quantities", "ScenarioFiles", "Simulation",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: ["Costing", "PlanModel", "Quantities", "ScenarioFiles", "TestSupport"],
      exclude: ["Expected", "check_schemas.py"],
      swiftSettings: settings),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Costing", "Evaluation", "PlanModel", "Quantities", "Reporting", "ScenarioFiles",
        "Simulation", "WorkbookReading",
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "WorkbookReadingTests", dependencies: ["WorkbookReading"], swiftSettings: settings),
    .testTarget(
      name: "QuotesTests",
      dependencies: [
        "Costing", "PlanModel", "Quotes", "Reporting", "ScenarioFiles", "WorkbookReading",
      ],
      swiftSettings: settings),
    .testTarget(name: "CommandTests", dependencies: ["pacsplan"], swiftSettings: settings),
  ]
)
