import Evaluation
import Foundation
import PlanModel
import ScenarioFiles
import Testing

/// What every shipped scenario owes its reader.
struct ShippedScenarioTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")
    .path

  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  func load(_ name: String) throws -> Scenario {
    let loaded = ScenarioLoader.load(path: "\(Self.folder)/\(name)")
    #expect(loaded.diagnostics.isEmpty, "\(name)")
    return try #require(loaded.scenario)
  }

  @Test(arguments: names)
  func `it is read without a word, and compares five or six offers`(name: String) throws {
    let scenario = try load(name)
    #expect((5...6).contains(scenario.vendors.count))
    #expect(scenario.years == 10)
  }

  /// The caution comes at 10 %; a shipped example is to be well below it.
  @Test(arguments: names)
  func `year 1 joins the present archive's last year`(name: String) throws {
    let seam = try #require(LegacySeam(try load(name)))
    #expect(abs(seam.unexplained) < 0.05)
  }

  /// A list price can be looked up again: it has a source with the day on which it was read. An offer
  /// that is nobody's says so in its name.
  @Test(arguments: names)
  func `offers are archetypes, and list prices are dated`(name: String) throws {
    for vendor in try load(name).vendors {
      #expect(vendor.name.hasSuffix("(archetype)"))
      for line in vendor.prices {
        let isList = line.source?.contains("price list") ?? false
        #expect(isList == (line.dated != nil), "\(vendor.id) \(line.id)")
      }
    }
  }

  /// All offers count the same items, so that no cost is missing where another offer has it. What is
  /// there already (keeping the old system) or in the price a study (a service) has no line.
  @Test(arguments: names)
  func `offers count the same items`(name: String) throws {
    for vendor in try load(name).vendors {
      let found = Set(vendor.prices.map(\.category))
      #expect(found.isSuperset(of: [.software, .services, .staff, .facilities]), "\(vendor.id)")
      let isKept = vendor.id == "keep-incumbent"
      let isService = vendor.id == "harbour-saas"
      #expect(found.contains(.hardware) != isService, "\(vendor.id)")
      #expect(found.contains(.storage) != isService, "\(vendor.id)")
      let services = Set(vendor.prices.filter { $0.category == .services }.map(\.id))
      let asked: Set = ["interfaces", "installation", "migration", "training"]
      #expect(
        services.intersection(asked)
          == (isKept ? [] : isService ? asked.subtracting(["migration"]) : asked),
        "\(vendor.id)")
    }
  }

  /// One hospital's offer is another file than the next one's, but tells the same story.
  @Test func `every profile is used by a scenario`() throws {
    // Relative to the scenario's folder.
    let used = Set(try Self.names.flatMap { try load($0).vendors.map(\.prices[0].location.file) })
    let all = FileManager.default.enumerator(atPath: "\(Self.folder)/vendors")
    let files = try #require(all).compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }
    #expect(Set(files.map { "vendors/\($0)" }) == used)
  }
}
