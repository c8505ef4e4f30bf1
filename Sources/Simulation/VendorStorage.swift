public import PlanModel
public import Quantities

/// Follows one vendor's bytes through its tiers, day by day, and buys capacity as the profile says.
///
/// Capacity is delivered on the first day of the month in which the fill threshold would be passed
/// without it, ordered a lead time before. Levels are taken at the end of each day.
struct VendorStorage {
  private let plan: StoragePlan
  private let boundaries: TierBoundaries
  /// By tier and retention rule, what is billed on top of a byte since objects are small; empty for a
  /// tier without a least size.
  private let small: [[Double]]
  private var retained: RetainedBytes
  private let takeOverDay: Int
  /// Level of each tier at the end of each day of the month so far: `[tier][day]`.
  private var levels: [[Double]]
  /// Byte-days of the month so far that are billed on top, by tier.
  private var surcharges: [Double]
  private var migration: MigrationProgress?
  private var capacity: [Double]
  private var outcome: StorageOutcome
  private var purgedBefore: Double
  private var movedBefore = 0.0

  /// - Parameters:
  ///   - plan: The vendor's tiers.
  ///   - retention: How long studies are kept.
  ///   - firstDay: The plan's.
  ///   - takeOverDay: The day of the plan on which the tiers take over everything that is kept; before
  ///     it they are empty.
  ///   - boundaries: When studies leave the tiers; nil is by their age alone.
  ///   - small: By tier and retention rule, what is billed on top of a byte since objects are small.
  ///   - migration: How what was made before comes in; nil is at once.
  init(
    _ plan: StoragePlan, retention: RetentionPolicy, firstDay: CalendarDate,
    takesOver takeOverDay: Int = 0, boundaries: TierBoundaries? = nil, small: [[Double]]? = nil,
    migration: MigrationProgress? = nil
  ) {
    self.plan = plan
    self.takeOverDay = takeOverDay
    self.boundaries = boundaries ?? TierBoundaries(plan, StudyAccesses(nil))
    self.small = small ?? plan.tiers.map { _ in [] }
    self.migration = migration
    surcharges = plan.tiers.map { _ in 0 }
    retained = RetainedBytes(
      retention, form: plan.isCompressed ? .compressed : .plain, firstDay: firstDay,
      legacyFactor: migration.map { 1 / $0.recompression } ?? 1)
    levels = plan.tiers.map { _ in [] }
    capacity = plan.tiers.map { Double($0.capacity?.usable.count ?? 0) }
    outcome = StorageOutcome(tiers: plan.tiers.map { _ in TierOutcome() })
    purgedBefore = 0
  }

  /// The greatest finite age in days that a vendor's tiers and the retention ask for.
  static func lookBack(_ boundaries: TierBoundaries, _ retention: RetentionPolicy) -> Int {
    max(boundaries.lookBack, RetainedBytes.lookBack(retention))
  }

  /// Takes the levels at the end of a day.
  ///
  /// - Parameters:
  ///   - history: What came in.
  ///   - movable: The bytes that could be moved today of what was made before, as they are where they
  ///     come from.
  mutating func endDay(_ history: StoredHistory, movable: Double = 0) {
    retained.endDay(history)
    guard history.day >= takeOverDay else {
      for place in levels.indices { levels[place].append(0) }
      return
    }
    migrate(history, movable)
    var from = 0
    var byAccess: [TierBoundaries.Jump]?
    for (place, tier) in plan.tiers.enumerated() {
      let level: Double
      if byAccess == nil || tier.isCache, !tier.leavesByAccess {
        // A cache holds the youngest, whatever stands before it.
        level = retained.between(
          history, from: tier.isCache ? 0 : from, to: tier.leavesAfterDays)
      } else {
        let before = tier.isCache ? Self.beginning(0) : byAccess ?? Self.beginning(from)
        level = max(
          0,
          retained.left(history, before) - retained.left(history, boundaries.jumps[place]))
      }
      levels[place].append(level)
      surcharges[place] += surcharge(place, history, byAccess ?? Self.beginning(from))
      if let limits = tier.capacity {
        outcome.tiers[place].note(
          day: history.day, used: level * Double(tier.copies), limits: limits)
      }
      guard !tier.isCache else { continue }
      if tier.leavesByAccess || byAccess != nil { byAccess = boundaries.jumps[place] }
      from = tier.leavesAfterDays ?? from
    }
  }

  /// What has left a tier that everything leaves at an age.
  private static func beginning(_ age: Int) -> [TierBoundaries.Jump] {
    [TierBoundaries.Jump(age: age, part: 1)]
  }

  /// Byte-days that are billed today on top of what lies in a tier.
  private func surcharge(
    _ place: Int, _ history: StoredHistory, _ before: [TierBoundaries.Jump]
  ) -> Double {
    var sum = 0.0
    if !small[place].isEmpty {
      let from = plan.tiers[place].isCache ? Self.beginning(0) : before
      sum += max(
        0,
        retained.left(history, from, weights: small[place])
          - retained.left(history, boundaries.jumps[place], weights: small[place]))
    }
    if !boundaries.early[place].isEmpty {
      sum += max(0, retained.flow(history, boundaries.early[place]))
    }
    return sum
  }

  /// Lets in what was moved today of what was made before.
  private mutating func migrate(_ history: StoredHistory, _ movable: Double) {
    guard migration != nil else { return }
    if history.day == takeOverDay { retained.begin(with: takeOverDay, history) }
    migration?.endDay(history, &retained, movable: movable)
  }

  /// Whether something is still to be moved.
  var isMoving: Bool { migration.map { $0.outcome.end == nil } ?? false }

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
          end: days.last ?? 0, overhead: copies * tier.protection, isCache: tier.isCache,
          surcharge: surcharges[place] / Double(max(1, days.count))))
      surcharges[place] = 0
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
    let purged = migration == nil ? retained.purged : retained.purgedHere
    if migration != nil {
      outcome.movedIn.append(retained.movedIn - movedBefore)
      movedBefore = retained.movedIn
    }
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
  func finish() -> StorageOutcome {
    var outcome = outcome
    outcome.migration = migration?.outcome
    return outcome
  }
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
  /// nil where nothing is moved.
  public var migration: MigrationOutcome?
  /// Bytes of the old archive that came in, by month, as they are here; empty where nothing is moved.
  public var movedIn: [Double] = []
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
