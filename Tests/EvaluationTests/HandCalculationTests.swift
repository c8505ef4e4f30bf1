import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation
import Testing

/// A small hospital worked out by hand, through files and the engine that ships.
struct HandCalculationTests {
  /// 40,000 studies of 250 MB: 10 TB a year, growing 10 % a year; compressed 2 : 1, in two copies
  /// with 1.25 raw bytes for each.
  private func plan(purge: String, years: Int = 3) throws -> Plan {
    try Plan(
      """
      catalogue: sizes.yaml
      streams:
        - id: ct
          site: main
          modality: CT
          studies-per-year: 40000
          growth: 10 %
          study-size: { constant: 250 MB }
          instances: 500
          profile: flat
      retention: { purge: \(purge), default: 1 years }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: in, at: core, rate: 1000 MB/s }",
          storage: """
            storage:
              compression: lossless
              tiers:
                - { id: all, copies: 2, protection: 1.25, leaves: at end of retention }
            """,
          prices: """
            prices:
              - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 380000, discount: 10 % }
              - { id: care, item: Care, category: services, kind: opex, meter: year, price: 76000, escalator: { rate: 3 % } }
              - { id: admins, item: Admins, category: staff, kind: opex, meter: fte, count: 1.5 }
            """)
      ], years: years,
      files: [
        "sizes.yaml": """
        pacsplan: 1
        modalities: { CT: { lossless-ratio: 2 } }
        """
      ])
  }

  private func base(_ plan: Plan) -> ReplayOutcome {
    Evaluator(plan.scenario).baseCase(seed: plan.scenario.seed)
  }

  /// Years of 40,000, 44,000 and 48,400 studies. Each count is Poisson: four standard errors are
  /// 4·√n.
  @Test func `yearly volumes are the expected ones`() throws {
    let outcome = base(try plan(purge: "no"))
    for (count, expected) in zip(outcome.yearlyStudies, [40_000.0, 44_000, 48_400]) {
      #expect(abs(count - expected) < 4 * expected.squareRoot())
    }
  }

  /// Without purge the bytes at rest are all studies × 125 MB, to the byte; raw 2 × 1.25 times that.
  /// After three years about 16.55 TB and 41.4 TB.
  @Test func `without purge everything stays`() throws {
    let outcome = base(try plan(purge: "no"))
    let all = outcome.yearlyStudies.reduce(0, +) * 125e6
    #expect(outcome.vendors[0].logical[35] == all)
    #expect(outcome.vendors[0].physical[35] == all * 2.5)
    #expect(abs(all / 16.55e12 - 1) < 4 / 132_400.0.squareRoot())
  }

  /// With a year's retention (365 days: 365.25 rounded) the end of year 3 (2029 has 365 days) holds
  /// year 3's studies alone.
  @Test func `with purge the last year stays`() throws {
    let outcome = base(try plan(purge: "yes"))
    #expect(outcome.vendors[0].logical[35] == outcome.yearlyStudies[2] * 125e6)
    let purged = outcome.vendors[0].purged.reduce(0, +)
    #expect(purged == (outcome.yearlyStudies[0] + outcome.yearlyStudies[1]) * 125e6)
  }

  /// Year 0: 342,000.00. Each year: 12 × 13,251.56 = 159,018.72 for 1.5 administrators
  /// (1.5 × 84,810 × 1.25 ÷ 12 = 13,251.5625), and 76,000.00, 78,280.00, 80,628.40 for care.
  /// At 6 % at the end of the year:
  /// 342,000 + 235,018.72/1.06 + 237,298.72/1.1236 + 239,647.12/1.191016
  /// = 342,000 + 221,715.7736 + 211,195.0160 + 201,212.3431 = 976,123.1327.
  @Test func `the net present cost is that of a hand calculation`() throws {
    let plan = try plan(purge: "no")
    let outcome = base(plan)
    let scenario = plan.scenario
    let ledger = Biller(
      prices: scenario.vendors[0].prices, finance: scenario.finance, currency: scenario.currency,
      months: 36
    ).ledger(for: outcome.vendors[0].usage)
    let flow = CashFlow(
      ledger, yearlyStudies: outcome.yearlyStudies, finance: scenario.finance,
      currency: scenario.currency)
    #expect(flow.total.map(\.minorUnits) == [342_000_00, 235_018_72, 237_298_72, 239_647_12])
    #expect(abs(flow.netPresentCost - 976_123.1327) < 1e-3)
  }
}
