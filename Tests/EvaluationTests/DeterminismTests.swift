import Evaluation
import Foundation
import PlanModel
import Testing

struct DeterminismTests {
  static let streams = """
    streams:
      - id: ct
        site: main
        modality: CT
        studies-per-year: { low: 8000, likely: 10000, high: 15000 }
        growth: { low: 2 %, likely: 4 %, high: 9 % }
        classes: { emergency: 35 %, inpatient: 25 %, outpatient: 40 % }
      - id: us
        site: main
        modality: US
        studies-per-year: { low: 8000, likely: 10000, high: 15000, together: demand }
    service-levels:
      - { id: stat, measure: time-to-archive, class: emergency, target: 95 %, within: 30 s }
    \(Plan.finance)
    """
  static let vendors = [
    Plan.vendor(
      ingest: "  - { stage: in, at: site, servers: 3, rate: 20 MB/s }",
      storage: """
        storage:
          compression: lossless
          tiers:
            - { id: hot, leaves: 30 days after acquisition }
            - { id: disk, leaves: at end of retention, capacity: { usable: 6 TB, increment: 2 TB } }
        """),
    Plan.vendor(
      ingest: "  - { stage: up, link: wan, connections: 4, window: 1 MiB, compression: lossless }"),
  ]

  @Test func `records are the same for one, two and eight threads`() async throws {
    let evaluator = Evaluator(try Plan(Self.streams, vendors: Self.vendors, years: 2).scenario)
    let one = try #require(await evaluator.replicate(0..<20, seed: 1, threads: 1))
    for threads in [2, 8] {
      let several = try #require(await evaluator.replicate(0..<20, seed: 1, threads: threads))
      #expect(try several.bytes == one.bytes)
    }
  }

  @Test func `replications 0 to 9 and 10 to 19 merge to 0 to 19`() async throws {
    let evaluator = Evaluator(try Plan(Self.streams, vendors: Self.vendors, years: 2).scenario)
    let all = try #require(await evaluator.replicate(0..<20, seed: 1, threads: 2))
    let first = try #require(await evaluator.replicate(0..<10, seed: 1, threads: 2))
    let second = try #require(await evaluator.replicate(10..<20, seed: 1, threads: 1))
    #expect(try first.merging(second).bytes == all.bytes)
    #expect(try second.merging(first).bytes == all.bytes)
    #expect(try first.bytes != second.bytes)
  }

  @Test func `a cancelled run has no records`() async throws {
    let evaluator = Evaluator(try Plan(Self.streams, vendors: Self.vendors).scenario)
    #expect(try await evaluator.replicate(0..<4, seed: 1, threads: 2, isCancelled: { true }) == nil)
  }

  @Test func `another seed is another future`() async throws {
    let evaluator = Evaluator(try Plan(Self.streams, vendors: Self.vendors).scenario)
    let one = try #require(await evaluator.replicate(0..<2, seed: 1, threads: 2))
    let two = try #require(await evaluator.replicate(0..<2, seed: 2, threads: 2))
    #expect(try one.bytes != two.bytes)
  }
}

struct UncertaintyTests {
  private func band(_ count: Int) async throws -> Band {
    let streams = (0..<count).map { number in
      """
        - id: ct-\(number)
          site: main
          modality: CT
          studies-per-year: { low: \(16_000 / count), likely: \(24_000 / count), high: \(56_000 / count) }
          growth: { low: 0 %, likely: 4 %, high: 20 % }
      """
    }.joined(separator: "\n")
    let plan = try Plan(
      "streams:\n\(streams)\n\(Plan.finance)",
      vendors: [Plan.vendor(ingest: "  - { stage: in, at: core, rate: 1000 MB/s }")], years: 2)
    let evaluator = Evaluator(plan.scenario)
    let records = try #require(await evaluator.replicate(0..<64, seed: 1, threads: 2))
    let comparison = try evaluator.comparison(
      base: evaluator.baseCase(seed: 1), records: records,
      identity: RunIdentity(version: "test", seed: 1, replications: 64))
    return comparison.demand.yearlyStudies[1]
  }

  /// One stream of 16,000 to 56,000 studies, or eight of an eighth each: the draws are the same, only
  /// the Poisson noise differs, √30,000 = 173 of a band of about 17,000. Independent draws would
  /// narrow it to 1/√8 = 35 %.
  @Test func `splitting a stream in eight leaves the band as wide`() async throws {
    let whole = try await band(1)
    let split = try await band(8)
    let width = whole.p90 - whole.p10
    #expect(width > 10_000)
    #expect(abs((split.p90 - split.p10) - width) < 4 * 173)
    #expect(abs(split.mean - whole.mean) < 4 * 173)
  }
}
