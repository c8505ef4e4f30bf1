import Foundation
import PlanModel
import Quantities
import Testing

@testable import ScenarioFiles

/// Scenarios that are based on others.
struct VariantTests {
  private static let base =
    Sound.scenario.replacing("years: 5", with: "years: 5\nseed: 7") + """
      events:
        - { on: 2028-01, change: study-size, stream: main-ct, factor: 1.5 }
      places:
        dc: { name: Data centre }
      links:
        - { id: line, from: main, to: dc, bandwidth: 1 Gbit/s, round-trip: 2 ms }
      service-levels:
        - { id: archived, measure: time-to-archive, target: 90 %, within: 5 min }
      source: "Plan of 2026"

      """

  private func plan(_ files: [String: String], _ name: String = "clinic.yaml") throws -> Scenario {
    let folder = try TestFolder(files)
    defer { folder.remove() }
    let loaded = folder.load(name)
    #expect(folder.rendered(loaded) == "")
    return try #require(loaded.scenario)
  }

  private func variant(_ text: String) throws -> Scenario {
    try plan([
      "base.yaml": Self.base, "clinic.yaml": "pacsplan: 1\nbased-on: base.yaml\n" + text,
    ])
  }

  @Test func `a file that changes nothing is the plan that it is based on`() throws {
    var same = try variant("")
    var base = try plan(["clinic.yaml": Self.base])
    #expect(same.assumptions.map(\.value) == base.assumptions.map(\.value))
    #expect(same.assumptions.map(\.source) == base.assumptions.map(\.source))
    #expect(same.assumptions.map(\.location.line) == base.assumptions.map(\.location.line))
    same.assumptions = []
    base.assumptions = []
    #expect("\(same)" == "\(base)")
  }

  @Test func `plain keys replace those of the base`() throws {
    let plan = try variant("name: Clinic with more\nyears: 7\nreplications: 20\n")
    #expect(plan.name == "Clinic with more")
    #expect((plan.years, plan.replications, plan.seed) == (7, 20, 7))
  }

  /// The base has main with a 10 Gbit/s lan, and a rate of 6 %.
  @Test func `mappings are joined key by key and what both name is the variant's`() throws {
    let plan = try variant(
      """
      sites:
        annex: { name: Annex, lan: { bandwidth: 1 Gbit/s, round-trip: 1 ms } }
        main: { name: Main, lan: { bandwidth: 2 Gbit/s, round-trip: 1 ms }, wan: { bandwidth: 1 Gbit/s, round-trip: 1 ms } }
      finance: { timing: mid }
      """)
    #expect(plan.sites.map(\.id) == ["main", "annex"])
    #expect(plan.sites[0].lan.up == BitsPerSecond(2e9))
    #expect(plan.finance.timing == .mid)
    #expect(plan.finance.discountRate == Fraction(0.06))
  }

  @Test func `an entry with a known id stands where the base has it, others come after`() throws {
    let plan = try variant(
      """
      streams:
        - { id: main-mr, site: main, modality: MR, studies-per-year: 5000 }
        - { id: main-ct, site: main, modality: CT, studies-per-year: 50000 }
      service-levels:
        - { id: archived, measure: time-to-archive, target: 95 %, within: 5 min }
        - { id: protected, measure: time-to-protected, target: 95 %, within: 1 h }
      links:
        - { id: line, from: main, to: dc, bandwidth: 10 Gbit/s, round-trip: 2 ms }
      """)
    #expect(plan.streams.map(\.id) == ["main-ct", "main-mr"])
    #expect(plan.streams[0].studiesPerYear.mean == 50_000)
    #expect(plan.streams[0].growth.mean == 0)
    #expect(plan.serviceLevels.map(\.target) == [Fraction(0.95), Fraction(0.95)])
    #expect(plan.links.map(\.line.up) == [BitsPerSecond(1e10)])
  }

  @Test func `events are added, and so are vendors, of which a known profile is replaced`() throws {
    let house = Sound.cloud.replacing("vendor: cloud", with: "vendor: house")
    let plan = try plan([
      "base.yaml": Self.base, "vendors/house.yaml": house,
      "clinic.yaml": """
      pacsplan: 1
      based-on: base.yaml
      events:
        - { on: 2029-01, change: volume, stream: main-ct, studies-per-year: +500 }
      places: { dr: { name: Region, kind: cloud } }
      vendors:
        - vendors/house.yaml
        - { profile: ./vendors/cloud.yaml, core: dr }

      """,
    ])
    #expect(plan.events.map(\.on.iso) == ["2028-01", "2029-01"])
    #expect(plan.vendors.map(\.id) == ["cloud", "house"])
    #expect(plan.vendors.map(\.core) == [2, nil])
    #expect(plan.places.map(\.id) == ["dc", "dr"])
  }

  /// 5 years, then 6, then 7; the first file's seed is nobody else's.
  @Test func `a chain of bases is read from its end`() throws {
    let plan = try plan([
      "first.yaml": Self.base,
      "second.yaml": "pacsplan: 1\nbased-on: first.yaml\nyears: 6\nname: Second\n",
      "clinic.yaml": "pacsplan: 1\nbased-on: second.yaml\nyears: 7\n",
    ])
    #expect((plan.years, plan.seed, plan.name) == (7, 7, "Second"))
  }

  /// `study/step.yaml` stands below its base; the vendors lie beside the base and beside the step.
  @Test func `paths are relative to the file in which they are written`() throws {
    let house = Sound.cloud.replacing("vendor: cloud", with: "vendor: house")
    let third = Sound.cloud.replacing("vendor: cloud", with: "vendor: third")
    let files = [
      "study/vendors/house.yaml": house, "vendors/third.yaml": third,
      "study/step.yaml": """
      pacsplan: 1
      based-on: ../clinic.yaml
      vendors: [vendors/house.yaml, ../vendors/third.yaml]
      streams:
        - { id: trial, site: main, modality: CT, trace: data/trial.csv }

      """,
      "study/data/trial.csv": "time,bytes\n2027-01-04T08:30:00,250000000\n",
    ]
    let folder = try TestFolder(files)
    defer { folder.remove() }
    let loaded = folder.load("study/step.yaml")
    #expect(folder.rendered(loaded) == "")
    let plan = try #require(loaded.scenario)
    #expect(plan.vendors.map(\.id) == ["cloud", "house", "third"])
    #expect(
      loaded.inputs.map { $0.name.replacing(folder.path + "/", with: "") } == [
        "study/step.yaml", "clinic.yaml", "vendors/cloud.yaml", "study/vendors/house.yaml",
        "vendors/third.yaml", "study/data/trial.csv",
      ])
    #expect(
      Set(plan.assumptions.map(\.location.file)) == [
        "../clinic.yaml", "step.yaml", "../vendors/cloud.yaml", "vendors/house.yaml",
        "../vendors/third.yaml",
      ])
    #expect(
      plan.vendors.map(\.prices[0].location.file) == [
        "../vendors/cloud.yaml", "vendors/house.yaml", "../vendors/third.yaml",
      ])
  }

  @Test func `a base in a folder below may use what lies above it`() throws {
    let plan = try plan([
      "plans/base.yaml": Sound.scenario.replacing("vendors/cloud", with: "../vendors/cloud"),
      "clinic.yaml": "pacsplan: 1\nbased-on: plans/base.yaml\nyears: 6\n",
    ])
    #expect(plan.years == 6)
    #expect(plan.vendors[0].prices[0].location.file == "vendors/cloud.yaml")
  }

  /// The base's source is about the base's values, the variant's about the variant's.
  @Test func `a file's source is about its own values alone`() throws {
    let plan = try variant(
      """
      finance: { inflation: 2 %, source: "Treasurer" }
      streams:
        - { id: main-mr, site: main, modality: MR, studies-per-year: 5000 }
      """)
    func source(_ path: String) -> String? {
      plan.assumptions.first { $0.path == path }?.source
    }
    #expect(source("finance.discount-rate") == "Plan of 2026")
    #expect(source("finance.inflation") == "Treasurer")
    #expect(source("streams.main-ct.studies-per-year") == "Plan of 2026")
    #expect(plan.assumptions.contains { $0.path == "streams.main-mr.studies-per-year" })
    #expect(source("streams.main-mr.studies-per-year") == nil)
  }

  @Test func `a circle of bases ends with one word about it`() throws {
    let folder = try TestFolder([
      "base.yaml": "pacsplan: 1\nbased-on: clinic.yaml\n",
      "clinic.yaml": "pacsplan: 1\nbased-on: base.yaml\n",
    ])
    defer { folder.remove() }
    let loaded = folder.load()
    #expect(loaded.diagnostics.map(\.code) == ["based-on-cycle"])
    let place = try #require(loaded.diagnostics.first?.location)
    #expect(place.file.hasSuffix("base.yaml"))
    #expect((place.line, place.column) == (2, 11))
  }

  /// The user's file and 19 others make 20, which is the limit.
  @Test(arguments: [(19, true), (20, false)])
  func `a chain has an end`(others: Int, isSound: Bool) throws {
    var files = ["clinic.yaml": "pacsplan: 1\nbased-on: b1.yaml\n", "b\(others).yaml": Self.base]
    for n in 1..<others { files["b\(n).yaml"] = "pacsplan: 1\nbased-on: b\(n + 1).yaml\n" }
    let folder = try TestFolder(files)
    defer { folder.remove() }
    let loaded = folder.load()
    #expect((loaded.scenario != nil) == isSound)
    #expect(loaded.diagnostics.map(\.code) == (isSound ? [] : ["too-many-bases"]))
  }

  @Test func `a link out of the folder is no base`() throws {
    let outside = try TestFolder()
    let folder = try TestFolder(["clinic.yaml": "pacsplan: 1\nbased-on: link.yaml\n"])
    defer {
      outside.remove()
      folder.remove()
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.yaml", withDestinationPath: outside.path + "/clinic.yaml")
    #expect(folder.load().diagnostics.map(\.code) == ["escaping-path"])
  }
}
