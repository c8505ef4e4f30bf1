import Foundation

/// The built program, run as a user runs it.
enum Program {
  /// What a run left behind.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program to its end, with variables besides those of the tests, and with the signal of
  /// Ctrl-C after some seconds unless that is nil.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], interruptAfter: Double? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = folder.appendingPathComponent("pacsplan")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files instead of pipes: nothing can fill up while nobody reads.
    let scratch = try Scratch()
    let output = try file(scratch.path + "/output")
    let errors = try file(scratch.path + "/errors")
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    if let interruptAfter {
      Thread.sleep(forTimeInterval: interruptAfter)
      process.interrupt()
    }
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: try text(scratch.path + "/output"), errors: try text(scratch.path + "/errors"))
  }

  /// The folder of what was built: the tests' own.
  private static let folder =
    Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    ?? URL(fileURLWithPath: ".")

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}

/// A small hospital: one site, one stream, one vendor, two futures.
enum SmallPlan {
  /// Writes its files and gives the scenario's path.
  static func write(into scratch: Scratch, replications: Int = 2, years: Int = 1) throws -> String {
    try scratch.write(vendor, to: "vendor.yaml")
    return try scratch.write(
      scenario.replacingOccurrences(of: "REPLICATIONS", with: "\(replications)")
        .replacingOccurrences(of: "YEARS", with: "\(years)"), to: "scenario.yaml")
  }

  private static let scenario = """
    pacsplan: 1
    name: Small clinic
    currency: USD
    start: 2027-01
    years: YEARS
    replications: REPLICATIONS
    sites:
      main:
        name: Main
        lan: { bandwidth: 1 Gbit/s, round-trip: 0.5 ms }
    streams:
      - id: main-ct
        site: main
        modality: CT
        studies-per-year: 3650
        growth: { low: 0 %, likely: 2 %, high: 4 % }
        study-size: { constant: 100 MB }
    finance: { discount-rate: 5 % }
    vendors: [{ profile: vendor.yaml, core: main }]
    """

  private static let vendor = """
    pacsplan: 1
    vendor: box
    name: Box
    basis: archetype
    currency: USD
    deployment: on-premises
    ingest: [{ stage: archive, at: core, rate: 50 MB/s }]
    copies: [{ at: core }]
    storage: { compression: lossless, tiers: [{ id: disk, leaves: at end of retention }] }
    prices:
      - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 100000 }
    """
}
