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
  /// The first period that a line without a `first-month` is paid in where the system goes live with
  /// the plan: 0 is up to go-live, 1 the first planning month.
  var firstPeriod: Int { get }
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
}

extension Meter {
  /// No further keys.
  public static var needs: Set<MeterOption> { [] }
  /// No further keys.
  public static var accepts: Set<MeterOption> { [] }
  /// Counts events.
  public var isStanding: Bool { false }
  /// Paid from the first planning month.
  public var firstPeriod: Int { 1 }
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

  /// No values.
  public init() {}
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
