import Evaluation
import Foundation
import PlanModel
import Quantities
import Testing

/// What is said before the figures: the numbers in the sentences.
struct FindingsTests {
  private func plan(vendors: [String], legacy: String = "") throws -> Scenario {
    try Plan(
      """
      streams:
        - { id: ct, site: main, modality: CT, studies-per-year: 36500, study-size: { constant: 100 MB } }
      \(legacy)
      \(Plan.finance)
      """,
      vendors: vendors.map {
        Plan.vendor(ingest: "  - { stage: in, at: core, rate: 1000 MB/s }", prices: $0)
      }
    ).scenario
  }

  private func prices(_ lines: [(price: Int, source: String?)]) -> String {
    "prices:\n"
      + lines.enumerated().map { number, line in
        "  - { id: l\(number), item: Line, category: software, kind: opex, meter: month, "
          + "price: \(line.price)\(line.source.map { ", source: \"\($0)\"" } ?? "") }\n"
      }.joined()
  }

  /// 100 of 400 a month have no source; 5 of 100 have one that says that they are assumed.
  @Test(arguments: [(100, Finding.Weight.caution, "25.0 %"), (0, .note, "0 %")])
  func `the cost without a source is said of every offer`(
    unsourced: Int, weight: Finding.Weight, share: String
  ) async throws {
    let scenario = try plan(vendors: [
      prices([(unsourced, nil), (300, "Quote")]),
      prices([(95, "Quote"), (5, "Assumed: middle of two offers")]),
    ])
    let evaluator = Evaluator(scenario)
    let records = try #require(await evaluator.replicate(0..<1, seed: 7, threads: 1))
    let findings = try evaluator.comparison(
      base: evaluator.baseCase(seed: 7), records: records,
      identity: RunIdentity(version: "0", seed: 7, replications: 1)
    ).findings
    let found = try #require(findings.first { $0.text.contains("price lines without a source") })
    #expect(found.weight == weight)
    #expect(found.text.hasSuffix("without a source: Vendor 0 \(share), Vendor 1 5.00 %."))
  }

  /// 20 TB over the 2,557 days from 2020 to 2026 are 2.857 TB in 365.25 of them. 36,500 studies of
  /// 100 MB, divided by the ratio of CT, (2 + 4 × 2.5 + 4) ÷ 6, are 1.369 TB; and 1.369 ÷ 2.857 is
  /// 1 − 52.1 %.
  @Test func `the step between archive and plan can be worked out from what is printed`() throws {
    let scenario = try plan(
      vendors: [Plan.onePrice],
      legacy: "legacy: { stored: 20 TB, studies: 1, oldest: 2020-01, yearly-growth: 0 % }")
    let text = try #require(
      Findings(scenario).all.map(\.text).first { $0.hasPrefix("The legacy archive grew") })
    #expect(
      text.hasPrefix("The legacy archive grew by 2.857 TB in its last year; year 1 adds 1.369 TB"))
    #expect(text.contains("a step of −52.1 %"))
  }

  /// A source that only says that a value is assumed is none.
  @Test func `values whose source says so are counted as assumed`() throws {
    func words(_ source: String) throws -> String {
      let scenario = try plan(vendors: [prices([(100, source)])])
      return try #require(
        Findings(scenario).all.map(\.text).first { $0.contains("input values are assumed") })
    }
    func assumed(_ words: String) throws -> Int {
      try #require(Int(words.prefix { $0.isNumber }))
    }
    let quoted = try words("Quote of 2026")
    #expect(try assumed(words("Assumed: no offer was made")) == assumed(quoted) + 1)
    #expect(try assumed(words("Quote; the rebate is assumed")) == assumed(quoted))
    #expect(try words("Quote; the rebate is assumed") != quoted)
  }
}
