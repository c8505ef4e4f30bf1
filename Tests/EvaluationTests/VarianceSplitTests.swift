import PlanModel
import Testing

@testable import Evaluation

struct VarianceSplitTests {
  /// 10 and 14, 20 and 18: halves of squares 8 and 2, mean 5; the variance of 10 and 20 is 50. The
  /// mean of 8 and 2 has a variance of 18 ÷ 2 = 9; m₄ is 5⁴ = 625, so s² has one of
  /// (625 + 2,500)/2 = 1,562.5. The error is √(9/2,500 + 0.01 × 1,562.5/2,500) = √0.00985.
  @Test func `half the squared difference of two plays is chance`() throws {
    let split = try #require(VarianceSplit(of: [10, 20], again: [14, 18]))
    #expect(split.chance == 0.1)
    // 0.09924717 squared is 0.0098500; eight decimals are given.
    #expect(abs(try #require(split.standardError) - 0.09924717) < 5e-9)
  }

  @Test func `what does not differ, or ends nowhere, has no split`() {
    #expect(VarianceSplit(of: [5, 5, 5], again: [5, 5]) == nil)
    #expect(VarianceSplit(of: [5, .infinity], again: [5]) == nil)
    #expect(VarianceSplit(of: [5], again: [5]) == nil)
    #expect(VarianceSplit(of: [1, 2], again: [3])?.standardError == nil)
  }

  private func evaluator(_ volume: String) throws -> Evaluator {
    let fee = "item: Fee, category: software, kind: opex, meter: study, price: 2"
    return Evaluator(
      try Plan(
        """
        streams:
          - { id: ct, site: main, modality: CT, studies-per-year: \(volume), study-size: { constant: 100 MB, as: stored } }
        \(Plan.finance)
        """,
        vendors: [
          Plan.vendor(
            ingest: "  - { stage: in, at: core, rate: 100 MB/s }",
            prices: "prices: [ { id: fee, \(fee) } ]")
        ]
      ).scenario)
  }

  private func result(
    _ evaluator: Evaluator, futures: Int
  ) async throws -> (comparison: Comparison, again: RunRecords, records: RunRecords) {
    let records = try #require(await evaluator.replicate(0..<futures, seed: 9, threads: 2))
    let again = try #require(await evaluator.playAgain(records, seed: 9, threads: 2))
    let comparison = try evaluator.comparison(
      base: evaluator.baseCase(seed: 9), records: records, again: again,
      identity: RunIdentity(version: "", seed: 9, replications: futures))
    return (comparison, again, records)
  }

  /// All of the variance is chance. That the second plays find the same is no use of the exception:
  /// what they say lies within 4 of their standard errors of 1.
  @Test func `without uncertain inputs all is chance`() async throws {
    let evaluator = try evaluator("900")
    let run = try await result(evaluator, futures: 40)
    #expect(!run.comparison.isUncertain)
    #expect(run.comparison.secondPlays == 0)
    let vendor = run.comparison.vendors[0]
    #expect(vendor.netPresentCostVariance == VarianceSplit(chance: 1, standardError: 0))
    #expect(vendor.usedVariance == VarianceSplit(chance: 1, standardError: 0))
    #expect(vendor.stages[0].lastBusyHourVariance?.chance == 1)
    let measured = try #require(
      VarianceSplit(
        of: evaluator.presentCosts(run.records)[0], again: evaluator.presentCosts(run.again)[0]))
    #expect(1 - measured.chance < 4 * (try #require(measured.standardError)))
    #expect(measured.chance > 0.2)
  }

  /// The number of studies is Poisson: its variance by chance is its mean, (1,000 + 4 × 2,000 +
  /// 6,000)/6 = 2,500. That of the PERT distribution is (2,500 − 1,000) × (6,000 − 2,500)/7 = 750,000.
  /// Cost and bytes are proportional to it: 2,500/752,500 = 0.332 % are chance, within 4 standard
  /// errors.
  @Test func `with uncertain volumes nearly all comes from inputs`() async throws {
    let run = try await result(
      try evaluator("{ low: 1000, likely: 2000, high: 6000 }"), futures: 64)
    #expect(run.comparison.isUncertain)
    #expect(run.comparison.secondPlays == 16)
    let vendor = run.comparison.vendors[0]
    for split in [vendor.netPresentCostVariance, vendor.usedVariance] {
      let split = try #require(split)
      let error = try #require(split.standardError)
      #expect(abs(split.chance - 0.00332) < 4 * error)
      #expect(error < 0.00332)
    }
  }

  @Test func `a second play has other arrivals, and the same on any number of threads`()
    async throws
  {
    let evaluator = try evaluator("{ low: 100, likely: 200, high: 600 }")
    let records = try #require(await evaluator.replicate(0..<5, seed: 9, threads: 2))
    let one = try #require(await evaluator.playAgain(records, seed: 9, threads: 1))
    #expect(one.indices == records.indices)
    #expect(try one.bytes != records.bytes)
    for threads in [2, 8] {
      let several = try #require(await evaluator.playAgain(records, seed: 9, threads: threads))
      #expect(try several.bytes == one.bytes)
    }
  }

  @Test func `without second plays nobody knows what is chance`() async throws {
    let evaluator = try evaluator("{ low: 100, likely: 200, high: 600 }")
    let records = try #require(await evaluator.replicate(0..<3, seed: 9, threads: 2))
    let comparison = try evaluator.comparison(
      base: evaluator.baseCase(seed: 9), records: records,
      identity: RunIdentity(version: "", seed: 9, replications: 3))
    #expect(comparison.isUncertain && comparison.secondPlays == 0)
    #expect(comparison.vendors[0].netPresentCostVariance == nil)
  }
}
