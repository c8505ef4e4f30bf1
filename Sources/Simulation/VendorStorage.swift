public import PlanModel
public import Quantities

/// Follows one vendor's bytes through its tiers, day by day, and buys capacity as the profile says.
///
/// Capacity is delivered on the first day of the month in which the fill threshold would be passed
/// without it, ordered a lead time before. Levels are taken at the end of each day.
struct VendorStorage {
  private let plan: StoragePlan
  private var retained: RetainedBytes
  private let takeOverDay: Int
  /// Level of each tier at the end of each day of the month so far: `[tier][day]`.
  private var levels: [[Double]]
  private var capacity: [Double]
  private var outcome: StorageOutcome
  private var purgedBefore: Double

  /// - Parameters:
  ///   - plan: The vendor's tiers.
  ///   - retention: How long studies are kept.
  ///   - firstDay: The plan's.
  ///   - takeOverDay: The day of the plan on which the tiers take over everything that is kept; before
  ///     it they are empty.
  init(
    _ plan: StoragePlan, retention: RetentionPolicy, firstDay: CalendarDate,
    takesOver takeOverDay: Int = 0
  ) {
    self.plan = plan
    self.takeOverDay = takeOverDay
    retained = RetainedBytes(
      retention, form: plan.isCompressed ? .compressed : .plain, firstDay: firstDay)
    levels = plan.tiers.map { _ in [] }
    capacity = plan.tiers.map { Double($0.capacity?.usable.count ?? 0) }
    outcome = StorageOutcome(tiers: plan.tiers.map { _ in TierOutcome() })
    purgedBefore = 0
  }

  /// The greatest finite age in days that a vendor's tiers and the retention ask for.
  static func lookBack(_ plan: StoragePlan, _ retention: RetentionPolicy) -> Int {
    max(
      plan.tiers.compactMap(\.leavesAfterDays).max() ?? 0, RetainedBytes.lookBack(retention))
  }

  /// Takes the levels at the end of a day.
  mutating func endDay(_ history: StoredHistory) {
    retained.endDay(history)
    guard history.day >= takeOverDay else {
      for place in levels.indices { levels[place].append(0) }
      return
    }
    var from = 0
    for (place, tier) in plan.tiers.enumerated() {
      // A cache holds the youngest, whatever stands before it.
      let youngest = tier.isCache ? 0 : from
      let level = retained.between(
        history, from: youngest, to: tier.leavesAfterDays)
      levels[place].append(level)
      if let limits = tier.capacity {
        outcome.tiers[place].note(
          day: history.day, used: level * Double(tier.copies), limits: limits)
      }
      if !tier.isCache { from = tier.leavesAfterDays ?? from }
    }
  }

  /// Sums up a month and buys what it needs.
  mutating func endMonth(firstDay: Int) {
    var tiers: [TierUsage] = []
    var purchased: [Bytes] = []
    for (place, tier) in plan.tiers.enumerated() {
      let days = levels[place]
      let peak = days.max() ?? 0
      let copies = Double(tier.copies)
      tiers.append(
        TierUsage(
          average: days.reduce(0, +) / Double(max(1, days.count)), peak: peak,
          end: days.last ?? 0, overhead: copies * tier.protection, isCache: tier.isCache))
      purchased.append(buy(place, tier, peak: peak * copies))
      for (offset, level) in days.enumerated()
      where tier.capacity != nil && level * copies > capacity[place]
        && outcome.tiers[place].fullWithPurchases == nil
      {
        outcome.tiers[place].fullWithPurchases = firstDay + offset
      }
      outcome.tiers[place].logical.append(days.last ?? 0)
      outcome.tiers[place].capacity.append(capacity[place])
      levels[place].removeAll(keepingCapacity: true)
    }
    let purged = retained.purged
    outcome.months.append(tiers)
    outcome.purchased.append(purchased)
    outcome.purged.append(purged - purgedBefore)
    purgedBefore = purged
  }

  /// Buys as many increments as keep the month's peak below the threshold.
  private mutating func buy(_ place: Int, _ tier: StorageTier, peak: Double) -> Bytes {
    guard let limits = tier.capacity, let increment = limits.increment else { return .zero }
    let step = Double(increment.count)
    let most = limits.maximum.map { Double($0.count) } ?? .infinity
    let missing = peak / limits.fillThreshold.value - capacity[place]
    guard missing > 0 else { return .zero }
    let room = ((most - capacity[place]) / step).rounded(.down)
    let bought = max(0, min((missing / step).rounded(.up), room)) * step
    capacity[place] += bought
    return Bytes(Int64(min(bought, 9e18)))
  }

  /// What came out.
  func finish() -> StorageOutcome { outcome }
}

/// How one vendor's storage fared in one future.
public struct StorageOutcome: Sendable {
  /// By month, then by tier.
  public var months: [[TierUsage]] = []
  /// Usable bytes delivered, by month, then by tier.
  public var purchased: [[Bytes]] = []
  /// Bytes purged, one copy, by month; the first month's holds what the legacy archive kept beyond
  /// its time.
  public var purged: [Double] = []
  /// By tier.
  public var tiers: [TierOutcome]
}

/// How one tier fared in one future. Days are counted from the plan's first.
public struct TierOutcome: Sendable, Hashable {
  /// Bytes, one copy, at each month's end.
  public var logical: [Double] = []
  /// Usable bytes at each month's end; 0 for a tier without end.
  public var capacity: [Double] = []
  /// The day on which the fill threshold is passed if nothing is bought.
  public var threshold: Int?
  /// The day on which the tier is full if nothing is bought.
  public var full: Int?
  /// The day on which it is full although it is extended.
  public var fullWithPurchases: Int?

  mutating func note(day: Int, used: Double, limits: TierCapacity) {
    let usable = Double(limits.usable.count)
    if threshold == nil, used > usable * limits.fillThreshold.value { threshold = day }
    if full == nil, used > usable { full = day }
  }
}
