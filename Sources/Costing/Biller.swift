public import Foundation
public import PlanModel
public import Quantities

/// Turns what a system did into what it costs.
public struct Biller: Sendable {
  private let prices: [PriceLine]
  private let finance: Finance
  private let digits: Int
  private let months: Int

  /// Makes a biller for one vendor's price lines.
  ///
  /// - Parameters:
  ///   - prices: The vendor's lines.
  ///   - finance: The scenario's salaries.
  ///   - currency: The plan's currency, for its minor unit.
  ///   - months: The planning months.
  public init(prices: [PriceLine], finance: Finance, currency: Currency, months: Int) {
    self.prices = prices
    self.finance = finance
    digits = currency.digits
    self.months = months
  }

  /// Bills every line in every period.
  public func ledger(for usage: PlanUsage) -> Ledger {
    Ledger(lines: prices.map { bill($0, usage) }, months: months)
  }

  /// Bills every line and keeps only each period's sum: what a replication's record needs.
  ///
  /// - Returns: Amounts by period, period 0 first.
  public func totals(for usage: PlanUsage) -> [Money] {
    prices.reduce(into: [Money](repeating: .zero, count: months + 1)) { sums, line in
      let amounts = bill(line, usage).amounts
      for period in amounts.indices { sums[period] += amounts[period] }
    }
  }

  private func bill(_ line: PriceLine, _ usage: PlanUsage) -> LineLedger {
    let first = line.firstMonth ?? line.meter.firstPeriod
    let last = line.lastMonth ?? months
    let bands =
      line.bands.isEmpty
      ? [PriceBand(upTo: nil, price: line.meter.standardPrice(finance) ?? UnitPrice(0))]
      : line.bands
    // A salary from the scenario is a year's.
    let divisor =
      line.meter.isStanding && (line.period == .year || line.bands.isEmpty) ? 12 : 1
    let accumulates = line.period == .year && bands.count > 1 && !line.meter.isStanding
    var result = LineLedger(
      line: line, quantities: [], cumulative: [],
      slices: Array(repeating: [], count: bands.count), prices: bands.map(\.price), factors: [],
      divisor: divisor, amounts: [])
    var sinceYearStart = Decimal.zero
    for period in 0...months {
      let year = Ledger.year(of: period)
      let inWindow = period >= first && period <= last
      let units = inWindow ? line.meter.quantity(usage, period: period, first: first) : 0
      if !accumulates || period == 0 || (period - 1) % 12 == 0 { sinceYearStart = 0 }
      let before = sinceYearStart
      sinceYearStart += units
      let factor = line.escalator?.factor(inYear: year) ?? 1
      var gross = Decimal.zero
      var lower = Decimal.zero
      for (band, place) in zip(bands, bands.indices) {
        let slice =
          Self.part(of: sinceYearStart, from: lower, to: band.upTo)
          - Self.part(of: before, from: lower, to: band.upTo)
        result.slices[place].append(slice)
        gross += slice * band.price.amount
        lower = band.upTo ?? lower
      }
      result.quantities.append(units)
      result.cumulative.append(sinceYearStart)
      result.factors.append(factor)
      result.amounts.append(
        units == 0
          ? .zero
          : Money(
            rounding: gross * factor * (1 - line.discount) / Decimal(divisor), digits: digits))
    }
    return result
  }

  /// The part of a count that lies between two edges.
  private static func part(of count: Decimal, from lower: Decimal, to upper: Decimal?) -> Decimal {
    max(0, min(count, upper ?? count) - lower)
  }
}

extension Escalator {
  /// What a price of year 1 is multiplied with in a planning year; year 0 counts as year 1.
  ///
  /// Example: 3 % from year 2 gives 1 in years 0 and 1, 1.03 in year 2, 1.0609 in year 3.
  public func factor(inYear year: Int) -> Decimal {
    let rises = max(0, year - fromYear + 1)
    let step = 1 + min(rate, cap ?? rate)
    return (0..<rises).reduce(Decimal(1)) { product, _ in product * step }
  }
}

extension Decimal {
  /// Rounded half away from zero.
  public func rounded(to places: Int) -> Decimal {
    var exact = self
    var result = Decimal()
    NSDecimalRound(&result, &exact, places, .plain)
    return result
  }
}
