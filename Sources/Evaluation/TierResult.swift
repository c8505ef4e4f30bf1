public import PlanModel
public import Quantities

/// How one tier fills.
public struct TierResult: Sendable {
  /// The tier.
  public var tier: StorageTier
  /// Logical bytes at each month's end, base case.
  public var baseLogical: [Double]
  /// Bytes used (logical × copies) at each month's end.
  public var used: [Band]
  /// Usable bytes at each month's end with purchases, base case; empty for a tier without end.
  public var baseCapacity: [Double]
  /// When the fill threshold is passed if nothing is bought.
  public var thresholdWithoutPurchases: DateBand
  /// When the tier is full if nothing is bought.
  public var fullWithoutPurchases: DateBand
  /// When the tier is full although it is extended as the profile says.
  public var fullWithPurchases: DateBand
  /// The 10 % date of the threshold less the lead time; nil is after the horizon.
  public var orderBy: CalendarDate?
  /// The chance that the threshold has been passed by each month's end if nothing is bought.
  public var thresholdProbability: [Double]

  /// Makes a tier's result.
  public init(
    tier: StorageTier, baseLogical: [Double], used: [Band], baseCapacity: [Double],
    thresholdWithoutPurchases: DateBand, fullWithoutPurchases: DateBand,
    fullWithPurchases: DateBand, orderBy: CalendarDate?, thresholdProbability: [Double]
  ) {
    self.tier = tier
    self.baseLogical = baseLogical
    self.used = used
    self.baseCapacity = baseCapacity
    self.thresholdWithoutPurchases = thresholdWithoutPurchases
    self.fullWithoutPurchases = fullWithoutPurchases
    self.fullWithPurchases = fullWithPurchases
    self.orderBy = orderBy
    self.thresholdProbability = thresholdProbability
  }
}
