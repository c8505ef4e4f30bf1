import Evaluation
import Foundation
import PlanModel
import Simulation
import Testing

/// Plans that change, through files and the engine that ships. A flat profile without holidays has the
/// same number of studies on each day: 36,500 a year are 100 a day in a year of 365 days.
struct ChangingPlanTests {
  private func plan(
    _ events: String, stream: String = "", legacy: String = "", studies: Int = 36_500
  ) throws -> Plan {
    try Plan(
      """
      streams:
        - id: ct
          site: main
          modality: CT
          studies-per-year: \(studies)
          study-size: { constant: 100 MB }
          instances: 200
          profile: flat
          scanners: 3
          \(stream)
        - { id: sm, site: main, modality: SM, studies-per-year: 1000, study-size: { constant: 1 GB }, profile: flat }
      events:
      \(events)
      \(legacy)
      \(Plan.finance)
      """,
      vendors: [Plan.vendor(ingest: "  - { stage: in, at: core, rate: 1000 MB/s }")], years: 3)
  }

  /// One of three scanners is replaced from 2029-03-01, closed for six weeks, and its studies are 1.6
  /// times as big. 2027 and 2028 bring 36,500 studies of 100 MB each, 3.65 TB. 2029 has 101 days of
  /// 100·100 MB and 264 days in which a study has (2 + 1.6)/3 = 1.2 times as much: 4.178 TB. The variance
  /// of a Poisson sum is the number times the mean square: 10,100·(100 MB)² + 26,400·(2 + 1.6²)/3·(100 MB)².
  /// Pathology goes live in 2028-07: 0, then 184 days of 1,000/366 a day, then 1,000 of 1 GB.
  @Test func `a scanner is replaced in 2029 and pathology goes live in 2028`() throws {
    let plan = try plan(
      """
        - { on: 2029-03, change: replace-scanner, stream: ct, scanners: 1, size-factor: 1.6, closed: 6 weeks }
        - { on: 2028-07, change: go-live, stream: sm }
      """)
    let outcome = Evaluator(plan.scenario).baseCase(seed: plan.scenario.seed)
    let bytes = (0..<3).map { outcome.bytes[($0 * 12)..<($0 * 12 + 12)].reduce(0, +) }
    let slides = [0, 1_000 * 184 / 366.0, 1_000]
    let variances = [
      36_500.0 * 1e16, 36_500 * 1e16, 10_100 * 1e16 + 26_400 * (2 + 1.6 * 1.6) / 3 * 1e16,
    ]
    for (year, images) in [3.65e12, 3.65e12, 4.178e12].enumerated() {
      let variance = variances[year] + slides[year] * 1e18
      #expect(abs(bytes[year] - images - slides[year] * 1e9) < 4 * variance.squareRoot())
    }
    #expect(outcome.bytes[0] == Double(outcome.studies[0]) * 1e8)
    #expect(outcome.vendors[0].logical[35] == outcome.bytes.reduce(0, +))
    let expected = DemandExpectation(plan.scenario).streams
    #expect(abs(expected[0].lastStudies * expected[0].lastMeanBytes / 4.178e12 - 1) < 1e-9)
  }

  /// 3 scanners × 100 hours ÷ 7 × 60 ÷ 15 = 171.43 studies a day, 5,142.9 in 30 days. At most 100 a day
  /// are asked, until 27,450 a year come on top in 2028-06: 63,950/366 = 174.73 a day, 5,241.8 in 30
  /// days, in that leap year and 175.21 in the next: all 7 + 12 months are above.
  @Test func `scanners that are asked too much are found before anything is replayed`() throws {
    let plan = try plan(
      "  - { on: 2028-06, change: volume, stream: ct, studies-per-year: +27450, grows: no }",
      stream: "minutes-per-study: 15\n    open-hours: 100 h")
    let text = try #require(
      Findings(plan.scenario).all.map(\.text).first { $0.contains("scanners of 'ct'") })
    #expect(text.contains("from 2028-06, with 5,242 studies in the month and room for 5,143"))
    #expect(text.contains("19 of 36 months are above, in years 2 to 3"))
    let quiet = try self.plan(
      "  []", stream: "minutes-per-study: 15\n    open-hours: 100 h")
    #expect(!Findings(quiet.scenario).all.contains { $0.text.contains("scanners of") })
  }

  /// The archive knows neither what is yet to come nor what begins by it: 36,500 × 100 MB with and
  /// without events.
  @Test func `events are no step between the legacy archive and year 1`() throws {
    let legacy = "legacy: { stored: 20 TB, studies: 1, oldest: 2020-01, yearly-growth: 0 % }"
    let changing = try plan(
      """
        - { on: 2027-02, change: volume, stream: ct, studies-per-year: +90000 }
        - { on: 2027-03, change: go-live, stream: sm }
      """, legacy: legacy)
    let seam = try #require(LegacySeam(changing.scenario))
    let ratio = changing.scenario.streams[0].modality.losslessRatio.mean
    #expect(abs(seam.firstYear / (3.65e12 / ratio) - 1) < 1e-12)
    #expect(abs(seam.explained) < 1e-12)
  }

  /// Slides are deleted after a year. Where they begin in 2028 none of the archive of 2020 to 2026 is
  /// slides, and the first month deletes nothing. Where they are made from the start they are
  /// 1 / (1 + 3.65 / ratio) of the archive, as of year 1's bytes: 1 TB of slides to 3.65 TB of CT, which
  /// compresses. Ages count whole days: at the end of January, day 2,588 of archive and plan, the studies
  /// of the first 2,588 − 365 = 2,223 of the archive's 2,557 days are gone.
  @Test func `the legacy archive holds nothing of what begins by an event`() throws {
    let rest = """
      legacy: { stored: 20 TB, studies: 1, oldest: 2020-01, yearly-growth: 0 % }
      retention: { purge: yes, SM: 1 years }
      """
    let events = ["  - { on: 2028-07, change: go-live, stream: sm }", "  []"]
    let purged = try events.map { events in
      let scenario = try plan(events, legacy: rest).scenario
      return try #require(
        Evaluator(scenario).baseCase(seed: scenario.seed).vendors[0].purged.first)
    }
    let ratio = try plan("  []").scenario.streams[0].modality.losslessRatio.mean
    let slides = 20e12 / (1 + 3.65 / ratio)
    #expect(purged[0] == 0)
    #expect(abs(purged[1] / (slides * 2_223 / 2_557) - 1) < 1e-12)
  }
}
