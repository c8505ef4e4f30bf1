import Foundation
public import PlanModel
public import Quantities

/// What leaving an offer costs, by the month at whose end it is decided.
///
///     return    = exit lines, of what is then stored
///     months    = most(notice, ⌈stored / rate of return⌉), a month of 730 hours
///     runs on   = months × running payments of the twelve months before / 12
///     early     = share × running payments of the twelve months before / 12 × months of the term that are
///                 left after these
///
/// A term that is over by then has renewed itself for as long. Running payments are the offer's own without staff: who runs the system runs the next one. Each amount is
/// rounded to minor units.
///
/// Example: 120,000.00 a year, twelve months' notice, half of what is left of a term of five years: who
/// decides at the end of the third year pays 12 × 10,000 = 120,000.00 and 0.5 × 10,000 × 12 = 60,000.00.
public struct ExitCost: Sendable {
  /// One line of what is paid for leaving, month by month as if it were then.
  public var lines: [LineLedger]
  /// The offer's lines whose payments go on until the studies are out, by their place in the ledger.
  public var running: [Int]
  /// By period, period 0 first, all: months in which the system still runs.
  public var returnMonths: [Int]
  /// By period: months of the term that are left.
  public var termMonths: [Int]
  /// By period.
  public var amounts: [Amounts]
  /// By period: running payments.
  public var monthsPayments: [Money]
  /// By period: those of the twelve months up to and with it.
  public var yearsPayments: [Money]
  /// The periods that are the ends of contract years.
  public var yearEnds: [Int]
  /// What the contract says.
  public var terms: ExitTerms

  /// The parts of what leaving costs.
  public struct Amounts: Sendable, Hashable {
    /// For giving the studies back, and whatever else leaving costs.
    public var returned: Money
    /// Running payments while the system runs on.
    public var runningOn: Money
    /// For leaving before the term's end.
    public var early: Money

    /// All of it.
    public var total: Money { returned + runningOn + early }
  }

  /// Whether the contract states what the return costs, and what leaving within a term does.
  public var isWhole: Bool {
    !terms.prices.isEmpty && (terms.early != nil || terms.termYears == nil)
  }

  /// Hours of a month in which studies are given back.
  public static let hoursPerMonth = 730.0

  /// Works out what leaving costs.
  ///
  /// - Parameters:
  ///   - profile: The offer.
  ///   - ledger: Of the offer in the base case.
  ///   - usage: What its system did.
  ///   - finance: The scenario's.
  ///   - currency: The plan's.
  public init(
    _ profile: VendorProfile, ledger: Ledger, usage: PlanUsage, finance: Finance,
    currency: Currency
  ) {
    let terms = profile.contract.exit
    self.terms = terms
    let months = ledger.months
    let stored = usage.logical
    lines =
      terms.prices.isEmpty
      ? []
      : Biller(
        prices: terms.prices, finance: finance, currency: currency, months: months,
        offer: OfferTerms(
          contract: .standard, discount: 0, exchangeRate: profile.exchange?.rate)
      ).ledger(for: Self.returned(usage, stored)).lines
    running = ledger.lines.indices.filter { Self.runsOn(ledger.lines[$0].line) }
    let goLive = profile.contract.goLive
    let termLength = terms.termYears.map { $0 * 12 }
    returnMonths = (0...months).map { period in
      guard period > 0, let rate = terms.returnRate else { return 0 }
      return Int((stored[period - 1] / rate / (Self.hoursPerMonth * 3600)).rounded(.up))
    }
    termMonths = (0...months).map { period in
      guard let termLength, period >= goLive else { return 0 }
      let used = (period - goLive + 1) % termLength
      return used == 0 ? 0 : termLength - used
    }
    yearEnds = stride(from: goLive + 11, through: months, by: 12).map { $0 }
    let digits = currency.digits
    let paid = ledger.lines.indices.filter(Set(running).contains).reduce(
      into: [Money](repeating: .zero, count: months + 1)
    ) { sums, line in
      for period in sums.indices { sums[period] += ledger.lines[line].amounts[period] }
    }
    let (lines, returnMonths, termMonths) = (lines, returnMonths, termMonths)
    let years = (0...months).map { paid[max(0, $0 - 11)...$0].reduce(Money.zero, +) }
    monthsPayments = paid
    yearsPayments = years
    amounts = (0...months).map { period in
      let year = years[period]
      let monthly = { (count: Decimal) -> Money in
        Money(
          rounding: (year.exact(digits: digits) * count / 12).rounded(to: Term.guardDigits),
          digits: digits)
      }
      let runsOn = max(terms.noticeMonths, returnMonths[period])
      return Amounts(
        returned: lines.reduce(.zero) { $0 + $1.amounts[period] },
        runningOn: monthly(Decimal(runsOn)),
        early: monthly(
          (terms.early ?? 0) * Decimal(Self.left(termMonths[period] - runsOn, of: termLength))))
    }
  }

  /// Months that are left of a term, which renews itself: 48 of 60 where it was over 12 months ago.
  static func left(_ months: Int, of term: Int?) -> Int {
    guard let term else { return 0 }
    return ((months % term) + term) % term
  }

  /// Whether a line is paid as long as the system runs.
  static func runsOn(_ line: PriceLine) -> Bool {
    line.origin.isOwn && line.kind == .opex && line.category != .staff
      && line.meter.rhythm != .bought
  }

  /// What would be given back at the end of each month.
  private static func returned(_ usage: PlanUsage, _ stored: [Double]) -> PlanUsage {
    var result = usage
    var (studies, bytes) = (0.0, 0.0)
    for month in usage.months.indices {
      studies += Double(usage.months[month].studies) + usage.months[month].migratedStudies
      bytes += usage.months[month].ingested + usage.months[month].migrated
      result.months[month].egress = stored[month]
      result.months[month].migrated = stored[month]
      // What is purged, or lay there before, is as big a study as the rest.
      result.months[month].migratedStudies =
        bytes > 0 ? (studies * stored[month] / bytes).rounded() : 0
    }
    return result
  }
}
