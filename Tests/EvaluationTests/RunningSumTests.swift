import Evaluation
import PlanModel
import Testing

/// Bands of sums are those of each future's own sum, not sums of bands.
struct RunningSumTests {
  private func plan() throws -> Plan {
    try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 300, growth: { low: -20 %, likely: 5 %, high: 40 % } }
      \(Plan.finance)
      """,
      vendors: [
        Plan.vendor(
          ingest: "  - { stage: in, at: core, per-study: 1 s }",
          storage: """
            storage:
              compression: none
              tiers:
                - { id: near, copies: 3, protection: 2, leaves: 30 days after acquisition }
                - { id: far, leaves: at end of retention }
            """,
          prices: """
            prices:
              - { id: fee, item: Fee, category: software, kind: opex, meter: study, price: 7 }
              - { id: in, item: Start, category: services, kind: capex, meter: once, price: 1000 }
            """)
      ], years: 3)
  }

  private func comparison(_ plan: Plan, _ replications: Range<Int>) async throws -> Comparison {
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(
      await evaluator.replicate(replications, seed: plan.scenario.seed, threads: 2))
    return try evaluator.comparison(
      base: evaluator.baseCase(seed: plan.scenario.seed), records: records,
      identity: RunIdentity(
        version: "", seed: plan.scenario.seed, replications: replications.count))
  }

  @Test func `payments and tiers are added up future by future`() async throws {
    let plan = try plan()
    let all = try await comparison(plan, 0..<5)
    // One future alone has a band without width: its own figures.
    var futures: [VendorResult] = []
    for place in 0..<5 {
      futures.append(try await comparison(plan, place..<place + 1).vendors[0])
    }
    for year in 0...3 {
      let sums = futures.map { $0.yearlyCost[...year].reduce(0) { $0 + $1.p50 } }
      #expect(all.vendors[0].cumulativeCost[year] == Band(of: sums))
    }
    #expect(all.vendors[0].cumulativeCost[0].p50 == 1_000)
    #expect(all.vendors[0].cumulativeCost[3] == all.vendors[0].nominal)
    for month in [0, 17, 35] {
      let sums = futures.map { $0.tiers[0].used[month].p50 + $0.tiers[1].used[month].p50 }
      #expect(all.vendors[0].used[month] == Band(of: sums))
    }
    // Three copies for a month, one for three years: no protection counts.
    #expect(all.vendors[0].used[35].p50 < all.vendors[0].physical[35].p50)
  }
}
