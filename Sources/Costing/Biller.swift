public import Foundation
public import PlanModel
public import Quantities

/// Turns what a system did into what it costs.
public struct Biller: Sendable {
  private let prices: [PriceLine]
  private let finance: Finance
  private let digits: Int
  private let months: Int
  private let contract: Contract

  /// Makes a biller for one vendor's price lines.
  ///
  /// - Parameters:
  ///   - prices: The vendor's lines, and those of the old system that its option pays besides.
  ///   - finance: The scenario's salaries.
  ///   - currency: The plan's currency, for its minor unit.
  ///   - months: The planning months.
  ///   - contract: The vendor's go-live and payments.
  public init(
    prices: [PriceLine], finance: Finance, currency: Currency, months: Int,
    contract: Contract = .standard
  ) {
    self.prices = prices
    self.finance = finance
    self.contract = contract
    digits = currency.digits
    self.months = months
  }

  /// Bills every line in every period.
  ///
  /// - Parameters:
  ///   - usage: What the vendor's system did.
  ///   - old: What the old system did, where its lines are among the prices.
  /// - Returns: Every amount with the steps that lead to it.
  public func ledger(for usage: PlanUsage, old: PlanUsage? = nil) -> Ledger {
    Ledger(lines: prices.map { bill($0, $0.origin == .own ? usage : old ?? usage) }, months: months)
  }

  /// Bills every line and keeps only each period's sum: what a replication's record needs.
  ///
  /// - Parameters:
  ///   - usage: What the vendor's system did.
  ///   - old: What the old system did, where its lines are among the prices.
  /// - Returns: Amounts by period, period 0 first.
  public func totals(for usage: PlanUsage, old: PlanUsage? = nil) -> [Money] {
    prices.reduce(into: [Money](repeating: .zero, count: months + 1)) { sums, line in
      let amounts = bill(line, line.origin == .own ? usage : old ?? usage).amounts
      for period in amounts.indices { sums[period] += amounts[period] }
    }
  }

  private func bill(_ line: PriceLine, _ usage: PlanUsage) -> LineLedger {
    let first = line.firstMonth ?? line.meter.firstPeriod(contract)
    let last = line.lastMonth ?? months
    let bands =
      line.bands.isEmpty
      ? [PriceBand(upTo: nil, price: line.meter.standardPrice(finance) ?? UnitPrice(0))]
      : line.bands
    // A salary from the scenario is a year's.
    let divisor =
      line.meter.isStanding && (line.period == .year || line.bands.isEmpty) ? 12 : 1
    let accumulates = line.period == .year && bands.count > 1 && !line.meter.isStanding
    let instalments = instalments(of: line, usage)
    var result = LineLedger(
      line: line, quantities: [], carried: [], cumulative: [],
      slices: Array(repeating: [], count: bands.count), prices: bands.map(\.price), factors: [],
      divisor: divisor, amounts: [])
    var sinceYearStart = Decimal.zero
    var dueSinceYearStart = Decimal.zero
    for period in 0...months {
      let year = Ledger.year(of: period)
      let inWindow = period >= first && period <= last
      var units = inWindow ? line.meter.quantity(usage, period: period, first: first) : 0
      if !accumulates || period == 0 || (period - 1) % 12 == 0 {
        sinceYearStart = 0
        dueSinceYearStart = 0
      }
      var carried = Decimal.zero
      if let due = instalments[period] {
        units = period == 0 ? due.units : units + due.units
        carried = due.before - dueSinceYearStart
        dueSinceYearStart += due.units
      }
      let before = sinceYearStart + carried
      sinceYearStart += units
      let reached = before + units
      let factor = line.escalator?.factor(inYear: year) ?? 1
      var gross = Decimal.zero
      var lower = Decimal.zero
      for (band, place) in zip(bands, bands.indices) {
        let slice =
          Self.part(of: reached, from: lower, to: band.upTo)
          - Self.part(of: before, from: lower, to: band.upTo)
        result.slices[place].append(slice)
        gross += slice * band.price.amount
        lower = band.upTo ?? lower
      }
      result.quantities.append(units)
      result.carried.append(carried)
      result.cumulative.append(reached)
      result.factors.append(factor)
      result.amounts.append(
        units == 0
          ? .zero
          : Money(
            rounding: gross * factor * (1 - line.discount) / Decimal(divisor), digits: digits))
    }
    return result
  }

  /// Units that fall due by the contract's payments, with what fell due before.
  private struct Due {
    var units: Decimal
    var before: Decimal
  }

  /// What a line paid once, without a first month of its own, asks for by period: its units times the
  /// shares, in steps of a millionth of a unit that add up to all of them. What is bought once moves
  /// through the bands once, however it is paid.
  ///
  ///     due(k) = round(units × (share(1) + … + share(k))) − round(units × (share(1) + … + share(k−1)))
  private func instalments(of line: PriceLine, _ usage: PlanUsage) -> [Int: Due] {
    guard line.origin == .own, line.firstMonth == nil, line.meter.firstPeriod == 0 else {
      return [:]
    }
    let units = line.meter.quantity(usage, period: 0, first: 0)
    var dues: [Int: Due] = [:]
    var share = Decimal.zero
    var before = Decimal.zero
    for instalment in contract.instalments {
      share += instalment.share
      let reached = (units * share).rounded(to: 6)
      dues[instalment.period] = Due(units: reached - before, before: before)
      before = reached
    }
    return dues
  }

  /// The part of a count that lies between two edges.
  private static func part(of count: Decimal, from lower: Decimal, to upper: Decimal?) -> Decimal {
    max(0, min(count, upper ?? count) - lower)
  }
}

extension Meter {
  /// The first period in which a line without a first month is paid: with the contract's payments, or
  /// from go-live.
  public func firstPeriod(_ contract: Contract) -> Int {
    firstPeriod == 0 ? 0 : max(firstPeriod, contract.goLive)
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
