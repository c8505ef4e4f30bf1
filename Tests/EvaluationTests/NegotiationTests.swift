import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Simulation
import Testing

/// Prices at which an order turns, worked out by hand: two years, no discounting.
///
/// Vendor 0 costs 50,000 once and 1,000 a month: 50,000 + 24 × 1,000 = 74,000. Vendor 1 costs 1,500 a month:
/// 24 × 1,500 = 36,000. Vendor 0 is 38,000 above.
struct NegotiationTests {
  private func plan(
    first: String = """
        - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 50000, negotiable: yes }
        - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1000, negotiable: yes }
    """,
    second: String = """
        - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1500, negotiable: yes }
    """, rate: String = "0 %", streams: String = Self.stream, contract: String = ""
  ) throws -> Plan {
    let storage =
      "ingest: [{ stage: in, at: core, rate: 100 MB/s }]\nstorage: { tiers: [{ id: all, leaves: at end of retention }] }"
    return try Plan(
      "\(streams)\nfinance: { discount-rate: \(rate) }",
      vendors: [
        "\(storage)\n\(contract)\nprices:\n\(first)", "\(storage)\nprices:\n\(second)",
      ], years: 2)
  }

  private static let stream =
    "streams: [{ id: ct, site: main, modality: CT, studies-per-year: 12000, study-size: { constant: 10 MB }, profile: flat }]"

  private func negotiation(_ plan: Plan) async throws -> Negotiation {
    try #require(await Evaluator(plan.scenario).negotiation(seed: 7, threads: 2))
  }

  private func text(_ turn: BreakEven.Turn) -> String { "\(turn.low) \(turn.high)" }

  @Test func `each line turns the order at the price that division gives`() async throws {
    let found = try await negotiation(plan())
    #expect(found.costs == [74_000, 36_000])
    let first = found.offers[0]
    #expect(first.rival == 1)
    #expect(first.gap == 38_000)
    // Licence: x + 24,000 < 36,000 below 12,000.
    let licence = first.breakEvens[1]
    #expect(licence.subject == .price(line: "licence"))
    #expect(licence.turns.map(text) == ["11999.99 12000"])
    #expect(licence.turns.map(\.winning) == [Decimal(string: "11999.99")])
    // Fee: at zero price still 50,000 − 36,000 above.
    #expect(first.breakEvens[2].turns.isEmpty)
    #expect(first.breakEvens[2].gapAtBest == 14_000)
    // Discount: 74,000 × (1 − d) < 36,000 from 51.36 % on (51.35 % leaves 36,001).
    #expect(first.breakEvens[0].subject == .offerDiscount)
    #expect(first.breakEvens[0].turns.map(text) == ["0.5135 0.5136"])
    #expect(first.breakEvens[0].turns.first?.gapLow == 1)
    // The other offer's fee may rise to 74,000 / 24 = 3,083.33 and a third.
    let second = found.offers[1]
    #expect(second.breakEvens[1].turns.map(text) == ["3083.33 3083.34"])
    #expect(second.breakEvens[0].turns.isEmpty)
  }

  @Test func `lines with bands turn in proportion, shares in hundredths of a point`() async throws {
    let found = try await negotiation(
      plan(
        first: """
              - { id: study, item: Studies, category: software, kind: opex, meter: study, per: year, bands: graduated, steps: [{ to: 6000, price: 2 }, { price: 1 }], negotiable: yes }
              - { id: licence, item: Licence, category: software, kind: capex, meter: once, price: 20000 }
              - { id: care, item: Care, category: software, kind: opex, meter: percent, lines: [licence], per: year, rate: 18 %, negotiable: yes }
          """))
    let studies = try #require(found.offers.first?.breakEvens.first { $0.item == "Studies" })
    #expect(studies.subject == .proportion(line: "study"))
    let turn = try #require(studies.turns.first)
    #expect(turn.high - turn.low == Decimal(string: "0.0001"))
    #expect(turn.gapLow < 0 && turn.gapHigh >= 0)
    let care = try #require(found.offers.first?.breakEvens.first { $0.item == "Care" })
    #expect(care.step == Decimal(string: "0.0001"))
    // The least of the two prices turns nothing where the gap is too great.
    #expect(care.turns.isEmpty)
  }

  @Test func `a price that is put back turns the order of a run of its own`() async throws {
    let found = try await negotiation(plan())
    for offer in found.offers {
      for breakEven in offer.breakEvens {
        for turn in breakEven.turns {
          for (value, gap) in [(turn.low, turn.gapLow), (turn.high, turn.gapHigh)] {
            var scenario = found.scenario
            switch breakEven.subject {
            case .price(let line):
              let place = try #require(
                scenario.vendors[offer.vendor].prices.firstIndex { $0.id == line })
              scenario.vendors[offer.vendor].prices[place].bands[0].price = UnitPrice(value)
            case .offerDiscount: scenario.vendors[offer.vendor].discount = value
            case .proportion: Issue.record("this plan has no bands")
            }
            let usage = CostCase(Evaluator(scenario).baseCase(seed: 7).billed)
            let costs = scenario.vendors.indices.map { usage.netPresentCost(of: $0, in: scenario) }
            #expect(costs[offer.vendor] - costs[1 - offer.vendor] == gap)
          }
        }
      }
    }
  }

  /// 12,000 a year with 3 % from the second year on are 12,000 + 12,360; held they are 24,000. A fifth of the
  /// first year's price is a twentieth of the whole: 5 % of 24,360 is 1,218.
  @Test func `concessions are worth what they take off`() async throws {
    let found = try await negotiation(
      plan(
        first: """
              - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1000, escalator: { rate: 3 %, from-year: 2 } }
              - { id: move, item: Move, category: services, kind: capex, part: migration, meter: once, price: 700 }
          """,
        contract:
          "contract: { exit: [{ id: out, item: Out, meter: once, price: 450 }], notice: 1 month }"))
    let worths = Dictionary(
      uniqueKeysWithValues: found.offers[0].concessions.map {
        (ConcessionRegistry.all[$0.concession].title, $0)
      })
    #expect(worths["Prices held for three years"]?.worth == 360)
    #expect(worths["Price rises capped at 2 % a year"]?.worth == 120)
    #expect(worths["Migration free of charge"]?.worth == 700)
    #expect(worths["A further 5 % off the whole offer"]?.worth == 1_253)
    #expect(worths["Return of the studies free of charge"]?.worth == 0)
    #expect(worths["Return of the studies free of charge"]?.exitWorth == 450)
    #expect(worths["A point off maintenance"] == nil)
  }

  /// Vendor 0 costs 2 a study, vendor 1 the same sum whatever comes: their order turns where two years' studies
  /// are half of it.
  @Test func `volume turns the order where a price a study meets a fixed sum`() async throws {
    let found = try await negotiation(
      plan(
        first: """
              - { id: study, item: Studies, category: software, kind: opex, meter: study, price: 2 }
          """,
        second: """
              - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 2200 }
          """))
    // 24 × 2,200 = 52,800: 26,400 studies, 1.1 times 24,000.
    let turn = try #require(found.offers[0].volumeTurns.first)
    #expect(found.offers[0].volumeTurns.count == 1)
    #expect(turn.gapLow < 0 && turn.gapHigh >= 0)
    // 24,000 studies have a standard deviation of 155, 0.65 %: four of them, and the width of the bracket.
    #expect(abs(turn.low - 1.1) < 4 * 0.0065 * 1.1 + (turn.high - turn.low))
    // Each value is a replay: the same studies as a plan of that volume.
    for point in found.volumes {
      let other = try plan(
        first: """
              - { id: study, item: Studies, category: software, kind: opex, meter: study, price: 2 }
          """,
        streams: Self.stream.replacing("12000", with: "\(Int(12_000 * point.value))"))
      let usage = CostCase(Evaluator(other.scenario).baseCase(seed: 7).billed)
      #expect(point.costs[0] == usage.netPresentCost(of: 0, in: other.scenario))
    }
  }
}

/// What leaving costs, and offers item by item.
struct OfferTests {
  private func results(_ prices: String, _ contract: String, years: Int = 5) throws -> (
    ExitCost, Ledger
  ) {
    let plan = try Plan(
      "streams: [{ id: ct, site: main, modality: CT, studies-per-year: 36500, study-size: { constant: 100 MB }, profile: flat }]\nretention: { default: 7 years }\n\(Plan.finance)",
      vendors: [
        "ingest: [{ stage: in, at: core, rate: 100 MB/s }]\nstorage: { tiers: [{ id: all, leaves: at end of retention }] }\n\(contract)\nprices:\n\(prices)"
      ], years: years)
    let usage = CostCase(Evaluator(plan.scenario).baseCase(seed: 3).billed)
    let ledger = usage.ledger(of: 0, in: plan.scenario)
    return (
      ExitCost(
        plan.scenario.vendors[0], ledger: ledger, usage: usage.usage.usages[0],
        finance: plan.scenario.finance, currency: plan.scenario.currency), ledger
    )
  }

  /// 10,000 a month. After the third of five years twelve months of notice cost 120,000, and half of the other
  /// twelve 60,000; staff and what is paid once do not run on.
  @Test func `notice and the rest of the term`() throws {
    let (exit, _) = try results(
      """
        - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 10000 }
        - { id: people, item: People, category: staff, kind: opex, meter: fte, count: 1, price: 5000 }
        - { id: start, item: Start, category: services, kind: opex, meter: once, price: 7000 }
      """, "contract: { term: 5, notice: 12 months, early-exit: 50 % }")
    #expect(exit.yearEnds == [12, 24, 36, 48, 60])
    let third = exit.amounts[36]
    #expect(third.runningOn == Money(minorUnits: 12_000_000))
    #expect(third.early == Money(minorUnits: 6_000_000))
    #expect(third.returned == .zero)
    // After the fifth year twelve months run into a second term, of which 48 are left then: half of 480,000.
    #expect(exit.amounts[60].runningOn == Money(minorUnits: 12_000_000))
    #expect(exit.amounts[60].early == Money(minorUnits: 24_000_000))
  }

  /// About 3.65 TB a year. At 1 MB/s a month of 730 hours gives back 2.628 TB: after a year two months, after
  /// two years three. Returned bytes cost 90 a TB up to 5 TB and 50 beyond, and a study costs 0.02.
  @Test func `what is stored then is given back`() throws {
    let (exit, _) = try results(
      "  - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 1000 }",
      """
      contract:
        return-rate: 1 MB/s
        exit:
          - { id: out, item: Out, meter: egress, unit: TB, bands: graduated, steps: [{ to: 5, price: 90 }, { price: 50 }] }
          - { id: each, item: Each, meter: migrated-study, price: 0.02 }
          - { id: fee, item: Fee, meter: once, price: 300 }
      """, years: 2)
    #expect(exit.returnMonths[12] == 2)
    #expect(exit.returnMonths[24] == 3)
    for (period, months) in [(12, 2), (24, 3)] {
      let lines = exit.lines.map { $0.amounts[period] }
      let terabytes = exit.lines[0].quantities[period]
      let studies = exit.lines[1].quantities[period]
      // 100 MB a study: 10,000 are a terabyte.
      #expect(abs(terabytes * 10_000 - studies) < 1)
      let bytes = min(terabytes, 5) * 90 + max(terabytes - 5, 0) * 50
      #expect(lines[0] == Money(rounding: bytes))
      #expect(lines[1] == Money(rounding: studies * 2 / 100))
      #expect(lines[2] == Money(minorUnits: 30_000))
      #expect(
        exit.amounts[period].total
          == lines.reduce(.zero, +) + Money(minorUnits: Int64(months) * 100_000))
    }
  }

  @Test func `an item that others quote and one leaves out is not quoted`() throws {
    let storage =
      "ingest: [{ stage: in, at: core, rate: 100 MB/s }]\nstorage: { tiers: [{ id: all, leaves: at end of retention }] }"
    let plan = try Plan(
      "streams: [{ id: ct, site: main, modality: CT, studies-per-year: 1000 }]\n\(Plan.finance)",
      vendors: [
        """
        \(storage)
        not-needed: [servers]
        prices:
          - { id: service, item: Service, category: software, kind: opex, part: subscription, includes: [licence, training], meter: month, price: 1000 }
          - { id: other, item: Other, category: services, kind: opex, meter: once, price: 10 }
        """,
        """
        \(storage)
        prices:
          - { id: licence, item: Licence, category: software, kind: capex, part: licence, meter: once, price: 5000 }
          - { id: course, item: Course, category: services, kind: opex, part: training, meter: once, price: 70 }
          - { id: more, item: More courses, category: services, kind: opex, part: training, meter: once, price: 30 }
          - { id: boxes, item: Boxes, category: hardware, kind: capex, part: servers, meter: once, price: 0 }
        """,
      ])
    let usage = CostCase(Evaluator(plan.scenario).baseCase(seed: 3).billed)
    let ledgers = plan.scenario.vendors.indices.map { usage.ledger(of: $0, in: plan.scenario) }
    let compared = LikeForLike(plan.scenario.vendors, ledgers)
    let rows = Dictionary(uniqueKeysWithValues: compared.rows.map { ($0.item, $0.answers) })
    #expect(
      rows[.part(.licence)]
        == [.included(in: ["Service"]), .amount(Money(minorUnits: 500_000), lines: [0])])
    #expect(
      rows[.part(.subscription)] == [.amount(Money(minorUnits: 1_200_000), lines: [0]), .notQuoted])
    #expect(
      rows[.part(.training)]
        == [.included(in: ["Service"]), .amount(Money(minorUnits: 10_000), lines: [1, 2])])
    // A price of zero is a price.
    #expect(rows[.part(.servers)] == [.notNeeded, .amount(.zero, lines: [3])])
    #expect(
      rows[.other(.services)] == [.amount(Money(minorUnits: 1_000), lines: [1]), .nothing])
    #expect(compared.missing(of: 1) == [.subscription])
    // Every line is in one row: items add up to all that is paid.
    for vendor in ledgers.indices {
      let sum = compared.rows.reduce(Money.zero) { sum, row in
        if case .amount(let amount, _) = row.answers[vendor] { sum + amount } else { sum }
      }
      #expect(sum == ledgers[vendor].yearly.reduce(.zero, +))
    }
  }
}

/// One uncertain input at a time.
struct SensitivityTests {
  private func plan(_ growth: String, years: Int = 3) throws -> Plan {
    try Plan(
      "streams: [{ id: ct, site: main, modality: CT, studies-per-year: 20000, growth: \(growth), study-size: { constant: 100 MB }, profile: flat }]\nfinance: { discount-rate: 6 % }",
      vendors: [
        "ingest: [{ stage: in, at: core, rate: 100 MB/s }]\nstorage: { compression: none, tiers: [{ id: all, leaves: at end of retention }] }\nprices:\n  - { id: study, item: Study, category: software, kind: opex, meter: study, price: 2 }",
        "ingest: [{ stage: in, at: core, rate: 100 MB/s }]\nstorage: { compression: none, tiers: [{ id: all, leaves: at end of retention }] }\nprices:\n  - { id: fee, item: Fee, category: software, kind: opex, meter: month, price: 3600 }",
      ], years: years)
  }

  private func costs(_ plan: Plan) -> [Double] {
    let usage = CostCase(Evaluator(plan.scenario).baseCase(seed: 5).billed)
    return plan.scenario.vendors.indices.map { usage.netPresentCost(of: $0, in: plan.scenario) }
  }

  /// An input at a quantile is a plan in which it has this value and is certain.
  @Test func `an end is the run of a plan with that value`() async throws {
    let uncertain = try plan("{ low: 0 %, likely: 10 %, high: 40 % }")
    let evaluator = Evaluator(uncertain.scenario)
    let found = try #require(
      await evaluator.sensitivity(
        base: evaluator.baseCase(seed: 5), seed: 5, threads: 2))
    #expect(found.base.netPresentCosts == costs(uncertain))
    let effect = try #require(found.effects.first { $0.input.group == "CT growth" })
    // The ratio of compression is the catalogue's; nothing is compressed here.
    #expect(found.effects.map(\.input.group) == ["CT growth", "catalogue CT ratio"])
    #expect(found.effects[1].low == found.base)
    let pert = PertDistribution(low: 0, likely: 0.1, high: 0.4)
    for (share, end) in [(0.1, effect.low), (0.9, effect.high)] {
      var certain = uncertain.scenario
      certain.streams[0].growth = .known(pert.quantile(share))
      let usage = CostCase(Evaluator(certain).baseCase(seed: 5).billed)
      #expect(
        end.netPresentCosts
          == certain.vendors.indices.map { usage.netPresentCost(of: $0, in: certain) })
    }
    #expect(effect.low.netPresentCosts[1] == effect.high.netPresentCosts[1])
    #expect(effect.low.netPresentCosts[0] < effect.high.netPresentCosts[0])
    // The cheaper of the two is another at the ends.
    #expect(effect.low.cheapest == 0)
    #expect(effect.high.cheapest == 1)
  }

  @Test func `another rate or horizon is the run of another plan`() async throws {
    let evaluator = Evaluator(try plan("5 %").scenario)
    let found = try #require(
      await evaluator.sensitivity(base: evaluator.baseCase(seed: 5), seed: 5, threads: 1))
    #expect(zip(found.rates, [0.04, 0.08]).allSatisfy { abs($0.rate - $1) < 1e-15 })
    #expect(found.horizons.map(\.years) == [1, 5])
    for horizon in found.horizons {
      #expect(horizon.costs.netPresentCosts == costs(try plan("5 %", years: horizon.years)))
    }
    // A horizon that ends before an offer is live is none.
    let late = Evaluator(
      try plan("5 %").scenario.changing { $0.vendors[1].contract.goLive = 13 })
    let shorter = try #require(
      await late.sensitivity(base: late.baseCase(seed: 5), seed: 5, threads: 1))
    #expect(shorter.horizons.map(\.years) == [5])
    // 43,200 at the end of each of three years.
    for rate in found.rates {
      let factor = 1 + rate.rate
      let net = 43_200 / factor + 43_200 / (factor * factor) + 43_200 / (factor * factor * factor)
      #expect(abs(rate.costs.netPresentCosts[1] - net) < 1e-9 * net)
    }
  }
}

extension Scenario {
  /// With a change.
  fileprivate func changing(_ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = self
    change(&scenario)
    return scenario
  }
}

/// A replay for bills alone bills the same.
struct BilledReplayTests {
  @Test(arguments: ["academic-medical-center.yaml", "community-hospital-reading.yaml"])
  func `shipped plans cost the same without queues`(name: String) throws {
    var scenario = try ShippedScenarioTests().load(name)
    scenario.years = 1
    let replay = Replay(scenario)
    for draws in [ParameterDraws.means, .replication(3, seed: 9)] {
      let whole = CostCase(replay.run(draws, seed: 9, replication: 3).billed)
      let bills = CostCase(replay.bills(draws, seed: 9, replication: 3))
      #expect(whole.usage.studies == bills.usage.studies)
      for vendor in scenario.vendors.indices {
        #expect(
          whole.ledger(of: vendor, in: scenario).yearly
            == bills.ledger(of: vendor, in: scenario).yearly)
      }
    }
  }

  @Test func `what readers ask for is counted where a price counts it`() throws {
    let plan = try Plan(
      """
      streams: [{ id: ct, site: main, modality: CT, studies-per-year: 4000, study-size: { constant: 100 MB } }]
      reading:
        turnaround: { emergency: { median: 25 min, p95: 70 min }, inpatient: { median: 3 h, p95: 14 h }, outpatient: { median: 9 h, p95: 40 h } }
        priors: { per-study: 1 }
      finance: { discount-rate: 5 % }
      legacy: { stored: 2 TB, studies: 20000, oldest: 2020-01, yearly-growth: 0 %, migrate: { from: main, rate: 1 MB/s } }
      """,
      vendors: [
        """
        ingest: [{ stage: up, link: wan }, { stage: in, at: core, rate: 100 MB/s }]
        retrieve: [{ stage: fetch, at: core, rate: 100 MB/s }, { stage: down, link: wan, streams: 50 % }]
        storage: { tiers: [{ id: hot, leaves: 30 days after acquisition }, { id: cold, leaves: at end of retention }] }
        prices:
          - { id: out, item: Out, category: network, kind: opex, meter: egress, unit: GB, price: 0.09 }
          - { id: fetch, item: Fetch, category: storage, kind: opex, meter: retrieval, tier: cold, unit: GB, price: 0.01 }
          - { id: calls, item: Calls, category: storage, kind: opex, meter: requests, requests-per-read: 3, price: 0.5 }
          - { id: move, item: Move, category: services, kind: capex, meter: migrated-bytes, unit: TB, price: 90 }
        """
      ])
    let replay = Replay(plan.scenario)
    let whole = CostCase(replay.run(.means, seed: 1, replication: 0).billed)
    let bills = CostCase(replay.bills(.means, seed: 1, replication: 0))
    let ledgers = [whole, bills].map { $0.ledger(of: 0, in: plan.scenario) }
    for (line, other) in zip(ledgers[0].lines, ledgers[1].lines) {
      #expect(line.amounts == other.amounts)
      #expect(line.amounts.reduce(.zero, +) > .zero, "\(line.line.id)")
    }
  }
}
