import Costing
import Evaluation
import Foundation
import PlanModel
import Quantities
import Reporting
import Testing

struct AnswerTests {
  private func answer(_ comparison: Comparison) -> String {
    AnswerSection().points(for: comparison).map(\.plain).joined(separator: "\n")
  }

  @Test func `what does not vary is said, and what an archetype is`() {
    let text = answer(Fixture.comparison)
    #expect(
      text.contains(
        "with prices, salaries and staffing as given: they do not vary between futures."))
    #expect(text.contains("They are not companies"))
    #expect(!text.contains("Without discounting"))
    #expect(!text.contains("of the cost:"))
  }

  @Test func `which one, how sure and what would change it come first`() {
    let points = AnswerSection().points(for: Fixture.comparison).map(\.plain)
    #expect(points[0].hasPrefix("Which one: Northlake PACS on premises (archetype) costs least"))
    #expect(points[1].contains("is the cheapest in 93.5 % of the futures"))
    #expect(points[2].hasPrefix("What would change it: Undiscounted, Northlake"))
  }

  /// Software and storage of the base case, all years: the fixture's ledger says them.
  @Test func `the two cheapest are held against each other where they differ most`() throws {
    let vendors = Fixture.comparison.byLeast
    func sum(_ place: Int, _ category: CostCategory) -> Double {
      (vendors[place].cashFlow.byCategory[category] ?? []).reduce(.zero, +).major()
    }
    let less = sum(1, .software) - sum(0, .software)
    #expect(less > 0)
    let text = NumberText.rough(money: less, currency: Fixture.scenario.currency)
    #expect(answer(Fixture.comparison).contains("pays \(text) less for software and "))
  }

  /// 3,500,000 is 85,000 or 2 % less than the other; undiscounted it is 4,644,074 against 5,865,251.
  @Test func `a small difference and another order undiscounted are said`() {
    var comparison = Fixture.comparison
    comparison.vendors[1].cashFlow.netPresentCost = 3_530_000
    let text = answer(comparison)
    #expect(text.contains("The difference is 2 % of the cost"))
    #expect(
      text.contains(
        "Without discounting, the first place changes: places 1 and 2 become Northlake PACS on premises "
          + "(archetype) with 4,644,074 USD, Cirrus Imaging Cloud (archetype) with 5,865,251 USD."))
  }

  /// By present cost A to F; what each pays undiscounted is given.
  @Test(arguments: [
    ([1, 3, 4, 2, 5, 6], "stays; places 2 to 4 become D with 2 USD, B with 3 USD, C with 4 USD."),
    (
      [1, 3, 2, 4, 6, 5],
      "stays; places 2 and 3 become C with 2 USD, B with 3 USD; places 5 and 6 become F with 5 USD, E with 6 USD."
    ),
    (
      [3, 2, 1, 4, 5, 6], "changes: places 1 to 3 become C with 1 USD, B with 2 USD, A with 3 USD."
    ),
  ])
  func `the places that change without discounting are named`(amounts: [Int64], words: String) {
    var comparison = Fixture.comparison
    let vendor = comparison.vendors[0]
    comparison.vendors = zip(amounts, "ABCDEF").enumerated().map { place, pair in
      var result = vendor
      result.profile.id = String(pair.1)
      result.profile.name = String(pair.1)
      result.cashFlow.netPresentCost = Double(place + 1)
      result.cashFlow.nominal = Money(minorUnits: pair.0 * 100)
      return result
    }
    #expect(answer(comparison).contains("Without discounting, the first place " + words))
  }

  /// 3,813,948.4 and 3,821,817.6 differ by 7,869.2, but read 3,813,948 and 3,821,818.
  @Test func `who subtracts the table's amounts gets the difference that is said`() {
    var comparison = Fixture.comparison
    comparison.vendors[0].cashFlow.netPresentCost = 3_813_948.4
    comparison.vendors[1].cashFlow.netPresentCost = 3_821_817.6
    #expect(answer(comparison).contains("7,870 USD below Cirrus"))
  }

  @Test func `a difference of either sign is said as less and more`() {
    var comparison = Fixture.comparison
    // 10,000 with p10 at 10,000 × (1 − 3) and p90 at 10,000 × (1 + 1.2 × 3).
    comparison.vendors[1].differenceToLeast = Fixture.band(10_000, 3)
    #expect(
      answer(comparison).contains(
        "Cirrus Imaging Cloud (archetype) costs from 20,000 USD less to 46,000 USD more."))
  }

  @Test(arguments: [
    (
      10_400.0, 6_700.0,
      "costs 10,400 USD more, ±6,700 USD with 95 % confidence: the interval does not"
    ),
    (
      10_400, 12_000,
      "costs 10,400 USD more, ±12,000 USD with 95 % confidence: the interval holds 0"
    ),
    (
      -10_400, 6_700,
      "10,400 USD less, ±6,700 USD with 95 % confidence: on average their order is the"
    ),
  ])
  func `whether the first two are settled on average is said`(
    mean: Double, halfWidth: Double, words: String
  ) {
    var comparison = Fixture.comparison
    comparison.pairs[0].difference.mean = mean
    comparison.pairs[0].difference.ci95 = halfWidth
    #expect(answer(comparison).contains(words))
    #expect(MarkdownRenderer().render(comparison).contains(words))
  }

  @Test func `one future has no interval, which is not hidden`() {
    var comparison = Fixture.comparison
    comparison.identity.replications = 1
    comparison.pairs[0].difference.ci95 = nil
    #expect(!answer(comparison).contains("On average"))
    #expect(
      MarkdownRenderer().render(comparison).contains("One future was played through: it does not"))
  }

  @Test func `a plan without uncertain inputs differs by chance alone`() {
    var comparison = Fixture.comparison
    #expect(MarkdownRenderer().render(comparison).contains("| 0.42 % (0.14 %) |"))
    comparison.isUncertain = false
    let text = MarkdownRenderer().render(comparison)
    #expect(text.contains("No input of this plan is uncertain"))
    #expect(!text.contains("played a second time"))
    comparison.isUncertain = true
    comparison.secondPlays = 0
    #expect(!MarkdownRenderer().render(comparison).contains("Inputs or chance"))
  }

  /// All at go-live, but nothing is paid then: the incumbent. A payment in a later month is due.
  @Test func `a contract without payments has none`() {
    var comparison = Fixture.comparison
    comparison.vendors[0].cashFlow.total[0] = .zero
    func row(_ comparison: Comparison) -> String? {
      MarkdownRenderer().render(comparison).split(separator: "\n").first {
        $0.contains("with the plan |")
      }.map(String.init)
    }
    #expect(row(comparison)?.hasSuffix("| 2027-01, with the plan | — | — |") == true)
    comparison.vendors[0].profile.contract.payments = [
      ContractPayment(
        period: 15, share: 1, milestone: .month, month: CalendarMonth(year: 2028, month: 3))
    ]
    #expect(row(comparison)?.hasSuffix("| 100 % in 2028-03 | — |") == true)
  }

  @Test func `a tier that cannot grow is not to be ordered`() {
    var comparison = Fixture.comparison
    comparison.vendors[0].tiers[0].tier.capacity?.increment = nil
    let text = MarkdownRenderer().render(comparison)
    #expect(
      text.contains(
        "tier online cannot be extended: full in 2031-01 (one chance in ten by 2030-02);"))
    #expect(!text.contains("ordered by") && !text.contains("with the extensions offered it"))
    #expect(text.contains("| cannot be extended | — |"))
  }

  @Test func `a line that is tight with several vendors is said once`() {
    var comparison = Fixture.comparison
    for vendor in 0...1 {
      comparison.vendors[vendor].stages[1].years[9].busyHour = Fixture.band(
        0.8 + Double(vendor) / 20, 0.01)
    }
    let points = AnswerSection().points(for: comparison).map(\.plain)
      .filter { $0.contains("is tight") }
    #expect(points.count == 1)
    #expect(points[0].contains("Northlake") && points[0].contains("Cirrus"))
    #expect(
      points[0].hasSuffix(
        "busy for a median of 85.0 % (84.2–86.0) with Cirrus Imaging Cloud (archetype). "
          + "It is no longer enough from 2036."))
  }

  /// The first price line is made to be the old system's.
  @Test func `until when both systems run is said, and whether they are paid for`() throws {
    var comparison = Fixture.comparison
    let move =
      "The old archive moves in: with Northlake PACS on premises (archetype) it is in by 2027-04-11 in "
      + "half of the futures, 3.3 (2.6–4.1) months after go-live. Until then both systems run"
    #expect(answer(comparison).contains(move + "; what the old one costs is not stated."))
    comparison.vendors[0].ledger.lines[0].line.origin = .maintenance
    #expect(answer(comparison).contains(move + " and are paid for."))
    comparison.vendors[0].migration?.end.p50 = nil
    #expect(
      answer(comparison).contains("it is in after the plan in more than half of the futures."))
    comparison.vendors[0].migration = nil
    #expect(!answer(comparison).contains("The old archive"))
  }

  @Test func `how long the old system is needed is said with its cost`() throws {
    var comparison = Fixture.comparison
    comparison.vendors[0].usage.oldSystemUntil = 9
    #expect(
      answer(comparison).contains(
        "(the old system is needed up to 2027-09; what it costs is not stated)"))
    comparison.vendors[0].ledger.lines[0].line.origin = .maintenance
    let cost = try #require(comparison.vendors[0].oldSystemCost).major()
    let words = NumberText.rough(money: cost, currency: Fixture.scenario.currency)
    #expect(answer(comparison).contains("(\(words) for the old system, needed up to 2027-09)"))
  }

  @Test func `how long readers wait is said of the quickest and the slowest`() {
    var comparison = Fixture.comparison
    #expect(
      answer(comparison).contains(
        "19 requests of 20 for an emergency study are on display within a median of 9.2 s (7.9–10.9) with "
          + "Northlake PACS on premises (archetype) at best, and 26.0 s (22.1–30.7) with Cirrus Imaging "
          + "Cloud (archetype)."))
    for place in comparison.vendors.indices { comparison.vendors[place].timeToDisplay = [] }
    #expect(!answer(comparison).contains("Readers:"))
  }

  @Test(arguments: [(0.6, "copes"), (0.8, "is tight"), (0.96, "does not cope in its busiest hour")])
  func `a busy hour has its verdict`(share: Double, words: String) {
    var comparison = Fixture.comparison
    for place in comparison.vendors[0].stages.indices {
      comparison.vendors[0].stages[place].years[9].busyHour = Fixture.band(share, 0.01)
    }
    #expect(answer(comparison).contains("the busiest line \(words)."))
  }
}

extension Comparison {
  /// From the least to the greatest net present cost.
  fileprivate var byLeast: [VendorResult] {
    vendors.sorted { $0.cashFlow.netPresentCost < $1.cashFlow.netPresentCost }
  }
}
