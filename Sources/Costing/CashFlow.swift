public import PlanModel
public import Quantities

/// One vendor's payments by planning year; year 0 is up to go-live.
public struct CashFlow: Sendable {
  /// By category, then year 0 to the last. Every category is there.
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
  /// The net present cost over the discounted studies, in major units; 0 without studies.
  public var costPerStudy: Double

  /// Adds up a ledger.
  ///
  /// - Parameters:
  ///   - ledger: Of one vendor in one case.
  ///   - yearlyStudies: Studies of planning years 1 to the last.
  ///   - finance: How years are discounted.
  ///   - currency: For its minor unit.
  public init(
    _ ledger: Ledger, yearlyStudies: [Double], finance: Finance, currency: Currency
  ) {
    byCategory = Dictionary(
      uniqueKeysWithValues: CostCategory.allCases.map { category in
        (category, ledger.yearly { $0.category == category })
      })
    capex = ledger.yearly { $0.kind == .capex }
    opex = ledger.yearly { $0.kind == .opex }
    total = ledger.yearly
    nominal = total.reduce(.zero, +)
    let present = PresentCost(
      yearly: total, yearlyStudies: yearlyStudies, finance: finance, currency: currency)
    discountFactors = present.factors
    netPresentCost = present.net
    costPerStudy = present.perStudy
  }
}

/// Payments of several years made comparable.
///
///     net = Σ_y payment_y × factor_y
///     factor_y = ((1 + rate)·(1 + inflation))^−t   for a real rate, (1 + rate)^−t for a nominal one
///     t = y − 1, y − ½ or y for payments at the start, middle or end of the year; 0 in year 0
///
/// A spreadsheet's `NPV()` discounts its first flow by one period: with payments at the end of the
/// year `=flow0+NPV(rate,flow1:flowN)` agrees.
///
/// Example: 100 at go-live and 100 at the end of years 1 and 2 at 6 % are
/// 100 + 94.339623 + 88.999644 = 283.339267.
public struct PresentCost: Sendable {
  /// By year, year 0 first.
  public var factors: [Double]
  /// In major units.
  public var net: Double
  /// Net over discounted studies; 0 without studies.
  public var perStudy: Double

  /// Discounts.
  ///
  /// - Parameters:
  ///   - yearly: Payments, year 0 first.
  ///   - yearlyStudies: Studies of planning years 1 to the last.
  ///   - finance: Rate, basis, inflation, timing.
  ///   - currency: For its minor unit.
  public init(yearly: [Money], yearlyStudies: [Double], finance: Finance, currency: Currency) {
    let growth =
      (1 + finance.discountRate.value)
      * (finance.basis == .real ? 1 + finance.inflation.value : 1)
    factors = yearly.indices.map { year in
      guard year > 0 else { return 1 }
      let time =
        switch finance.timing {
        case .start: Double(year - 1)
        case .mid: Double(year) - 0.5
        case .end: Double(year)
        }
      return Elementary.pow(growth, -time)
    }
    net = zip(yearly, factors).reduce(0) { $0 + $1.0.major(digits: currency.digits) * $1.1 }
    let studies = zip(yearlyStudies, factors.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    perStudy = studies > 0 ? net / studies : 0
  }
}
