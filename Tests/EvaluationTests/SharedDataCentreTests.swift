import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation
import Testing

/// Three sites with one data centre and a copy in a cloud, worked out by hand, through files.
struct SharedDataCentreTests {
  /// Studies of 100 MB, one a day and site on average: they hardly ever meet. The clinic has no WAN;
  /// it goes through the hospital's line to the data centre.
  private func plan() throws -> Plan {
    try Plan(
      """
      streams:
        - { id: a, site: campus, \(Self.study) }
        - { id: b, site: hospital, \(Self.study) }
        - { id: c, site: clinic, \(Self.study) }
      \(Plan.finance)
      """,
      vendors: [
        """
        deployment: on-premises
        ingest:
          - { stage: uplink, link: wan, connections: 4, window: 4 MiB, pipelined: yes }
          - { stage: archive, at: core, rate: 100 MB/s, per-study: 500 ms }
        copies:
          - { at: core }
          - { at: far, link: { compression: lossless, connections: 1, window: 1 MiB, pipelined: no }, stage: { per-study: 250 ms } }
        \(Plan.plain)
        \(Plan.onePrice)
        """
      ],
      sites: """
        sites:
          campus: { name: Campus, lan: { \(Self.lan) }, wan: { bandwidth: 1 Gbit/s, round-trip: 10 ms, share: 80 % } }
          hospital: { name: Hospital, lan: { \(Self.lan) } }
          clinic: { name: Clinic, lan: { \(Self.lan) } }
        places:
          dc: { name: Data centre }
          dr: { name: Region, kind: cloud }
        links:
          - { id: c-h, from: hospital, to: clinic, bandwidth: { up: 1 Gbit/s, down: 50 Mbit/s }, round-trip: 20 ms }
          - { id: h-dc, from: hospital, to: dc, bandwidth: 400 Mbit/s, round-trip: 4 ms, share: 50 % }
          - { id: dc-dr, from: dc, to: dr, bandwidth: 1 Gbit/s, round-trip: 40 ms }
        catalogue: sizes.yaml
        """,
      choices: ["{ profile: v0.yaml, core: dc, copies: { far: dr } }"],
      files: [
        "sizes.yaml": """
        pacsplan: 1
        modalities: { CT: { lossless-ratio: 2 } }
        """
      ])
  }

  private static let lan = "bandwidth: 10 Gbit/s, round-trip: 0.5 ms"
  private static let study =
    "modality: CT, studies-per-year: 365, study-size: { constant: 100 MB }, instances: 200, profile: flat"

  /// Campus: 10⁸ B · 8 / (0.8 · 10⁹) = 1.0 s. Clinic to hospital: 8·10⁸ / 50·10⁶ = 16 s, since the
  /// clinic is the link's end and sends at `down`. Hospital to data centre: 8·10⁸ / 200·10⁶ = 4 s.
  /// Archive: 1 s + 0.5 s. Copy: 50 MB over min(10⁹ bit/s, 8 · 2²⁰ B / 0.04 s = 209.7 Mbit/s) take
  /// 4·10⁸ / 209,715,200 = 1.9073 s, and 200 instances a round trip of 40 ms each: 8 s.
  @Test func `each line is busy for what crosses it`() throws {
    let plan = try plan()
    let outcome = Evaluator(plan.scenario).baseCase(seed: plan.scenario.seed)
    let stages = outcome.vendors[0].queues.stages
    #expect(
      stages.map { "\($0.label.name), \($0.label.place ?? "core")" } == [
        "uplink, Campus", "uplink, Hospital to Data centre", "uplink, Clinic to Hospital",
        "archive, core", "line to far, Data centre to Region", "copy to far, core",
      ])
    let all = outcome.studies.reduce(0, +)
    let counts = stages.map { $0.years[0].studies }
    #expect(counts[3] == all)
    #expect(counts[0] + counts[1] == all)
    let services = [1.0, 4, 16, 1.5, 4e8 / 209_715_200 + 8, 0.25]
    for (stage, service) in zip(stages, services) {
      let year = stage.years[0]
      // Sums of a thousand hours' work, each within a unit in the last place of 2²⁵ s.
      #expect(abs(year.utilisation * 365 * 86_400 - Double(year.studies) * service) < 1e-5)
    }
  }

  /// Without meetings the campus needs 1 + 1.5 = 2.5 s, the hospital 4 + 1.5 = 5.5 s, the clinic
  /// 16 + 4 + 1.5 = 21.5 s. At most one study in 50 meets another one (three a day, each on its way
  /// for 30 s at most), so that the median is without.
  @Test func `times are sums of the way's parts`() throws {
    let plan = try plan()
    let queues = Evaluator(plan.scenario).baseCase(seed: plan.scenario.seed).vendors[0].queues
    for (site, expected) in [2.5, 5.5, 21.5].enumerated() {
      // Quantiles are read from counts in steps of 0.8 %.
      #expect(abs(queues.timeToArchiveBySite[site][0].p50 / expected - 1) < 0.004)
    }
  }
}
