public import Foundation
public import PlanModel
public import Quantities

/// Every amount of one vendor in one case, line by line and period by period.
///
/// Period 0 holds what of the one-off prices falls due up to go-live, period m what is paid in the m-th
/// planning month. Each line of each
/// period is rounded once to whole minor units, half away from zero; every total is a sum of
/// rounded lines.
public struct Ledger: Sendable {
  /// In the order of the profile.
  public var lines: [LineLedger]
  /// The planning months.
  public var months: Int

  /// The planning year of a period: 0 up to go-live, 1 for months 1 to 12.
  public static func year(of period: Int) -> Int { (period + 11) / 12 }

  /// The sum of all lines by planning year, year 0 first.
  public var yearly: [Money] { yearly { _ in true } }

  /// Amounts by period summed by planning year, year 0 first.
  public static func yearly(_ amounts: [Money]) -> [Money] {
    var sums = [Money](repeating: .zero, count: year(of: amounts.count - 1) + 1)
    for period in amounts.indices { sums[year(of: period)] += amounts[period] }
    return sums
  }

  /// The sum of some lines by planning year, year 0 first.
  public func yearly(where isCounted: (PriceLine) -> Bool) -> [Money] {
    lines.filter { isCounted($0.line) }.map { Ledger.yearly($0.amounts) }
      .reduce([Money](repeating: .zero, count: Ledger.year(of: months) + 1)) { sums, line in
        zip(sums, line).map(+)
      }
  }
}

/// The amounts of one price line, with the steps that lead to them.
///
///     amount = round(Σ slice × price × factor × (1 − discount) ÷ divisor)
public struct LineLedger: Sendable {
  /// The line.
  public var line: PriceLine
  /// Units billed, by period.
  public var quantities: [Decimal]
  /// Of a line paid in instalments, the units of earlier ones that the count below does not hold
  /// already, by period; else 0.
  public var carried: [Decimal]
  /// Units since the start of the planning year (period `year`) or of the month, and what is carried,
  /// by period: the count that moves through the bands.
  public var cumulative: [Decimal]
  /// Units in each band: `slices[band][period]`.
  public var slices: [[Decimal]]
  /// The prices in force before escalation, one a band, with the scenario's where the line has
  /// none.
  public var prices: [UnitPrice]
  /// The escalator's factor, by period.
  public var factors: [Decimal]
  /// 12 where a yearly price pays for twelve months of a standing quantity, else 1.
  public var divisor: Int
  /// By period.
  public var amounts: [Money]
}
