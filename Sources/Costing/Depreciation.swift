public import Foundation
public import PlanModel
public import Quantities

/// What purchases wear off, in equal parts over the months of their category's life: the view of the yearly
/// accounts beside that of payments.
///
/// A payment wears off from the month after it on; what is paid up to go-live from the first month of the plan.
/// What has worn off by the end of a year is rounded, so that in the end it is what was paid, to the cent. Purchases
/// of a category without a life are an expense of the month in which they are paid.
///
/// Example: 60,000.00 paid up to go-live with a life of five years wear off by 1,000.00 a month; of 12,000.00
/// paid in month 49 the last twelve months of five years wear off 200.00 each, and 9,800.00 are left.
public struct Depreciation: Sendable {
  /// By category that has a life, then year 0 to the last.
  public var byCategory: [CostCategory: [Money]]
  /// Running payments, what wears off, and purchases of categories without a life, by year.
  public var expense: [Money]
  /// What the books still hold at the end of the plan.
  public var bookValue: Money

  /// Makes the view.
  ///
  /// - Parameters:
  ///   - ledger: Of one vendor in one case.
  ///   - lives: Months, by category.
  ///   - currency: For its minor unit.
  public init(_ ledger: Ledger, lives: [CostCategory: Int], currency: Currency) {
    var expense = ledger.yearly { $0.kind == .opex || lives[$0.category] == nil }
    byCategory = [:]
    bookValue = .zero
    for category in CostCategory.allCases {
      guard let life = lives[category] else { continue }
      let paid = ledger.monthly { $0.kind == .capex && $0.category == category }
      let wear = Self.yearly(
        Self.monthly(paid, life: life, digits: currency.digits), digits: currency.digits)
      byCategory[category] = wear
      for year in expense.indices { expense[year] += wear[year] }
      bookValue += paid.reduce(.zero, +) - wear.reduce(.zero, +)
    }
    self.expense = expense
  }

  /// What payments wear off by period, in major units.
  ///
  /// - Parameters:
  ///   - paid: By period.
  ///   - life: Months.
  ///   - digits: Of the currency.
  /// - Returns: By period, not rounded.
  public static func monthly(_ paid: [Money], life: Int, digits: Int) -> [Decimal] {
    paid.indices.map { month in
      guard month > 0 else { return 0 }
      return paid[max(0, month - life)..<month].reduce(Money.zero, +).exact(digits: digits)
        / Decimal(life)
    }
  }

  /// What wears off in each year: what has by its end, rounded, less what had by its beginning.
  ///
  /// - Parameters:
  ///   - months: From ``monthly(_:life:digits:)``.
  ///   - digits: Of the currency.
  /// - Returns: Year 0 first.
  public static func yearly(_ months: [Decimal], digits: Int) -> [Money] {
    var soFar = Decimal.zero
    var before = Money.zero
    var years: [Money] = []
    for (period, amount) in months.enumerated() {
      soFar += amount
      guard period % 12 == 0 else { continue }
      let worn = Money(rounding: soFar.rounded(to: Term.guardDigits), digits: digits)
      years.append(worn - before)
      before = worn
    }
    return years
  }
}

extension Money {
  /// The amount in major units, exactly.
  func exact(digits: Int) -> Decimal {
    Decimal(
      sign: minorUnits < 0 ? .minus : .plus, exponent: -digits,
      significand: Decimal(abs(minorUnits)))
  }
}

extension Ledger {
  /// The sum of some lines by period.
  public func monthly(where isCounted: (PriceLine) -> Bool) -> [Money] {
    lines.filter { isCounted($0.line) }.reduce(
      into: [Money](repeating: .zero, count: months + 1)
    ) { sums, line in
      for period in line.amounts.indices { sums[period] += line.amounts[period] }
    }
  }
}
