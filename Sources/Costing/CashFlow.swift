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
  /// What the same amount each year would have to be to come to the net present cost, in major units.
  public var equivalentAnnualCost: Double
  /// The net present cost over the discounted terabyte-years at rest, one copy, in major units; 0 where
  /// nothing is stored.
  public var costPerStoredTerabyte: Double
  /// Terabytes at rest in the mean of each planning year, one copy.
  public var storedTerabytes: [Double]
  /// The yearly accounts; nil where no life of anything is given.
  public var depreciation: Depreciation?
  private let digits: Int

  /// What the books still hold at the end, worth as much as a payment of the last year: what the net present cost
  /// would be less by if it could be had; nil where no life of anything is given.
  public var terminalValue: Double? {
    depreciation.map { accounts in
      accounts.bookValue.major(digits: digits) * (discountFactors.last ?? 1)
    }
  }

  /// The year with the greatest payments, and these; year 0 is up to go-live.
  public var peak: (year: Int, amount: Money) {
    let year = total.indices.max { total[$0] < total[$1] } ?? 0
    return (year, total.isEmpty ? .zero : total[year])
  }

  /// Adds up a ledger.
  ///
  /// - Parameters:
  ///   - ledger: Of one vendor in one case.
  ///   - yearlyStudies: Studies of planning years 1 to the last.
  ///   - stored: Bytes at rest at the end of each planning month, one copy.
  ///   - finance: How years are discounted.
  ///   - currency: For its minor unit.
  public init(
    _ ledger: Ledger, yearlyStudies: [Double], stored: [Double] = [], finance: Finance,
    currency: Currency
  ) {
    byCategory = Dictionary(
      uniqueKeysWithValues: CostCategory.allCases.map { category in
        (category, ledger.yearly { $0.category == category })
      })
    digits = currency.digits
    capex = ledger.yearly { $0.kind == .capex }
    opex = ledger.yearly { $0.kind == .opex }
    total = ledger.yearly
    nominal = total.reduce(.zero, +)
    let present = PresentCost(
      yearly: total, yearlyStudies: yearlyStudies, finance: finance, currency: currency)
    discountFactors = present.factors
    netPresentCost = present.net
    costPerStudy = present.perStudy
    equivalentAnnualCost = present.annual
    storedTerabytes = yearlyStudies.indices.map { year in
      let months = stored.dropFirst(year * 12).prefix(12)
      return months.isEmpty
        ? 0 : months.reduce(0, +) / Double(months.count) / Double(DataUnit.TB.bytes)
    }
    let terabytes = zip(storedTerabytes, present.factors.dropFirst()).reduce(0) {
      $0 + $1.0 * $1.1
    }
    costPerStoredTerabyte = terabytes > 0 ? present.net / terabytes : 0
    depreciation =
      finance.lives.isEmpty
      ? nil : Depreciation(ledger, lives: finance.lives, currency: currency)
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
  /// The equal payment of each of the planning years, at the same time of the year, that comes to the net.
  public var annual: Double

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
    let annuity = factors.dropFirst().reduce(0, +)
    annual = annuity > 0 ? net / annuity : 0
  }
}
