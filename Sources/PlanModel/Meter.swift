public import Foundation
public import Quantities

/// A way of charging: what a price line counts in each period.
///
/// Implementations live in `Costing/Meters/`, one file each, and are registered in
/// `MeterRegistry.all`.
public protocol Meter: Sendable {
  /// As files write it: `stored-month`.
  static var name: String { get }
  /// One sentence for the manual.
  static var meaning: String { get }
  /// A price line that uses it, as a file would write it.
  static var example: String { get }
  /// The keys of a price line that this meter needs.
  static var needs: Set<MeterOption> { get }
  /// The keys of a price line that this meter may have besides.
  static var accepts: Set<MeterOption> { get }

  /// Makes the meter from the line's keys; those it needs are there.
  init(_ options: MeterOptions)

  /// What one unit is, as reports show it: `TB-month`.
  var unitName: String { get }
  /// Whether it counts what stands there in every month (sites, people), so that a yearly price
  /// pays for twelve of them.
  var isStanding: Bool { get }
  /// When a line without a `first-month` is paid.
  var rhythm: BillingRhythm { get }
  /// What it takes a share of; nil for what counts something else than money.
  var share: ShareOfLines? { get }
  /// Which studies it counts; nil is all, or none.
  var scope: MeterScope? { get }
  /// Whether it counts what readers ask for.
  var countsReads: Bool { get }
  /// The tier whose bytes it counts with all their copies; nil for what counts something else.
  var physicalTier: Int? { get }
  /// The price where the line has none of its own; nil where it must have one.
  func standardPrice(_ finance: Finance) -> UnitPrice?
  /// The units billed in a period, an exact decimal number.
  ///
  /// - Parameters:
  ///   - usage: What the vendor's system did.
  ///   - period: 0 is up to go-live, 1 the first planning month.
  ///   - first: The first period the line is paid in.
  /// - Returns: Units, with at most six decimals.
  func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal
  /// The units that are bought anew when what was bought has aged.
  ///
  /// - Parameters:
  ///   - usage: What the vendor's system did.
  ///   - period: When.
  ///   - first: The first period the line is paid in.
  ///   - isResized: Whether so many as are then needed; else as many as at first.
  /// - Returns: Units, with at most six decimals.
  func replaced(_ usage: PlanUsage, period: Int, first: Int, isResized: Bool) -> Decimal
}

/// When what a meter counts is paid.
public enum BillingRhythm: Sendable {
  /// Once, by the contract's payments.
  case bought
  /// In the months from go-live.
  case running
  /// Whenever the lines are that it takes a share of.
  case following
}

/// What a share is taken of.
public struct ShareOfLines: Hashable, Sendable {
  /// The lines, by their id.
  public var lines: [String]
  /// Whether before or after discounts.
  public var isBeforeDiscounts: Bool
  /// Whether of all that has been bought so far, and so again in every month.
  public var isOfPurchases: Bool

  /// Makes a share.
  public init(lines: [String], isBeforeDiscounts: Bool, isOfPurchases: Bool) {
    self.lines = lines
    self.isBeforeDiscounts = isBeforeDiscounts
    self.isOfPurchases = isOfPurchases
  }
}

extension Meter {
  /// No further keys.
  public static var needs: Set<MeterOption> { [] }
  /// No further keys.
  public static var accepts: Set<MeterOption> { [] }
  /// Counts events.
  public var isStanding: Bool { false }
  /// Paid from go-live.
  public var rhythm: BillingRhythm { .running }
  /// Of nothing.
  public var share: ShareOfLines? { nil }
  /// Of all.
  public var scope: MeterScope? { nil }
  /// Of none.
  public var physicalTier: Int? { nil }
  /// Of no reader.
  public var countsReads: Bool { false }
  /// As many as at first, or in proportion to the studies of the twelve months before and of the first
  /// twelve.
  public func replaced(_ usage: PlanUsage, period: Int, first: Int, isResized: Bool) -> Decimal {
    let units = quantity(usage, period: first, first: first)
    guard isResized, period > 12 else { return units }
    func studies(_ months: Range<Int>) -> Int { usage.months[months].reduce(0) { $0 + $1.studies } }
    let begin = usage.months.firstIndex { $0.studies > 0 } ?? 0
    let before = studies(begin..<min(begin + 12, usage.months.count))
    guard before > 0 else { return units }
    let now = studies(max(0, period - 13)..<period - 1)
    return Decimal(
      billed: Double("\(units)").map { $0 * Double(now) / Double(before) } ?? 0)
  }
  /// The line states its price.
  public func standardPrice(_ finance: Finance) -> UnitPrice? { nil }
}

/// A key of a price line that only some meters know.
public enum MeterOption: String, CaseIterable, Sendable {
  case tier
  case of
  case basis
  case unit
  case count
  case requestsPerStudy = "requests-per-study"
  case requestsPerInstance = "requests-per-instance"
  case requestsPerRead = "requests-per-read"
  case requestsPerReadInstance = "requests-per-read-instance"
  case appliesTo = "applies-to"
  case counts
  case imported
  case hours
  case refresherHours = "refresher-hours"
  case turnover
  case kilowatts
  case lines
  case rate
  case highWater = "high-water"
}

/// The values of those keys.
public struct MeterOptions: Hashable, Sendable {
  /// Index into the storage plan's tiers.
  public var tier: Int?
  /// Which bytes.
  public var of: StoredMeasure?
  /// When in the month.
  public var basis: StoredBasis?
  /// The billing unit.
  public var unit: DataUnit?
  /// How many.
  public var count: Decimal?
  /// Requests for each study acquired.
  public var requestsPerStudy: Decimal?
  /// Requests for each instance acquired.
  public var requestsPerInstance: Decimal?
  /// Requests for each study that is read.
  public var requestsPerRead: Decimal?
  /// Requests for each instance that is read.
  public var requestsPerReadInstance: Decimal?
  /// Which studies; nil is all.
  public var scope: MeterScope?
  /// Hours for each who is trained.
  public var hours: Decimal?
  /// Hours a year for each, from the second year on.
  public var refresherHours: Decimal?
  /// The share of people that is new each year.
  public var turnover: Decimal?
  /// Electric power.
  public var kilowatts: Decimal?
  /// What a share is taken of.
  public var share: ShareOfLines?
  /// Whether examinations are counted, of which a study may be several.
  public var countsExaminations = false
  /// Whether what has once been needed is kept.
  public var isHighWater = true
  /// Whether the price is for all of the plan, or else for a month or a year.
  public var isBought = false

  /// No values.
  public init() {}
}

/// Which studies a line counts, and as how many.
public struct MeterScope: Hashable, Sendable {
  /// By stream, how many units one of its studies is; 0 leaves it out.
  public var weights: [Decimal]
  /// By ``PatientClass``, whether its studies count; nil is all.
  public var classes: [Bool]?

  /// Makes a scope.
  public init(weights: [Decimal], classes: [Bool]? = nil) {
    self.weights = weights
    self.classes = classes
  }
}

extension Decimal {
  /// A quantity as it is billed: rounded to six decimals of the unit, half away from zero; beyond
  /// nine million million units, where a `Double` has no six decimals, to whole units.
  public init(billed quantity: Double) {
    let isFine = abs(quantity) < 9e12
    let parts = (isFine ? quantity * 1_000_000 : min(abs(quantity), 9e18)).rounded()
    self.init(
      sign: quantity < 0 ? .minus : .plus, exponent: isFine ? -6 : 0,
      significand: Decimal(Int64(abs(parts))))
  }
}
