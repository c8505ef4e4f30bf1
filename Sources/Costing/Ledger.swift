public import Foundation
public import PlanModel
public import Quantities

/// Every amount of one vendor in one case, line by line and period by period.
///
/// Period 0 holds what of the one-off prices falls due up to go-live, period m what is paid in the m-th
/// planning month. Each line of each period is rounded once to whole minor units, half away from zero;
/// every total is a sum of rounded lines.
public struct Ledger: Sendable {
  /// In the order of the profile.
  public var lines: [LineLedger]
  /// The planning months.
  public var months: Int
  /// When the contract's years begin and its payments fall due.
  let schedule: BillTimes

  /// What all lines have, by period.
  public func times(_ time: BillTime) -> [Decimal] {
    (0...months).map { schedule.value(time, $0) }
  }

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
public struct LineLedger: Sendable {
  /// The line.
  public var line: PriceLine
  /// The steps, in the order in which they are worked out; the amount is the last.
  public var rows: [BillRow]
  /// What they are worked out with.
  public var inputs: BillInputs
  /// By period.
  public var amounts: [Money]

  /// Units that the meter counts, by period.
  public var quantities: [Decimal] { rows.first?.values ?? [] }

  /// The rows that others ask for.
  let figures: [LineFigure: Int]

  /// The row that others ask for.
  public func row(of figure: LineFigure) -> Int { figures[figure] ?? rows.count - 1 }
}
