import PlanModel
import Quantities

@testable import Simulation

/// A vendor's storage: every study with its day, and each of them looked at each day.
struct ReferenceStorage {
  /// Bytes at rest that came on one day and are kept alike.
  struct Item {
    let day: Int
    let bytes: Double
    /// Which of ``kept`` says how long they are kept.
    let strand: Int
    var isPurged = false
  }

  /// One tier in one month.
  struct Month {
    var average = 0.0
    var peak = 0.0
    var end = 0.0
    var purchased = 0.0
    var capacity = 0.0
  }

  private(set) var items: [Item] = []
  /// Bytes that are kept alike: days to keep by period of their rule, nil is for ever, and the days of
  /// the plan on which further periods begin.
  private var kept: [(days: [Int?], changes: [Int])] = []
  /// By rule: the shares that are kept alike, each with its place in ``kept``.
  private var strands: [[(share: Double, place: Int)]] = []
  /// By month, then by tier.
  private(set) var months: [[Month]] = []
  /// By month, then by tier, then by day.
  private var levels: [[[Double]]] = []
  /// By month.
  private(set) var purged: [Double] = []
  /// By month, then by tier: what is expected at its end, and how far the coarser steps of the engine at
  /// greater ages can be from it; nil for a tier that only ages have a say in.
  private(set) var expected: [[(end: Double, doubt: Double)?]] = []
  /// By tier: the day on which the threshold is passed, on which it is full, if nothing is bought;
  /// and on which it is full all the same.
  private(set) var dates: [[Int?]]

  private let scenario: Scenario
  private let plan: StoragePlan

  init(_ scenario: Scenario, _ plan: StoragePlan) {
    self.scenario = scenario
    self.plan = plan
    dates = plan.tiers.map { _ in [nil, nil, nil] }
    let first = scenario.start.firstDay.dayNumber
    for rule in scenario.retention.rules {
      let changes = rule.changes.map { $0.on.firstDay.dayNumber - first }
      strands.append([])
      for strand in rule.strands {
        strands[strands.count - 1].append((strand.share, kept.count))
        kept.append((strand.days, changes))
      }
    }
  }

  /// Puts bytes in, a part for each time that its rule keeps them.
  mutating func add(day: Int, bytes: Double, rule: Int) {
    for strand in strands[rule] {
      items.append(Item(day: day, bytes: bytes * strand.share, strand: strand.place))
    }
  }

  /// Puts the present archive in, day by day: each day q times the one before, a year the yearly growth.
  mutating func add(_ legacy: LegacyArchive, shares: [Double]) {
    let days = scenario.start.firstDay.dayNumber - legacy.oldest.firstDay.dayNumber
    guard days > 0 else { return }
    let step = Elementary.pow(1 + legacy.yearlyGrowth, 1 / 365.25)
    var weights = [1.0]
    while weights.count < days { weights.append(weights[weights.count - 1] * step) }
    let sum = weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      for (rule, share) in shares.enumerated() where share > 0 {
        add(
          day: place - days, bytes: Double(legacy.stored.count) * weight / sum * share, rule: rule)
      }
    }
  }

  /// From which age on, and below which, something lies in a tier.
  private func ages(_ tier: Int) -> (from: Int, to: Int) {
    let before = plan.tiers[tier].isCache ? nil : plan.tiers[..<tier].last { !$0.isCache }
    return (before?.leavesAfterDays ?? 0, plan.tiers[tier].leavesAfterDays ?? .max)
  }

  /// Lives through the plan.
  ///
  /// - Parameters:
  ///   - monthDays: The days of each month of the plan.
  ///   - takesOver: The day from which on the tiers hold what is kept.
  mutating func run(monthDays: [Range<Int>], takesOver: Int) {
    var usable = plan.tiers.map { Double($0.capacity?.usable.count ?? 0) }
    let ages = plan.tiers.indices.map { self.ages($0) }
    for days in monthDays {
      var levels = plan.tiers.map { _ in [Double]() }
      var gone = 0.0
      for day in days {
        // How long bytes are kept, as their rules stand today.
        let limits = kept.map { one -> Int in
          guard scenario.retention.purges else { return .max }
          return one.days[one.changes.count { $0 <= day }] ?? .max
        }
        var today = plan.tiers.map { _ in 0.0 }
        items.withUnsafeMutableBufferPointer { items in
          var place = 0
          while place < items.count {
            let age = day - items[place].day
            if age >= 0, !items[place].isPurged {
              if age >= limits[items[place].strand] {
                items[place].isPurged = true
                gone += items[place].bytes
              } else {
                var tier = 0
                while tier < ages.count {
                  if age >= ages[tier].from, age < ages[tier].to {
                    today[tier] += items[place].bytes
                  }
                  tier += 1
                }
              }
            }
            place += 1
          }
        }
        for tier in plan.tiers.indices { levels[tier].append(day >= takesOver ? today[tier] : 0) }
      }
      purged.append(gone)
      self.levels.append(levels)
      expected.append(
        plan.tiers.indices.map {
          expectation($0, on: days.upperBound - 1, isThere: days.upperBound > takesOver)
        })
      months.append(
        plan.tiers.indices.map { tier in
          month(tier, levels[tier], from: days.lowerBound, usable: &usable[tier])
        })
    }
  }

  /// Whether a month's peak is so near to a threshold or the capacity that rounding decides.
  func isNearStep(_ tier: Int, _ month: Int, error: Double) -> Bool {
    guard let capacity = plan.tiers[tier].capacity else { return false }
    let doubt = 4 * Double(plan.tiers[tier].copies) * (error + months[month][tier].peak.ulp)
    let threshold = capacity.fillThreshold.value
    var steps = [Double(capacity.usable.count)]
    if let increment = capacity.increment {
      while let last = steps.last, last < months[month][tier].capacity {
        steps.append(last + Double(increment.count))
      }
    }
    return levels[month][tier].contains { level in
      let used = level * Double(plan.tiers[tier].copies)
      return steps.contains { step in
        abs(used - step) <= doubt && error > 0 || abs(used - step * threshold) <= doubt
      }
    }
  }

  private mutating func month(
    _ tier: Int, _ levels: [Double], from first: Int, usable: inout Double
  ) -> Month {
    var month = Month()
    month.average = levels.reduce(0, +) / Double(levels.count)
    month.peak = levels.max() ?? 0
    month.end = levels.last ?? 0
    guard let capacity = plan.tiers[tier].capacity else { return month }
    let copies = Double(plan.tiers[tier].copies)
    let threshold = capacity.fillThreshold.value
    if let increment = capacity.increment.map({ Double($0.count) }) {
      let most = capacity.maximum.map { Double($0.count) } ?? .infinity
      while month.peak * copies > usable * threshold, usable + increment <= most {
        usable += increment
        month.purchased += increment
      }
    }
    month.capacity = usable
    let initial = Double(capacity.usable.count)
    for (place, level) in levels.enumerated() {
      let used = level * copies
      if used > initial * threshold { dates[tier][0] = dates[tier][0] ?? first + place }
      if used > initial { dates[tier][1] = dates[tier][1] ?? first + place }
      if used > usable { dates[tier][2] = dates[tier][2] ?? first + place }
    }
    return month
  }

  // MARK: - By last access

  /// Accesses to one study up to an age in days, in the mean: priors, and views after a mean delay of
  /// within ÷ ln 20.
  private func accesses(by age: Double) -> Double {
    guard age > 0, let reading = scenario.reading else { return 0 }
    var sum = reading.priors.map { $0.perStudy * $0.ages.share(age) } ?? 0
    if let views = reading.views {
      let delay = views.within.value / Elementary.log(20) / 86_400
      // e^−700 is nothing, and as far as the exponential goes.
      sum += views.perStudy * (age / delay < 700 ? 1 - Elementary.exp(-age / delay) : 1)
    }
    return sum
  }

  /// Which part of the studies of an age has left a tier, looked at alone.
  private func left(_ tier: Int, age: Int) -> Double {
    let one = plan.tiers[tier]
    guard let days = one.leavesAfterDays, age >= days else { return 0 }
    guard one.leavesByAccess else { return 1 }
    // Nobody asked for it in the last days, at the middle of its day.
    let now = Double(age) + 0.5
    return Elementary.exp(-(accesses(by: now) - accesses(by: now - Double(days))))
  }

  /// By tier: which part has left it and all before it, by age; empty is never. Filled where asked for.
  private var tables: [Int: [Double]] = [:]

  private mutating func table(_ tier: Int, through age: Int) -> [Double] {
    if let table = tables[tier] { return table }
    let earlier = plan.tiers[tier].isCache ? 0..<0 : 0..<tier
    let places = earlier.filter { !plan.tiers[$0].isCache } + [tier]
    let forGood = places.map { place -> [Double] in
      let isLifted =
        plan.tiers[place].isCache
        || plan.tiers[(place + 1)...].contains(where: { $0.reheatsTo == place })
      guard plan.tiers[place].leavesByAccess, !isLifted else {
        return (0...age).map { left(place, age: $0) }
      }
      // What nobody lifts back has left for good: its table is taken as it is.
      let table = TierBoundaries(plan, StudyAccesses(scenario.reading)).left[place]
      return (0...age).map { table[min($0, table.count - 1)] }
    }
    let table = (0...age).map { age in forGood.map { $0[age] }.min() ?? 0 }
    tables[tier] = table
    return table
  }

  private mutating func expectation(
    _ tier: Int, on day: Int, isThere: Bool
  ) -> (end: Double, doubt: Double)? {
    let before =
      plan.tiers[tier].isCache
      ? nil : plan.tiers.indices.last { $0 < tier && !plan.tiers[$0].isCache }
    let chain = plan.tiers[...tier].filter { !$0.isCache || $0.id == plan.tiers[tier].id }
    guard
      plan.tiers[tier].leavesByAccess || before != nil && chain.contains(where: \.leavesByAccess)
    else { return nil }
    guard isThere else { return (0, 0) }
    let oldest = (items.map { day - $0.day }.max() ?? 0) + 60
    let last = max(oldest, scenario.months * 31 + oldest)
    var (end, doubt) = (0.0, 0.0)
    let from = before.map { table($0, through: last) }
    let to = plan.tiers[tier].leavesAfterDays == nil ? nil : table(tier, through: last)
    for item in items where !item.isPurged && item.day <= day {
      let age = day - item.day
      end += item.bytes * ((from?[age] ?? 1) - (to?[age] ?? 0))
    }
    for table in [from, to].compactMap({ $0 }) { doubt += self.doubt(table, on: day) }
    return (max(0, end), doubt)
  }

  /// How far a part that leaves in steps of weeks can be from one that leaves day by day: what lies in a
  /// step counts with some value that the part takes within it.
  private func doubt(_ parts: [Double], on day: Int) -> Double {
    guard let first = parts.firstIndex(where: { $0 != 0 }) else { return 0 }
    var ends = [first]
    while let age = ends.last, age + 1 < parts.count {
      ends.append(age + (age < first + 14 ? 1 : age < 364 ? 7 - age % 7 : 28 - age % 28))
    }
    var ranges = [Double](repeating: 0, count: parts.count)
    for (age, next) in zip(ends, ends.dropFirst()) where next - age > 1 {
      let within = parts[age...min(next, parts.count - 1)]
      let range = (within.max() ?? 0) - (within.min() ?? 0)
      for place in age..<min(next, parts.count) { ranges[place] = range }
    }
    return items.reduce(0) { sum, item in
      let age = day - item.day
      return item.isPurged || age < 0 ? sum : sum + item.bytes * ranges[age]
    }
  }
}
