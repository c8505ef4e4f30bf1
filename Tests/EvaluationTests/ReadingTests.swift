import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation
import Testing

/// Reading, as a user would write it, through the engine that ships.
struct ReadingTests {
  private static let soon =
    "turnaround: { emergency: { median: 25 min, p95: 70 min }, inpatient: { median: 3 h, p95: 14 h }, outpatient: { median: 9 h, p95: 40 h } }"

  private func outcome(_ plan: Plan, replication: UInt32 = 0) -> ReplayOutcome {
    Replay(plan.scenario).run(
      .replication(replication, seed: plan.scenario.seed), seed: plan.scenario.seed,
      replication: replication)
  }

  /// One study a day on average: they hardly ever meet. Fetching takes 10⁸ B / 100 MB/s + 0.5 s =
  /// 1.5 s; of 25 MB the line of 0.8 · 10⁹ bit/s takes 0.25 s. The histogram is right to 0.4 %.
  @Test func `a reader waits for the fetching and the streamed share`() throws {
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 365, study-size: { constant: 100 MB }, instances: 200, profile: flat, classes: { emergency: 50 %, outpatient: 50 % } }
      reading: { \(Self.soon) }
      service-levels:
        - { id: quick, measure: time-to-display, target: 95 %, within: 1.8 s }
        - { id: too-quick, measure: time-to-display, class: emergency, target: 95 %, within: 1.7 s }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: archive, at: core, per-study: 1 s }",
          storage: """
            retrieve:
              - { stage: fetch, at: core, rate: 100 MB/s, per-study: 500 ms }
              - { stage: downlink, link: wan, window: 64 MiB, pipelined: yes, streams: 25 % }
            \(Plan.plain)
            """)
      ],
      sites: """
        sites:
          main: { name: Main, lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }, wan: { bandwidth: { up: 1 Mbit/s, down: 1 Gbit/s }, round-trip: 10 ms, share: 80 % } }
        """)
    let queues = outcome(plan).vendors[0].queues
    #expect(queues.stages.map(\.label.name) == ["archive", "fetch", "downlink"])
    for patientClass in [0, 2] {
      #expect(abs(queues.timeToDisplay[patientClass][0].p50 / 1.75 - 1) < 0.004)
    }
    // Nobody is asked about who is not there, and nobody asks for priors or looks again.
    for kind in [1, 3, 4] { #expect(queues.timeToDisplay[kind][0].mean == 0) }
    #expect(queues.serviceLevels[0][0] > 0.99)
    #expect(queues.serviceLevels[1][0] == 0)
    // What is not read when the plan ends: one study a day and a mean of at most
    // e^(ln 9 h + 0.907²/2) = 13.6 h, so hardly ever more than five.
    #expect((0...5).contains(queues.archived - queues.displayed))
  }

  /// Poisson arrivals that each wait a time of their own stay Poisson, so fetching exponential sizes
  /// is M/M/1 whatever the turnaround: at 70 % busy the mean wait is 0.7/0.3 of the mean service.
  /// 100,000 studies a year arrive every 315.36 s. Within four measured standard errors of 24 years.
  @Test func `reads of a Poisson stream wait like M/M/1`() throws {
    let service = 0.7 * 315.36
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 100000, study-size: { exponential: 100 MB }, instances: 1, profile: flat }
      reading: { \(Self.soon) }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: archive, at: core, per-study: 1 ms }",
          storage:
            "retrieve: [{ stage: fetch, at: core, rate: \(100 / service) MB/s }]\n\(Plan.plain)")
      ])
    let waits = (0..<24).map {
      outcome(plan, replication: $0).vendors[0].queues.stages[1].years[0].wait.mean
    }
    let mean = waits.reduce(0, +) / 24
    let variance = waits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 23
    #expect(abs(mean - service * 0.7 / 0.3) < 4 * (variance / 24).squareRoot())
  }

  /// A reader at the hub sees what a clinic made; clinicians look where it was made. The clinic's line
  /// carries its views alone: 3 of 100 MB a study and day, each 8·10⁸ / 10⁸ = 8 s; the hub's line
  /// carries the reads of both sites, 2 a day, and its own 3 views: 5 of 8 s. A share of the year of
  /// n · 8 / 86,400; the counts are Poisson, four standard errors of 365·n.
  @Test func `accesses cross the lines to where they are looked at`() throws {
    let line =
      "lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }, wan: { bandwidth: 100 Mbit/s, round-trip: 10 ms }"
    let study =
      "modality: CT, studies-per-year: 365, study-size: { constant: 100 MB }, instances: 1, profile: flat"
    let plan = try Plan(
      """
      streams:
        - { id: a, site: hub, \(study) }
        - { id: b, site: clinic, \(study) }
      reading: { \(Self.soon), readers: [{ at: hub, share: 100 % }], clinical-views: { per-study: 3, within: 14 days } }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: archive, at: core, per-study: 1 s }",
          storage:
            "retrieve: [{ stage: downlink, link: wan, window: 64 MiB, pipelined: yes }]\n\(Plan.plain)"
        )
      ],
      sites:
        "sites: { hub: { name: Hub, \(line) }, clinic: { name: Clinic, \(line) } }")
    let stages = outcome(plan).vendors[0].queues.stages
    #expect(stages.map { $0.label.place } == [nil, "Hub", "Clinic"])
    for (stage, daily) in [(1, 5.0), (2, 3.0)] {
      let reads = stages[stage].years[0].utilisation * 86_400 * 365 / 8
      #expect(abs(reads - 365 * daily) < 4 * (365 * daily).squareRoot() + 10)
    }
  }

  /// Every study takes 2,000 s to the archive, but readers want it after some seconds: all wait. The
  /// wait for the archive is the archive's; from then on fetching takes 1 s.
  @Test func `nothing is read before it has arrived`() throws {
    let times =
      "{ emergency: { median: 1 s, p95: 2 s }, inpatient: { median: 1 s, p95: 2 s }, outpatient: { median: 1 s, p95: 2 s } }"
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 365, study-size: { constant: 100 MB }, instances: 1, profile: flat }
      reading: { turnaround: \(times), priors: { per-study: 2 } }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: archive, at: core, servers: 8, per-study: 2000 s }",
          storage:
            "retrieve: [{ stage: fetch, at: core, servers: 16, per-study: 1 s }]\n\(Plan.plain)")
      ])
    let queues = outcome(plan).vendors[0].queues
    #expect(abs(queues.timeToArchive[0].p50 / 2_000 - 1) < 0.004)
    #expect(abs(queues.timeToDisplay[2][0].p50 - 1) < 0.004)
    #expect(queues.timeToDisplay[3][0].p50 > 0.99)
    #expect(queues.stages[1].years[0].studies > 2 * queues.archived)
  }
}
