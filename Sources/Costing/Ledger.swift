public import Foundation
public import PlanModel
public import Quantities

/// Every amount of one vendor in one case, line by line and period by period.
///
/// Period 0 holds what is paid up to go-live, period m the m-th planning month. Each line of each
/// period is rounded once to whole minor units, half away from zero; every total is a sum of
/// rounded lines.
public struct Ledger: Sendable {
  /// In the order of the profile.
  public var lines: [LineLedger]
  /// The planning months.
  public var months: Int
}

/// The amounts of one price line, with the steps that lead to them.
///
///     amount = round(Σ slice × price × factor × (1 − discount) ÷ divisor)
public struct LineLedger: Sendable {
  /// The line.
  public var line: PriceLine
  /// Units billed, by period.
  public var quantities: [Decimal]
  /// Units since the start of the planning year (period `year`) or of the month, by period: the
  /// count that moves through the bands.
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

/// One vendor's payments by planning year; year 0 is up to go-live.
public struct CashFlow: Sendable {
  /// By category, then year 0 to the last.
  public var byCategory: [CostCategory: [Money]]
  /// Capital payments by year.
  public var capex: [Money]
  /// Running payments by year.
  public var opex: [Money]
  /// Both by year.
  public var total: [Money]
  /// What a payment of each year is multiplied with.
  public var discountFactors: [Double]
  /// Σ total × factor, in major units: net present cost, lower is better.
  public var netPresentCost: Double
  /// Σ total, undiscounted.
  public var nominal: Money
  /// The net present cost over the discounted studies, in major units.
  public var costPerStudy: Double
}
