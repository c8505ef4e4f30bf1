public import Foundation
public import Quantities

/// What one vendor's system did over the plan in one case: the quantities that are billed.
public struct PlanUsage: Sendable {
  /// By planning month.
  public var months: [MonthlyUsage]
  /// Usable bytes of each tier at go-live; nil for a tier without end.
  public var initialCapacity: [Bytes?]
  /// The sites that are open, by planning month.
  public var sites: [Int]
  /// The planning month, from 1, in which the system takes over.
  public var goLive = 1
  /// The last planning month in which the old system is needed besides; 0 where it never is.
  public var oldSystemUntil = 0

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
  /// By stream; empty where no line asks.
  public var streams: [StreamUsage] = []
  /// What readers ask for, by the tier that has it; empty where nobody asks.
  public var reads: [ReadUsage] = []
  /// Bytes that leave the core for readers.
  public var egress = 0.0
  /// Bytes moved in of what was made before, as they are at rest here.
  public var migrated = 0.0
  /// Studies that were moved in.
  public var migratedStudies = 0.0

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

/// What one stream brings in one month.
public struct StreamUsage: Sendable {
  /// Studies.
  public var studies: Int
  /// The same by ``PatientClass``; empty where no line asks.
  public var byClass: [Int]
  /// Their instances.
  public var instances: Int
  /// Their bytes at rest, one copy.
  public var ingested: Double

  /// Makes a month.
  public init(studies: Int, byClass: [Int], instances: Int, ingested: Double) {
    self.studies = studies
    self.byClass = byClass
    self.instances = instances
    self.ingested = ingested
  }
}

/// What was read from one tier in one month.
public struct ReadUsage: Sendable, Hashable {
  /// Accesses.
  public var studies: Int
  /// Instances of what is accessed.
  public var instances: Int
  /// Bytes as they are at rest, of whole studies.
  public var bytes: Double

  /// Makes a month.
  public init(studies: Int, instances: Int, bytes: Double) {
    self.studies = studies
    self.instances = instances
    self.bytes = bytes
  }
}

extension MonthlyUsage {
  /// The studies that a line counts.
  public func studies(_ scope: MeterScope?) -> Decimal {
    guard let scope else { return Decimal(studies) }
    return zip(streams, scope.weights).reduce(0) { sum, part in
      let (stream, weight) = part
      guard weight != 0 else { return sum }
      let count =
        scope.classes.map { classes in
          zip(stream.byClass, classes).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
        } ?? stream.studies
      return sum + weight * Decimal(count)
    }
  }

  /// The instances of the studies that a line counts.
  public func instances(_ scope: MeterScope?) -> Int {
    guard let scope else { return instances }
    return zip(streams, scope.weights).reduce(0) { $1.1 == 0 ? $0 : $0 + $1.0.instances }
  }

  /// The bytes of the studies that a line counts.
  public func ingested(_ scope: MeterScope?) -> Double {
    guard let scope else { return ingested }
    return zip(streams, scope.weights).reduce(0) { $1.1 == 0 ? $0 : $0 + $1.0.ingested }
  }
}

extension PlanUsage {
  /// What the same system does that is only kept for what it holds after a planning month.
  public func keptAfter(_ month: Int) -> PlanUsage {
    var usage = self
    let held = months[max(0, month - 1)].tiers
    for place in max(0, month)..<months.count {
      usage.months[place] = MonthlyUsage(
        studies: 0, instances: 0, ingested: 0, tiers: held,
        purchased: held.map { _ in .zero })
    }
    return usage
  }
}

extension PlanUsage {
  /// Bytes at rest at each month's end, one copy: without what caches hold besides.
  public var logical: [Double] {
    months.map { $0.tiers.reduce(0) { $0 + ($1.isCache ? 0 : $1.end) } }
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
