public import Quantities

/// What one vendor's system did over the plan in one case: the quantities that are billed.
public struct PlanUsage: Sendable {
  /// By planning month.
  public var months: [MonthlyUsage]
  /// Usable bytes of each tier at go-live; nil for a tier without end.
  public var initialCapacity: [Bytes?]
  /// The sites that are open, by planning month.
  public var sites: [Int]

  /// Makes a usage.
  public init(months: [MonthlyUsage], initialCapacity: [Bytes?], sites: [Int]) {
    self.months = months
    self.initialCapacity = initialCapacity
    self.sites = sites
  }
}

/// What one vendor's system did in one month.
public struct MonthlyUsage: Sendable {
  /// Studies whose acquisition ended in the month.
  public var studies: Int
  /// Their instances.
  public var instances: Int
  /// Their bytes at rest, after compression, one copy.
  public var ingested: Double
  /// By tier.
  public var tiers: [TierUsage]
  /// Usable bytes delivered, by tier.
  public var purchased: [Bytes]

  /// Makes a month.
  public init(
    studies: Int, instances: Int, ingested: Double, tiers: [TierUsage], purchased: [Bytes]
  ) {
    self.studies = studies
    self.instances = instances
    self.ingested = ingested
    self.tiers = tiers
    self.purchased = purchased
  }
}

/// The bytes of one tier over one month, after compression, one copy.
public struct TierUsage: Sendable {
  /// The mean of the days' ends.
  public var average: Double
  /// The greatest of the days' ends.
  public var peak: Double
  /// The last day's end.
  public var end: Double
  /// Copies × protection: physical bytes for one logical byte.
  public var overhead: Double
  /// Whether the same bytes lie in another tier too, so that they do not count in the one copy of all.
  public var isCache: Bool
  /// What is billed on top, one copy: for objects below the least size, and for what left before its
  /// least time.
  public var surcharge: Double

  /// Makes a tier's month.
  public init(
    average: Double, peak: Double, end: Double, overhead: Double, isCache: Bool = false,
    surcharge: Double = 0
  ) {
    self.surcharge = surcharge
    self.average = average
    self.peak = peak
    self.end = end
    self.overhead = overhead
    self.isCache = isCache
  }

  /// The bytes that a price line counts.
  public func bytes(_ measure: StoredMeasure, _ basis: StoredBasis) -> Double {
    let logical =
      switch basis {
      case .average: average
      case .peak: peak
      case .end: end
      }
    return (logical + surcharge) * (measure == .physical ? overhead : 1)
  }
}
