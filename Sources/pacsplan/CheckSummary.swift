import Evaluation
import Foundation
import PlanModel
import Quantities
import Reporting
import Simulation

/// What `pacsplan check` says about a sound scenario: what was understood, worked out from the rates
/// without replaying a study.
struct CheckSummary {
  private let scenario: Scenario
  private let demand: DemandExpectation

  init(_ scenario: Scenario) {
    self.scenario = scenario
    demand = DemandExpectation(scenario)
  }

  var lines: [String] {
    let last = scenario.start.adding(scenario.months - 1)
    return [
      "\(scenario.name.onOneLine), \(scenario.start.iso) to \(last.iso)",
      "  Studies       \(volumes)",
      "  Bytes         \(bytes)",
      "  Busiest hour  \(busiestHour)",
      "  Closed days   \(closedDays)",
    ] + retention + scenario.vendors.map { "  Vendor        " + describe($0) }
      + scenario.events.map { "  Event         \($0.on.iso) \(scenario.words(for: $0))" } + [""]
      + streams + findings
  }

  /// What can be said before anything is replayed, worst first.
  private var findings: [String] {
    Findings(scenario).all.flatMap { finding -> [String] in
      let name = "\(finding.weight)".capitalized
      return [""]
        + "\(name): \(finding.text)".wrapped(to: 98, lines: 10)
    }
  }

  private var volumes: String {
    let first = demand.streams.reduce(0) { $0 + $1.studies }
    let last = demand.streams.reduce(0) { $0 + $1.lastStudies }
    return "\(NumberText.whole(first)) in year 1, \(NumberText.whole(last)) in year "
      + "\(scenario.years), in \(scenario.streams.count) streams at \(scenario.sites.count) sites"
  }

  private var bytes: String {
    let acquired = demand.streams.reduce(0) { $0 + $1.studies * $1.meanBytes }
    let compressed = demand.streams.reduce(0) { $0 + $1.studies * $1.meanCompressed }
    return "\(NumberText.bytes(acquired)) as acquired in year 1, "
      + "\(NumberText.bytes(compressed)) losslessly compressed"
  }

  private var busiestHour: String {
    "\(demand.busiestHour):00 to \(demand.busiestHour + 1):00 has "
      + "\(NumberText.share(demand.busiestHourShare)) of an average working day's studies"
  }

  private var closedDays: String {
    "\(scenario.closedDays(inYear: 1)) in year 1 (\(scenario.closedDayWords(inYear: 1)))"
  }

  /// A line for each rule.
  private var retention: [String] {
    let note = scenario.retention.purges ? "" : ", but nothing is purged"
    return scenario.retentionWords.enumerated().map { index, rule in
      "  \(index == 0 ? "Retention" : "         ")     \(rule)\(note)"
    }
  }

  /// A table with a line for each stream.
  private var streams: [String] {
    let rows = zip(scenario.streams, demand.streams).map { stream, expected in
      [
        stream.id, stream.modality.code, NumberText.whole(expected.studies),
        NumberText.bytes(expected.meanBytes),
        NumberText.bytes(expected.studies * expected.meanBytes),
        signed(expected.growth - 1),
      ]
    }
    return TextTable(
      header: ["Stream", "Modality", "Studies", "Mean size", "A year", "Growth of bytes"],
      rightFrom: 2, rows: rows
    ).lines
  }

  private func describe(_ vendor: VendorProfile) -> String {
    let place =
      vendor.core.flatMap(scenario.placeName).map { "core at \($0.onOneLine)" }
      ?? "in the cloud"
    return "\(vendor.name.onOneLine), \(place), \(vendor.prices.count) price lines"
      + (vendor.contract.goLive > 1 ? ", go-live \(scenario.goLive(of: vendor).iso)" : "")
  }

  private func signed(_ share: Double) -> String {
    share < 0 ? "−" + NumberText.share(-share) : "+" + NumberText.share(share)
  }
}
