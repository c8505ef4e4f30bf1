import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation
import Testing

/// An incumbent that runs until another system goes live in the seventh month, worked out by hand.
///
/// 120,000 studies a year of 100 MB, evenly over the hours; the incumbent takes each in within a second,
/// the new system within two on one of two servers.
struct TransitionTests {
  private static let contract =
    "contract: { signature: 2026-10, go-live: 2027-07, payments: [{ on: signature, share: 40 % }, { on: go-live, share: 40 % }, { on: go-live, months-after: 3, share: 20 % }] }"

  private func plan(
    legacy: String = ", system: v0", old: String, new: String,
    copies: String = "copies: [{ at: core }, { at: vault, stage: { rate: 100 MB/s } }]"
  ) throws -> Plan {
    try Plan(
      """
      streams:
        - id: ct
          site: main
          modality: CT
          studies-per-year: 120000
          study-size: { constant: 100 MB }
          profile: flat
      legacy: { stored: 10 TB, studies: 100000, oldest: 2017-01, yearly-growth: 0 %\(legacy) }
      service-levels:
        - { id: quick, measure: time-to-archive, target: 90 %, within: 1900 ms }
      \(Plan.finance)
      """,
      vendors: [
        """
        ingest:
          - { stage: take-in, at: core, rate: 100 MB/s }
        \(copies)
        storage:
          tiers:
            - { id: disk, copies: 2, leaves: at end of retention, capacity: { usable: 26 TB, fill-threshold: 80 %, increment: 1 TB } }
        prices:
        \(old)
        """,
        """
        ingest:
          - { stage: import, at: core, servers: 2, rate: 50 MB/s }
        storage:
          tiers:
            - { id: disk, leaves: at end of retention, capacity: { usable: 30 TB, increment: 1 TB } }
        \(Self.contract)
        prices:
        \(new)
        """,
      ], years: 2)
  }

  private static let oldPrices = """
      - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1000 }
      - { id: care, item: Care, category: services, kind: opex, meter: year, price: 12000 }
      - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 50000 }
      - { id: late, item: Late, category: software, kind: opex, meter: month, price: 77, first-month: 2027-07 }
    """
  private static let newPrices = """
      - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 100000 }
      - { id: hl7, item: Interfaces, category: services, kind: capex, meter: interface, count: 3, price: 1000.01 }
      - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 500 }
      - { id: care, item: Care, category: services, kind: opex, meter: year, price: 2400 }
    """

  private func compare(_ plan: Plan) async throws -> Comparison {
    try await compare(plan.scenario)
  }

  private func compare(_ scenario: Scenario) async throws -> Comparison {
    let evaluator = Evaluator(scenario)
    let records = try #require(await evaluator.replicate(0..<2, seed: 7, threads: 1))
    return try evaluator.comparison(
      base: evaluator.baseCase(seed: 7), records: records,
      identity: RunIdentity(version: "0", seed: 7, replications: 2))
  }

  /// Of the new system's option, period by period:
  ///
  ///     0    80 % of 100,000 and of 3 × 1,000.01: 80,000.00 + 2,400.02 (2.4 × 1,000.01 = 2,400.024)
  ///     1    the incumbent's 1,000.00 and its yearly 12,000.00
  ///     2–6  1,000.00
  ///     7    500.00 + 2,400.00
  ///     10   500.00 + 20,000.00 + 600.01 (0.6 × 1,000.01 = 600.006)
  ///     19   500.00 + 2,400.00
  ///     else 500.00
  ///
  /// Years: 82,400.02; 13,000 + 5 × 1,000 + 6 × 500 + 2,400 + 20,600.01 = 44,000.01; 12 × 500 +
  /// 2,400 = 8,400.00. At 6 %, at the year's end: 82,400.02 + 44,000.01/1.06 + 8,400/1.1236 =
  /// 82,400.02 + 41,509.4434 + 7,475.9701 = 131,385.4335. The old system costs 18,000.00 of it. The
  /// incumbent's licence is no part of it, and neither is what begins with month 7.
  @Test func `the old system is paid until go-live and the new one from then on`() async throws {
    let comparison = try await compare(try plan(old: Self.oldPrices, new: Self.newPrices))
    let vendor = comparison.vendors[1]
    var expected = [Int64](repeating: 500_00, count: 25)
    expected[0] = 82_400_02
    expected[1] = 13_000_00
    for month in 2...6 { expected[month] = 1_000_00 }
    expected[7] = 2_900_00
    expected[10] = 21_100_01
    expected[19] = 2_900_00
    let amounts = (0...24).map { period in
      vendor.ledger.lines.reduce(0) { $0 + $1.amounts[period].minorUnits }
    }
    #expect(amounts == expected)
    #expect(vendor.cashFlow.total.map(\.minorUnits) == [82_400_02, 44_000_01, 8_400_00])
    #expect(abs(vendor.cashFlow.netPresentCost - 131_385.4335) < 1e-4)
    #expect(vendor.oldSystemCost == Money(minorUnits: 18_000_00))
    // Prices do not depend on the future: the bands are the base case.
    #expect(abs(vendor.netPresentCost.mean - vendor.cashFlow.netPresentCost) < 1e-6)
    // The option to keep the incumbent: its licence at once, nothing of an old system.
    let incumbent = comparison.vendors[0]
    #expect(incumbent.ledger.lines[2].amounts[0] == Money(minorUnits: 50_000_00))
    #expect(incumbent.oldSystemCost == nil)
  }

  private static let metered = """
      - { id: study, item: Studies, category: software, kind: opex, meter: study, price: 2 }
      - { id: intake, item: Intake, category: software, kind: opex, meter: ingested, unit: TB, price: 3 }
      - { id: rent, item: Rent, category: storage, kind: opex, meter: stored-month, tier: disk, of: physical, basis: end, unit: TB, price: 10 }
      - { id: disks, item: Disks, category: storage, kind: capex, meter: purchased-capacity, tier: disk, unit: TB, price: 900 }
    """

  /// Both systems count studies, terabytes and purchases: the old one in months 1 to 6, the new one
  /// from month 7 on, when it holds the 10 TB of the archive and 0.1 GB for each study so far. The old
  /// disks hold two copies, so that the 26 TB fill at 80 % with 0.4 TB more: they are extended before
  /// go-live, and the option pays for that.
  @Test func `each month's quantities are those of the system that runs`() async throws {
    let comparison = try await compare(try plan(old: Self.metered, new: Self.metered))
    let studies = comparison.demand.baseStudies
    let vendor = comparison.vendors[1]
    let lines = vendor.ledger.lines
    #expect(lines.map(\.line.origin) == [.own, .own, .own, .own] + (0..<4).map { .incumbent($0) })
    var stored = 10e12
    var purchases = Decimal.zero
    for month in 0..<24 {
      stored += Double(studies[month]) * 1e8
      let isNew = month >= 6
      func both(_ place: Int) -> [Decimal] {
        [lines[place].quantities[month + 1], lines[place + 4].quantities[month + 1]]
      }
      let count = Decimal(studies[month])
      #expect(both(0) == (isNew ? [count, 0] : [0, count]))
      #expect(both(1) == (isNew ? [count / 10_000, 0] : [0, count / 10_000]))
      let terabytes = Decimal(billed: stored / 1e12)
      #expect(both(2) == (isNew ? [terabytes, 0] : [0, terabytes * 2]))
      #expect(vendor.baseLogical[month] == (isNew ? stored : 0))
      #expect(both(3)[1] == 0 || !isNew)
      purchases += both(3)[1]
    }
    // The 30 TB of the new disks are paid in shares; those of the old ones were paid long ago.
    #expect(lines[3].quantities[0] == 30 && lines[3].quantities[10] == 0)
    #expect(lines[3].amounts[0].minorUnits == 30 * 900_00 * 8 / 10)
    #expect(lines[3].amounts[10].minorUnits == 30 * 900_00 * 2 / 10)
    #expect(lines[7].amounts[0] == .zero)
    // 2 × (10 TB + 0.1 GB × studies) ÷ 0.8 less 26 TB, in whole terabytes.
    let half = 10 + Double(studies[0..<6].reduce(0, +)) / 10_000
    #expect(purchases == Decimal(Int((2 * half / 0.8 - 26).rounded(.up))))
  }

  /// The incumbent serves a second for each study of its half year of 181 days, the new system two
  /// seconds on two servers for each of its 184 days, and in 2028 of 366. A service that is under way at a year's end is
  /// split there, so that figures may be off by one service.
  @Test func `the old queues are loaded before go-live and the new ones after`() async throws {
    let plan = try plan(old: Self.oldPrices, new: Self.newPrices)
    let outcome = Evaluator(plan.scenario).baseCase(seed: 7)
    let queues = outcome.vendors[1].queues
    let before = Double(outcome.studies[0..<6].reduce(0, +))
    let after = Double(outcome.studies[6..<12].reduce(0, +))
    let last = Double(outcome.studies[12..<24].reduce(0, +))
    #expect(queues.stages.map(\.label.name) == ["import", "take-in", "copy to vault"])
    #expect(queues.stages.map(\.label.isOldSystem) == [false, true, true])
    let new = queues.stages[0].years
    let old = queues.stages[1].years
    #expect(old.map { Double($0.studies) } == [before, 0])
    #expect(new.map { Double($0.studies) } == [after, last])
    let day = 86_400.0
    #expect(abs(old[0].utilisation - before / (181 * day)) <= 1 / (181 * day))
    #expect(old[1].utilisation == 0)
    #expect(abs(new[0].utilisation - after * 2 / (2 * 184 * day)) <= 2 / (184 * day))
    #expect(abs(new[1].utilisation - last * 2 / (2 * 366 * day)) <= 2 / (366 * day))
    #expect(queues.archived == outcome.studies.reduce(0, +))
    #expect(queues.protected == queues.archived && queues.unseen == 0)
    // Within 1.9 s the old system takes in whoever waits less than 0.9 s, and the new one nobody. A
    // study waits with the chance ρ = 0.38 %, so at most that share of the old half is late; four
    // standard errors of 60,000 studies are 0.1 %.
    let half = before / (before + after)
    let kept = queues.serviceLevels[0]
    #expect(kept[0] <= half && kept[0] >= half * (1 - 0.0038 - 0.001))
    #expect(kept[1] == 0)
    // The incumbent's own option has the same studies all the time.
    #expect(outcome.vendors[0].queues.stages.map(\.label.isOldSystem) == [false, false])
  }

  /// 100,000.01 ÷ 12 = 8,333.33 a month for six months, and no queue before go-live. Studies of the
  /// first half are seen by nobody.
  @Test func `maintenance is paid in twelfths and an unknown system takes no time`() async throws {
    let comparison = try await compare(
      try plan(
        legacy: ", maintenance: 100000.01 USD/year", old: Self.oldPrices, new: Self.newPrices)
    )
    let vendor = comparison.vendors[1]
    let maintenance = try #require(vendor.ledger.lines.last)
    #expect(maintenance.line.item == "Old system: maintenance")
    #expect(
      maintenance.amounts.map(\.minorUnits)
        == [0] + Array(repeating: 8_333_33, count: 6) + Array(repeating: 0, count: 18))
    #expect(comparison.vendors[0].ledger.lines.count == 4)
    #expect(vendor.stages.map(\.isOldSystem) == [false])
    #expect(vendor.timedYears == 0..<2)
    let texts = comparison.findings.map(\.text)
    #expect(texts.contains { $0.hasPrefix("The old system is not described") })
    #expect(
      texts.contains {
        $0.contains("the old system is needed up to 2027-06 and costs 50,000 USD")
      })
  }

  /// With both keys the incumbent's queues carry the load, and the sum stands for its prices.
  @Test func `maintenance stands in place of the incumbent's prices`() async throws {
    let comparison = try await compare(
      try plan(
        legacy: ", system: v0, maintenance: 12000 USD/year", old: Self.oldPrices,
        new: Self.newPrices))
    let vendor = comparison.vendors[1]
    #expect(vendor.oldSystemCost == Money(minorUnits: 6_000_00))
    #expect(vendor.stages.map(\.isOldSystem) == [false, true, true])
  }

  @Test func `months without a stated cost are a caution`() async throws {
    let comparison = try await compare(
      try plan(legacy: "", old: Self.oldPrices, new: Self.newPrices))
    #expect(comparison.vendors[1].oldSystemCost == nil)
    #expect(
      comparison.findings.contains {
        $0.weight == .caution
          && $0.text.contains("is needed up to 2027-06, and no file says what it costs")
      })
  }

  /// Go-live is the thirteenth month, and nobody has said what runs until then: of year 1 nothing is
  /// known, least of all that every promise is kept. With the old system described it is timed.
  @Test func `a year before go-live has figures only of the old system`() async throws {
    func vendor(_ legacy: String) async throws -> VendorResult {
      var plan = try plan(legacy: legacy, old: Self.oldPrices, new: Self.newPrices).scenario
      plan.vendors[1].contract.goLive = 13
      return try await compare(plan).vendors[1]
    }
    let unknown = try await vendor("")
    #expect(unknown.timedYears == 1..<2)
    #expect(unknown.timeToArchive.map(\.p95.p50.isNaN) == [true, false])
    #expect(unknown.serviceLevels[0].chance.map(\.isNaN) == [true, false])
    #expect(unknown.serviceLevels[0].attained.map(\.p50.isNaN) == [true, false])
    #expect(unknown.stages.map { $0.years.map(\.busyHour.p50.isNaN) } == [[true, false]])
    let described = try await vendor(", system: v0")
    #expect(described.timedYears == 0..<2)
    #expect(described.timeToArchive.map(\.p95.p50.isFinite) == [true, true])
    #expect(described.serviceLevels[0].chance.map(\.isFinite) == [true, true])
    #expect(
      described.stages.map { $0.years.map(\.busyHour.p50.isNaN) } == [
        [true, false], [false, true], [false, true],
      ])
  }
}
