package import PlanModel
import Quantities
import Simulation

/// The loads that an offer is asked for, by planning year: from the plan alone, without any vendor.
package struct RequestLoads: Sendable {
  /// One planning year.
  package struct Year: Hashable, Sendable {
    package var studies: Double
    package var instances: Double
    /// Bytes as they are acquired.
    package var acquired: Double
    /// Bytes at rest at its end, one copy, as acquired.
    package var stored: Double
    /// The same, compressed without loss.
    package var compressed: Double
    /// Sites that are open at its end.
    package var sites: Int
  }
  /// One modality.
  package struct Modality: Hashable, Sendable {
    package var code: String
    /// Studies by planning year.
    package var studies: [Double]
    /// Bytes as they are acquired, by planning year.
    package var acquired: [Double]
  }

  package var years: [Year]
  /// In the order of the scenario's streams.
  package var modalities: [Modality]

  /// Replays the base case once, with an archive that takes all at once and keeps what retention keeps.
  package init(_ scenario: Scenario) {
    var plan = scenario
    plan.vendors = [Self.archive(isCompressed: false), Self.archive(isCompressed: true)]
    // What an offer's own system does to its studies is not asked here.
    plan.reading = nil
    plan.serviceLevels = []
    plan.outages = []
    plan.oldSystem = .unknown
    plan.legacy?.migration = nil
    let outcome = Replay(plan).run(.means, seed: plan.seed, replication: 0)
    let plain = outcome.vendors[0]
    let compressed = outcome.vendors[1]
    let stored = plain.logical
    let small = compressed.logical
    years = (0..<scenario.years).map { year in
      let months = (year * 12)..<(year * 12 + 12)
      return Year(
        studies: Double(outcome.studies[months].reduce(0, +)),
        instances: Double(plain.usage.months[months].reduce(0) { $0 + $1.instances }),
        acquired: outcome.bytes[months].reduce(0, +), stored: stored[months.upperBound - 1],
        compressed: small[months.upperBound - 1], sites: plain.usage.sites[months.upperBound - 1])
    }
    modalities = []
    for (stream, bring) in zip(scenario.streams, outcome.streams) {
      let code = stream.modality.code
      let place = modalities.firstIndex { $0.code == code } ?? modalities.count
      if place == modalities.count {
        let none = [Double](repeating: 0, count: scenario.years)
        modalities.append(Modality(code: code, studies: none, acquired: none))
      }
      for month in bring.studies.indices where month / 12 < scenario.years {
        modalities[place].studies[month / 12] += Double(bring.studies[month])
        modalities[place].acquired[month / 12] += bring.bytes[month]
      }
    }
  }

  /// An archive without queues, vendor or price.
  private static func archive(isCompressed: Bool) -> VendorProfile {
    VendorProfile(
      id: isCompressed ? "compressed" : "plain", name: "", basis: .archetype, deployment: .cloud,
      core: nil,
      ingest: [
        Stage(
          name: "archive", place: .core, servers: 1, rate: nil, perStudy: Seconds(0),
          perInstance: Seconds(0), isCompressed: isCompressed, discipline: .fifo)
      ], copies: [],
      storage: StoragePlan(
        isCompressed: isCompressed,
        tiers: [
          StorageTier(id: "all", leavesAfterDays: nil, copies: 1, protection: 1, capacity: nil)
        ]),
      prices: [])
  }
}
