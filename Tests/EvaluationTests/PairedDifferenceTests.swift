import Evaluation
import PlanModel
import Testing

struct PairedDifferenceTests {
  /// Offers that charge for each study, whose number is uncertain, and some amount once.
  private func comparison(once: [Int], futures: Int) async throws -> Comparison {
    let plan = try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: { low: 50, likely: 300, high: 900 } }
      \(Plan.finance)
      """,
      vendors: once.map { amount in
        Plan.vendor(
          ingest: "  - { stage: in, at: core, per-study: 1 s }",
          prices: """
            prices:
              - { id: fee, item: Fee, category: software, kind: opex, meter: study, price: 7 }
              - { id: in, item: Start, category: services, kind: capex, meter: once, price: \(amount) }
            """)
      })
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(await evaluator.replicate(0..<futures, seed: 5, threads: 2))
    return try evaluator.comparison(
      base: evaluator.baseCase(seed: 5), records: records,
      identity: RunIdentity(version: "", seed: 5, replications: futures))
  }

  /// 6,000 − 1,000 − what they share is 5,000 in every future. A cost is a sum of two products below
  /// 20,000, each off by at most half of 2⁻³⁸ there: the differences stray by less than 1e-10, and
  /// t(0.975, 9)/√10 × 2 of that is less than 2e-10.
  @Test func `a constant difference has an interval without width`() async throws {
    let result = try await comparison(once: [6_000, 1_000], futures: 10)
    let pair = try #require(result.pairs.first)
    #expect(result.pairs.count == 1)
    #expect((pair.first, pair.second) == (1, 0))
    #expect(abs(pair.difference.mean - 5_000) < 1e-9)
    #expect(try #require(pair.difference.ci95) < 2e-10)
    #expect(try #require(result.vendors[0].netPresentCost.ci95) > 100)
    #expect(pair.firstCheaper == 1 && pair.secondCheaper == 0)
    #expect(pair.order == .first)
  }

  @Test func `every two offers are compared, the cheaper of the base case first`() async throws {
    let result = try await comparison(once: [3_000, 1_000, 2_000, 2_000], futures: 3)
    #expect(
      result.pairs.map { [$0.first, $0.second] } == [
        [1, 2], [1, 3], [1, 0], [2, 3], [2, 0], [3, 0],
      ])
    for pair in result.pairs {
      let once = [3_000.0, 1_000, 2_000, 2_000]
      #expect(abs(pair.difference.mean - (once[pair.second] - once[pair.first])) < 1e-9)
    }
    // Two offers that cost the same: neither is cheaper in any future.
    let equal = result.pairs[3]
    #expect(equal.firstCheaper == 0 && equal.secondCheaper == 0)
    #expect(equal.difference.ci95 == 0)
    #expect(equal.order == .open)
  }

  @Test func `one future has no interval`() async throws {
    let result = try await comparison(once: [6_000, 1_000], futures: 1)
    #expect(result.pairs.first?.difference.ci95 == nil)
    #expect(result.pairs.first?.order == .unknown)
    #expect(result.vendors[0].medianInterval == nil)
  }

  @Test(arguments: [
    (10.0, 3.0 as Double?, PairedDifference.Order.first), (-10, 3, .second), (2, 3, .open),
    (3, 3, .open), (-2, 3, .open), (1, nil, .unknown),
  ])
  func `the order is settled where the interval leaves 0 out`(
    mean: Double, halfWidth: Double?, order: PairedDifference.Order
  ) {
    let pair = PairedDifference(
      first: 0, second: 1,
      difference: Band(mean: mean, p10: mean, p50: mean, p90: mean, ci95: halfWidth),
      firstCheaper: 0.5, secondCheaper: 0.5)
    #expect(pair.order == order)
  }
}
