import Foundation
import PlanModel
import ScenarioFiles
import Testing

/// A folder of files for one test.
///
/// The files of a sound plan are there; a test replaces those it is about.
struct TestFolder {
  let path: String

  /// Makes the folder and writes files into it, over the sound ones.
  init(_ files: [String: String] = [:]) throws {
    path =
      FileManager.default.temporaryDirectory.appendingPathComponent(
        "pacsplan-\(UUID().uuidString)"
      ).resolvingSymlinksInPath().path
    for (name, text) in Sound.files.merging(files, uniquingKeysWith: { _, new in new }) {
      try write(Data(text.utf8), to: name)
    }
  }

  /// Writes a file, with the folders it is in.
  func write(_ data: Data, to name: String) throws {
    let file = path + "/" + name
    let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: file))
  }

  /// Loads the scenario as a user in the folder would.
  func load(_ name: String = "clinic.yaml") -> LoadedScenario {
    ScenarioLoader.load(path: path + "/" + name)
  }

  /// What the user sees, without the folder's own path.
  func rendered(_ loaded: LoadedScenario) -> String {
    DiagnosticRenderer(loaded.inputs).render(loaded.diagnostics)
      .replacingOccurrences(of: path + "/", with: "")
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A small plan in which nothing is wrong.
enum Sound {
  static let files = ["clinic.yaml": scenario, "vendors/cloud.yaml": cloud]

  static let scenario = """
    pacsplan: 1
    name: Clinic
    currency: USD
    start: 2027-01
    years: 5
    sites:
      main:
        name: Main campus
        lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }
        wan: { bandwidth: 500 Mbit/s, round-trip: 18 ms, share: 80 % }
    streams:
      - id: main-ct
        site: main
        modality: CT
        studies-per-year: 41000
        growth: { low: 2 %, likely: 4 %, high: 7 % }
    finance: { discount-rate: 6 % }
    vendors: [vendors/cloud.yaml]

    """

  static let cloud = """
    pacsplan: 1
    vendor: cloud
    name: Cloud
    basis: archetype
    currency: USD
    deployment: cloud
    ingest:
      - { stage: uplink, link: wan, connections: 8, window: 4 MiB, pipelined: yes }
      - { stage: import, at: core, servers: 8, rate: 60 MB/s }
    storage:
      compression: lossless
      tiers:
        - { id: hot, leaves: 30 days after acquisition }
        - { id: cold, leaves: at end of retention }
    prices:
      - { id: hot, item: Hot storage, category: storage, kind: opex, meter: stored-month, tier: hot, unit: GiB, price: 0.105 }
      - { id: cold, item: Cold storage, category: storage, kind: opex, meter: stored-month, tier: cold, unit: GiB, price: 0.006 }

    """
}
