import Evaluation
import PlanModel
import Quantities
import Testing

/// In which year a queue stops being enough.
struct LoadYearsTests {
  private let start = CalendarMonth(year: 2027, month: 7)

  /// A queue whose busiest hour has these medians by year; one future in ten is a tenth busier.
  private func stage(
    _ busy: [Double], saturated: DateBand = DateBand(p10: nil, p50: nil, p90: nil),
    running: Range<Int>? = nil
  ) -> StageResult {
    let nothing = Band(mean: 0, p10: 0, p50: 0, p90: 0)
    return StageResult(
      name: "uplink", place: "North", linkRate: BitsPerSecond(1e8), servers: 1,
      years: busy.map {
        StageYear(
          utilisation: nothing, busyHour: Band(mean: $0, p10: $0, p50: $0, p90: $0 + 0.1),
          busyHourRate: nothing,
          wait: WaitBand(mean: nothing, p50: nothing, p95: nothing, p99: nothing),
          largestBacklog: nothing)
      }, hourOfWeek: [], saturated: saturated, runningYears: running)
  }

  @Test func `the first year above each limit counts, in half of the futures and in one in ten`() {
    let years = stage([0.5, 0.65, 0.75, 0.86, 0.97]).loadYears(from: start)
    #expect(years.tight == LoadYears.First(half: 3, tenth: 2))
    #expect(years.full == LoadYears.First(half: 5, tenth: 4))
    #expect(years.behind == LoadYears.First(half: nil, tenth: nil))
    #expect(years.turning == 5)
  }

  @Test func `what is tight in one future in ten turns when it gets tight`() {
    let years = stage([0.5, 0.61, 0.62]).loadYears(from: start)
    #expect(years.tight == LoadYears.First(half: nil, tenth: 2))
    #expect(!years.full.isReached)
    #expect(years.turning == 2)
  }

  @Test func `the limit itself is not above it`() {
    let years = stage([0.6, LoadLimit.tight - 0.1]).loadYears(from: start)
    #expect(!years.areAnyReached)
    #expect(years.turning == nil)
  }

  /// The plan starts in July: June 2029 is of its second year, July 2029 of its third.
  @Test func `a backlog counts from the planning year of its date`() throws {
    let years = stage(
      [0.5, 0.6, 1],
      saturated: DateBand(p10: CalendarDate(2029, 6, 30), p50: CalendarDate(2029, 7, 1), p90: nil)
    ).loadYears(from: start)
    #expect(years.behind == LoadYears.First(half: 3, tenth: 2))
    #expect(years.turning == 3)
  }

  @Test func `years in which a system does not run do not count`() {
    #expect(stage([0.99, 0.2, 0.99], running: 1..<2).loadYears(from: start).turning == nil)
  }

  /// 63,072 studies of 1 GB over 100 Mbit/s, 80 s each, keep the line busy for 0.16 of year 1. Its busiest
  /// hour has three to four times that, and 40 % more each year: it is full in year 3, while the line
  /// has time enough for all studies, 0.31 of the year.
  @Test func `a line that is full in half of the futures but keeps up is a caution`() async throws {
    let plan = try Plan(
      """
      streams:
        - id: ct
          site: main
          modality: CT
          studies-per-year: 63072
          growth: 40 %
          study-size: { constant: 1 GB }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(ingest: "  - { stage: uplink, link: wan, window: 64 MB, pipelined: yes }")
      ], years: 3,
      sites: """
        sites:
          main:
            name: Main
            lan: { bandwidth: 10 Gbit/s, round-trip: 0.5 ms }
            wan: { bandwidth: 100 Mbit/s, round-trip: 1 ms, share: 100 % }
        """)
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(await evaluator.replicate(0..<4, seed: 7, threads: 2))
    let comparison = try evaluator.comparison(
      base: evaluator.baseCase(seed: 7), records: records,
      identity: RunIdentity(version: "", seed: 7, replications: 4))
    let years = comparison.vendors[0].stages[0].loadYears(from: plan.scenario.start)
    #expect(years.full.half == 3)
    #expect(!years.behind.isReached)
    let finding = try #require(comparison.findings.first { $0.text.contains("busiest hour") })
    #expect(finding.weight == .caution)
    #expect(finding.text.hasSuffix("in half of the futures: 'uplink' at Main from year 3."))
  }
}
