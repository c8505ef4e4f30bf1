import Foundation
import PlanModel
import ScenarioFiles
import Testing

/// A scenario and its vendors as files in a folder of their own, read as the command reads them.
struct Plan {
  let scenario: Scenario

  /// - Parameters:
  ///   - scenario: What follows the head; streams and what differs.
  ///   - vendors: Ingest, copies, storage and prices of each profile.
  ///   - years: The horizon.
  ///   - start: The first month.
  ///   - head: Calendar, time zone and whatever else stands at the top.
  ///   - sites: Instead of one site, `main`.
  ///   - choices: How the scenario names each vendor's file; by itself where it is left out.
  ///   - files: Further files, by name.
  /// - Throws: When the folder cannot be written or the files hold an error.
  init(
    _ scenario: String, vendors: [String], years: Int = 1, start: String = "2027-01",
    head: String = "calendar: none\ntime-zone: UTC", sites: String = oneSite,
    choices: [String]? = nil, files: [String: String] = [:]
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pacsplan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (number, vendor) in vendors.enumerated() {
      let text = """
        pacsplan: 1
        vendor: v\(number)
        name: Vendor \(number)
        basis: archetype
        currency: USD
        \(vendor.contains("deployment:") ? "" : "deployment: cloud")
        \(vendor)
        """
      try text.write(
        to: folder.appendingPathComponent("v\(number).yaml"), atomically: false, encoding: .utf8)
    }
    for (name, text) in files {
      try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }
    let names = (choices ?? vendors.indices.map { "v\($0).yaml" }).joined(separator: ", ")
    let text = """
      pacsplan: 1
      name: Test
      currency: USD
      start: \(start)
      years: \(years)
      seed: 7
      \(head)
      \(sites)
      vendors: [\(names)]
      \(scenario)
      """
    let file = folder.appendingPathComponent("scenario.yaml")
    try text.write(to: file, atomically: false, encoding: .utf8)
    let loaded = ScenarioLoader.load(path: file.path)
    let problems = DiagnosticRenderer(loaded.inputs).render(loaded.diagnostics)
    self.scenario = try #require(loaded.scenario, "\(problems)")
  }

  static let oneSite = """
    sites:
      main:
        name: Main
        lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }
        wan: { bandwidth: 1 Gbit/s, round-trip: 10 ms }
    """

  static let finance = """
    finance:
      discount-rate: 6 %
      pacs-administrator: { salary: 84810 USD/year, on-cost: 25 % }
    """

  /// One queue in the core and storage without end.
  static func vendor(ingest: String, storage: String = plain, prices: String = onePrice) -> String {
    "ingest:\n\(ingest)\n\(storage)\n\(prices)"
  }

  static let plain = """
    storage: { compression: none, tiers: [ { id: all, leaves: at end of retention } ] }
    """
  static let onePrice = """
    prices:
      - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1 }
    """
}
