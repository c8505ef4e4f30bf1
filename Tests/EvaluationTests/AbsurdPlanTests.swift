import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Testing

/// Plans that load and make no sense: they must come to an end, with figures that say so.
struct AbsurdPlanTests {
  private func comparison(
    size: String = "{ constant: 100 MB }", extra: String = "", storage: String = Plan.plain,
    price: String = "meter: month, price: 1", years: Int = 2, legacy: String = ""
  ) async throws -> Comparison {
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 200, study-size: \(size)\(extra) }
      \(legacy)
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: in, at: core, rate: 1000 MB/s }", storage: storage,
          prices:
            "prices:\n  - { id: fee, item: Fee, category: software, kind: opex, \(price) }")
      ], years: years)
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(await evaluator.replicate(0..<3, seed: 1, threads: 1))
    return try evaluator.comparison(
      base: evaluator.baseCase(seed: 1), records: records,
      identity: RunIdentity(version: "test", seed: 1, replications: 3))
  }

  @Test func `terabytes may be billed by the byte`() async throws {
    let result = try await comparison(
      price: "meter: stored-month, tier: all, unit: B, price: 0.000001",
      legacy: "legacy: { stored: 1000 TB, studies: 1, oldest: 2020-01, yearly-growth: 0 % }")
    // 1,000 TB = 10¹⁵ B at a millionth each: 10⁹ a month, a little more for what comes in.
    let month = result.vendors[0].ledger.lines[0].amounts[1].minorUnits
    #expect(month > 1_000_000_000_00 && month < 1_001_000_000_00)
  }

  @Test func `an amount beyond counting stops the reader, not the run`() async throws {
    let result = try await comparison(
      price: "meter: study, price: 999999999, escalator: { rate: 100 % }", years: 40)
    let first = try #require(result.findings.first)
    #expect(first.weight == .stop && first.text.contains("too great to be counted"))
  }

  @Test func `sizes that double every year stay whole numbers of bytes`() async throws {
    let result = try await comparison(
      size: "{ constant: 1 kB }", extra: ", size-growth: 100 %, instances: 1", years: 30)
    let isFinite = result.demand.baseBytes.allSatisfy(\.isFinite)
    #expect(isFinite)
  }

  @Test func `a small increment fills a large gap at once`() async throws {
    let result = try await comparison(
      storage: """
        storage:
          compression: none
          tiers:
            - id: all
              leaves: at end of retention
              capacity: { usable: 1 TB, increment: 1 GB, fill-threshold: 50 % }
        """,
      legacy: "legacy: { stored: 1000 TB, studies: 1, oldest: 2020-01, yearly-growth: 0 % }")
    // 2,000 TB are needed at half full: 1,999 TB in steps of 1 GB, and some for the first month.
    let bought = result.vendors[0].usage.months[0].purchased[0].count
    #expect(bought >= 1_999_000_000_000_000 && bought < 2_000_000_000_000_000)
  }

  @Test func `equal offers share every future`() async throws {
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 200 }
      \(Plan.finance)
      """,
      vendors: (0..<2).map { _ in
        Plan.vendor(ingest: "  - { stage: in, at: core, rate: 1000 MB/s }")
      })
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(await evaluator.replicate(0..<4, seed: 1, threads: 1))
    let result = try evaluator.comparison(
      base: evaluator.baseCase(seed: 1), records: records,
      identity: RunIdentity(version: "test", seed: 1, replications: 4))
    #expect(result.vendors.map(\.shareLeast) == [0.5, 0.5])
  }

  @Test func `without a single study the plan still has costs`() async throws {
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 0 }
      \(Plan.finance)
      """, vendors: [Plan.vendor(ingest: "  - { stage: in, at: core, rate: 1000 MB/s }")])
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(await evaluator.replicate(0..<2, seed: 1, threads: 1))
    let result = try evaluator.comparison(
      base: evaluator.baseCase(seed: 1), records: records,
      identity: RunIdentity(version: "test", seed: 1, replications: 2))
    #expect(result.vendors[0].cashFlow.nominal.minorUnits == 12_00)
    #expect(result.vendors[0].costPerStudy.mean == 0)
  }
}
