import Costing
import Foundation
import PlanModel
import Quantities
import Testing

/// Against a thousand cases of numpy-financial (`Expected/make-finance-cases.py`), and by hand.
struct FinanceTests {
  private struct Case: Decodable {
    var flows: [Int64]
    var rate: Double
    var when: String
    var net: Double
    var annual: Double
    var irr: Double?
    var saving: [Int64]
    var life: Int
    var wear: Double
  }

  private static func cases() throws -> [Case] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Expected/finance.json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
  }

  private func finance(_ one: Case) -> Finance {
    Finance(
      discountRate: Fraction(one.rate), basis: .nominal, inflation: .zero,
      timing: one.when == "end" ? .end : .start, administratorSalary: UnitPrice(0), onCost: 0)
  }

  /// Sums of a dozen products of numbers up to 2·10⁷ lose less than 10⁻⁷.
  @Test func `net present cost and equivalent annual cost are numpy-financial's`() throws {
    let cases = try Self.cases()
    #expect(cases.count == 1_000)
    for one in cases {
      let present = PresentCost(
        yearly: one.flows.map { Money(minorUnits: $0) }, yearlyStudies: [], finance: finance(one),
        currency: dollars)
      #expect(abs(present.net - one.net) <= 1e-7 + 1e-12 * abs(one.net))
      #expect(abs(present.annual - one.annual) <= 1e-7 + 1e-12 * abs(one.annual))
    }
  }

  /// A rate is found to 2⁻⁵⁰ of a step; numpy-financial's roots of a polynomial are good to about 10⁻⁹.
  @Test func `the rate at which the order turns is numpy-financial's internal rate of return`()
    throws
  {
    var count = 0
    for one in try Self.cases() {
      guard let irr = one.irr else { continue }
      count += 1
      var finance = finance(one)
      finance.timing = .end
      let rates = TurningRates.between(
        one.saving.map { _ in .zero }, one.saving.map { Money(minorUnits: $0) }, finance: finance,
        currency: dollars)
      #expect(rates.count == 1 && abs(rates[0] - irr) < 1e-8)
    }
    #expect(count > 100)
  }

  /// −100, 230, −132 turn at 10 % and 20 %: 230/1.1 − 132/1.21 = 100, 230/1.2 − 132/1.44 = 100.
  @Test func `the order can turn twice`() {
    let rates = TurningRates.between(
      [.zero, .zero, .zero], [-100_00, 230_00, -132_00].map { Money(minorUnits: $0) },
      finance: someFinance, currency: dollars)
    #expect(rates.count == 2)
    #expect(zip(rates, [0.1, 0.2]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  /// Straight-line: the cost over its life; of what has worn off by a year's end half a cent is rounded, and
  /// in the end it is the cost.
  @Test func `purchases wear off in equal parts`() throws {
    for one in try Self.cases() {
      let paid =
        [Money(minorUnits: abs(one.flows[0]))]
        + [Money](repeating: .zero, count: one.life * 12)
      let wear = Depreciation.yearly(
        Depreciation.monthly(paid, life: one.life * 12, digits: 2), digits: 2)
      for year in 1...one.life { #expect(abs(wear[year].major() - one.wear) <= 0.01 + 1e-9) }
      #expect(wear.reduce(.zero, +) == paid[0])
    }
  }

  /// 60,000.00 at go-live over five years: 1,000.00 a month, 12,000.00 a year; the 24 months of the plan leave
  /// 36,000.00. Software has no life: its 5,000.00 are an expense of year 0.
  @Test func `the accounts show what purchases wear off`() {
    let lines = [
      line(OnceMeter.self, price: "60000", kind: .capex, category: .hardware),
      line(OnceMeter.self, price: "5000", kind: .capex, category: .software),
      line(MonthMeter.self, price: "100", kind: .opex, category: .hardware),
    ]
    let ledger = Biller(prices: lines, finance: someFinance, currency: dollars, months: 24)
      .ledger(for: usage())
    let accounts = Depreciation(ledger, lives: [.hardware: 60], currency: dollars)
    #expect(
      accounts.expense.map(\.minorUnits)
        == [5_000_00, 12_000_00 + 1_200_00, 12_000_00 + 1_200_00])
    #expect(accounts.bookValue.minorUnits == 36_000_00)
  }

  /// 283.339267 (see ``PresentCost``) over 1/1.06 + 1/1.06² = 1.833393 is 154.5437.
  @Test func `the equivalent annual cost spreads the net present cost`() {
    let present = PresentCost(
      yearly: [100_00, 100_00, 100_00].map { Money(minorUnits: $0) }, yearlyStudies: [],
      finance: someFinance, currency: dollars)
    #expect(abs(present.annual - 154.5437) < 1e-4)
  }
}
