import PlanModel
import Testing

@testable import Evaluation

struct PrecisionTests {
  /// Eight times 99 and eight times 101: mean 100, s² = 16/15, s/√16 = 0.258199, times t(0.975, 15) =
  /// 2.131450 is 0.550338, or 0.550 % of the mean.
  private let first = (0..<16).map { $0 < 8 ? 99.0 : 101 }

  @Test func `each mean has to be known to the share`() {
    #expect(!Precision(share: 0.0055, most: 16).isReached(costs: [first], cheapest: [0]))
    #expect(Precision(share: 0.0056, most: 16).isReached(costs: [first], cheapest: [0]))
    // Half the mean with the same spread is known half as well.
    let cheaper = first.map { $0 - 50 }
    #expect(
      !Precision(share: 0.0056, most: 16).isReached(costs: [first, cheaper], cheapest: [1, 0]))
  }

  /// 10 more in each future: no width. 210 less the first: the difference is 210 − 2 × the first,
  /// with twice its half width, 1.100676, which is 1.10 % of the first's mean.
  @Test func `the difference of the two cheapest has to be known too`() {
    let along = first.map { $0 + 10 }
    let against = first.map { 210 - $0 }
    let narrow = Precision(share: 0.0056, most: 16)
    #expect(narrow.isReached(costs: [first, along], cheapest: [0, 1]))
    #expect(!narrow.isReached(costs: [first, against], cheapest: [0, 1]))
    #expect(
      !Precision(share: 0.0110, most: 16).isReached(costs: [first, against], cheapest: [0, 1]))
    #expect(
      Precision(share: 0.0111, most: 16).isReached(costs: [first, against], cheapest: [0, 1]))
    // The third may differ as it likes.
    #expect(narrow.isReached(costs: [first, along, against], cheapest: [0, 1, 2]))
  }

  @Test func `one future is never enough`() {
    #expect(!Precision(share: 0.5, most: 1).isReached(costs: [[100]], cheapest: [0]))
  }

  private func evaluator() throws -> Evaluator {
    let fee = "category: software, kind: opex, meter: study"
    return Evaluator(
      try Plan(
        """
        streams:
          - { id: ct, site: main, modality: CT, studies-per-year: { low: 100, likely: 1000, high: 3000 } }
        \(Plan.finance)
        """,
        vendors: ["1", "1.02"].map { price in
          Plan.vendor(
            ingest: "  - { stage: in, at: core, per-study: 1 s }",
            prices: "prices: [ { id: fee, item: Fee, \(fee), price: \(price) } ]")
        }
      ).scenario)
  }

  @Test func `futures come in whole blocks, as many as are needed, on any number of threads`()
    async throws
  {
    let evaluator = try evaluator()
    let base = evaluator.baseCase(seed: 3)
    let precision = Precision(share: 0.15, most: 400)
    let one = try #require(
      await evaluator.replicate(until: precision, base: base, seed: 3, threads: 1))
    #expect(one.outcome.isReached)
    let count = one.records.indices.count
    #expect(one.records.indices == Array(0..<count))
    #expect(count.isMultiple(of: 16) && count > 16 && count < 400)
    // The rule by hand: not after any whole block before.
    for block in stride(from: 16, through: count, by: 16) {
      let costs = try evaluator.presentCosts(one.records).map { Array($0.prefix(block)) }
      let halves = costs.map { Band(of: $0).ci95 ?? .infinity }
      let means = costs.map { $0.reduce(0, +) / Double(block) }
      let isEnough = zip(halves, means).allSatisfy { $0 <= 0.15 * $1 }
      #expect(isEnough == (block == count))
    }
    for threads in [2, 8] {
      let several = try #require(
        await evaluator.replicate(until: precision, base: base, seed: 3, threads: threads))
      #expect(try several.records.bytes == one.records.bytes)
    }
  }

  @Test func `the most futures end a run whose means stay unknown`() async throws {
    let evaluator = try evaluator()
    let run = try #require(
      await evaluator.replicate(
        until: Precision(share: 1e-6, most: 20), base: evaluator.baseCase(seed: 3), seed: 3,
        threads: 2))
    #expect(!run.outcome.isReached)
    #expect(run.records.indices == Array(0..<20))
  }
}
