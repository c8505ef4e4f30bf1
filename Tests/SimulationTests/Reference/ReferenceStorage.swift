import PlanModel
import Quantities

@testable import Simulation

/// A vendor's storage: every study with its day, and each of them looked at each day.
struct ReferenceStorage {
  /// Bytes at rest that came on one day and are kept alike.
  struct Item {
    let day: Int
    /// As they are here.
    let bytes: Double
    /// As they are where they come from, if they are moved here.
    let bytesBefore: Double
    /// Which of ``kept`` says how long they are kept.
    let strand: Int
    let rule: Int
    var isPurged = false
  }

  /// One tier in one month.
  struct Month {
    var average = 0.0
    var peak = 0.0
    var end = 0.0
    var purchased = 0.0
    var capacity = 0.0
    /// Billed on top, in the mean over the days; its error is what coarser steps of the engine do.
    var surcharge = Rounded(0)
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

  /// How the present archive comes in; nil is at once, with the first day.
  var migration: ReferenceMigration?
  /// When its last is there, and the bytes that were moved.
  private(set) var movedBy: Int?
  private(set) var moved = Rounded(0)
  /// By month: what of it came in, as it is here.
  private(set) var movedIn: [Double] = []
  /// Whether rounding decides when a day's studies are there.
  private(set) var isUndecided = false
  /// By tier: what is billed on top of a byte for its small objects, by retention rule; nil is nothing.
  var lacking: [[Double]?] = []

  private let scenario: Scenario
  private let plan: StoragePlan
  /// The first day whose studies are here.
  private var firstHere = Int.min
  /// Of what could be moved, what is left over for the next day of studies.
  private var spare = Rounded(0)

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
  ///
  /// - Parameters:
  ///   - day: On which they came.
  ///   - bytes: As they came.
  ///   - rule: How long they are kept.
  ///   - shrunk: How many times smaller they are here.
  mutating func add(day: Int, bytes: Double, rule: Int, shrunk: Double = 1) {
    for strand in strands[rule] {
      items.append(
        Item(
          day: day, bytes: bytes * strand.share / shrunk, bytesBefore: bytes * strand.share,
          strand: strand.place, rule: rule))
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
          day: place - days, bytes: Double(legacy.stored.count) * weight / sum * share, rule: rule,
          shrunk: migration?.migration.recompression ?? 1)
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
    let parts = plan.tiers.indices.map { self.parts($0) }
    let early = plan.tiers.indices.map { self.early($0) }
    let isBilledMore = plan.tiers.indices.map { lacking[$0] != nil || !early[$0].isEmpty }
    if migration != nil { firstHere = .max }
    for days in monthDays {
      var levels = plan.tiers.map { _ in [Double]() }
      var surcharges = plan.tiers.map { _ in Rounded(0) }
      var gone = 0.0
      var came = 0.0
      for day in days {
        gone += purge(on: day)
        if migration != nil, day >= takesOver { came += move(on: day, takesOver: takesOver) }
        guard day >= takesOver else {
          for tier in plan.tiers.indices { levels[tier].append(0) }
          continue
        }
        var today = plan.tiers.map { _ in 0.0 }
        for item in items where day >= item.day && item.day >= firstHere && !item.isPurged {
          let age = day - item.day
          for tier in ages.indices where age >= ages[tier].from && age < ages[tier].to {
            today[tier] += item.bytes
          }
        }
        for tier in plan.tiers.indices {
          levels[tier].append(today[tier])
          guard isBilledMore[tier] else { continue }
          surcharges[tier] =
            surcharges[tier] + surcharge(tier, on: day, ages[tier], parts[tier], early[tier])
        }
      }
      purged.append(gone)
      movedIn.append(came)
      self.levels.append(levels)
      expected.append(
        parts.map {
          guard let parts = $0 else { return nil }
          return days.upperBound > takesOver
            ? expectation(parts, on: days.upperBound - 1) { $0.bytes } : (0, 0)
        })
      months.append(
        plan.tiers.indices.map { tier in
          var month = month(tier, levels[tier], from: days.lowerBound, usable: &usable[tier])
          month.surcharge = surcharges[tier] / Rounded(Double(days.count))
          return month
        })
    }
  }

  /// Takes out what has been kept for long enough at the end of a day.
  ///
  /// - Returns: The bytes of it that were here.
  private mutating func purge(on day: Int) -> Double {
    guard scenario.retention.purges else { return 0 }
    // How long bytes are kept, as their rules stand today.
    let limits = kept.map { one in one.days[one.changes.count { $0 <= day }] ?? .max }
    var gone = 0.0
    for place in items.indices
    where !items[place].isPurged && day - items[place].day >= limits[items[place].strand] {
      items[place].isPurged = true
      if items[place].day >= firstHere { gone += items[place].bytes }
    }
    return gone
  }

  /// Lets in what has been moved by the end of a day: the youngest studies first, those of a day when all
  /// of their bytes have been.
  ///
  /// - Returns: The bytes that came in, as they are here.
  private mutating func move(on day: Int, takesOver: Int) -> Double {
    guard let migration else { return 0 }
    if day == takesOver { firstHere = takesOver }
    guard day >= migration.begin, movedBy == nil else { return 0 }
    spare = spare + migration.movable[day]
    var oldest = min(takesOver, items.map(\.day).min() ?? takesOver)
    if let legacy = scenario.legacy {
      oldest = legacy.oldest.firstDay.dayNumber - scenario.start.firstDay.dayNumber
    }
    if let years = migration.migration.years {
      oldest = max(oldest, takesOver - Int((years * 365.25).rounded()))
    }
    var came = 0.0
    while firstHere > oldest {
      let its = items.filter { $0.day == firstHere - 1 && !$0.isPurged }
      let bytes = its.reduce(0) { $0 + $1.bytesBefore }
      let doubt = 2 * spare.error + doubt + 1e-13 * (spare.value < .infinity ? spare.value : 0)
      isUndecided = isUndecided || bytes > 0 && abs(bytes - spare.value) <= doubt
      guard bytes <= spare.value else { break }
      spare.value -= bytes
      moved = moved + Rounded(bytes)
      came += its.reduce(0) { $0 + $1.bytes }
      firstHere -= 1
    }
    if firstHere <= oldest { movedBy = day }
    return came
  }

  /// How far sums of everything that ever came can be from each other: they are of so many parts.
  var doubt: Double {
    let days = Double(scenario.legacy.map { scenario.start.index - $0.oldest.index } ?? 0) * 31
    let all = items.reduce(0) { $0 + $1.bytesBefore + $1.bytes }
    return (4 * Double(items.count + 400) + 8 * days) * all.ulp
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

  /// By age, which parts have left all before a tier, and which have left it too; nil for a tier that
  /// only ages have a say in. Neither is where nothing stands before, or nothing leaves.
  private typealias Parts = (from: Leaving?, to: Leaving?)

  /// Which part has left by an age; and how far that may be from one that leaves in steps of weeks, whose
  /// value within a step is any that the part takes there.
  private typealias Leaving = (part: [Double], range: [Double])

  private mutating func parts(_ tier: Int) -> Parts? {
    let before =
      plan.tiers[tier].isCache
      ? nil : plan.tiers.indices.last { $0 < tier && !plan.tiers[$0].isCache }
    let chain = plan.tiers[...tier].filter { !$0.isCache || $0.id == plan.tiers[tier].id }
    guard
      plan.tiers[tier].leavesByAccess || before != nil && chain.contains(where: \.leavesByAccess)
    else { return nil }
    let oldest = -(items.map(\.day).min() ?? 0)
    let last = scenario.months * 31 + oldest + 60
    func leaving(_ tier: Int) -> Leaving {
      let table = table(tier, through: last)
      return (table, Self.ranges(table))
    }
    return (
      before.map(leaving), plan.tiers[tier].leavesAfterDays == nil ? nil : leaving(tier)
    )
  }

  private func expectation(
    _ parts: Parts, on day: Int, counting: (Item) -> Double
  ) -> (end: Double, doubt: Double) {
    var (end, doubt) = (0.0, 0.0)
    for item in items where !item.isPurged && item.day <= day && item.day >= firstHere {
      let age = day - item.day
      let bytes = counting(item)
      end += bytes * ((parts.from?.part[age] ?? 1) - (parts.to?.part[age] ?? 0))
      doubt += bytes * ((parts.from?.range[age] ?? 0) + (parts.to?.range[age] ?? 0))
    }
    return (max(0, end), doubt)
  }

  private static func ranges(_ parts: [Double]) -> [Double] {
    var ranges = [Double](repeating: 0, count: parts.count)
    guard let first = parts.firstIndex(where: { $0 != 0 }) else { return ranges }
    var ends = [first]
    while let age = ends.last, age + 1 < parts.count {
      ends.append(age + (age < first + 14 ? 1 : age < 364 ? 7 - age % 7 : 28 - age % 28))
    }
    for (age, next) in zip(ends, ends.dropFirst()) where next - age > 1 {
      let within = parts[age...min(next, parts.count - 1)]
      let range = (within.max() ?? 0) - (within.min() ?? 0)
      for place in age..<min(next, parts.count) { ranges[place] = range }
    }
    return ranges
  }

  // MARK: - Billed on top

  /// Byte-days that a tier bills today on top of what lies in it: for what its objects lack, and for the
  /// days that are missing of what leaves too early.
  private func surcharge(
    _ tier: Int, on day: Int, _ ages: (from: Int, to: Int), _ parts: Parts?, _ early: [Rounded]
  ) -> Rounded {
    var sum = Rounded(0)
    if let lacking = lacking[tier] {
      if let parts {
        let small = expectation(parts, on: day) { $0.bytes * lacking[$0.rule] }
        sum = sum + Rounded(small.end, error: small.doubt)
      } else {
        for item in items where day >= item.day && item.day >= firstHere && !item.isPurged {
          if (ages.from..<ages.to).contains(day - item.day) {
            sum.value += item.bytes * lacking[item.rule]
          }
        }
      }
    }
    for item in items where day >= item.day && item.day >= firstHere && !item.isPurged {
      let age = day - item.day
      guard age < early.count else { continue }
      sum.value += item.bytes * early[age].value
      sum.error += item.bytes * early[age].error
    }
    return sum
  }

  /// By age: for how many days each byte of that age is billed today that has left too early.
  private func early(_ tier: Int) -> [Rounded] {
    let one = plan.tiers[tier]
    guard one.minimumDays > 0, !one.isCache || !one.leavesByAccess else { return [] }
    let before = plan.tiers[..<tier].last { !$0.isCache }
    if one.reheatsTo != nil, let before, before.leavesByAccess, let days = before.leavesAfterDays {
      return lifted(one, after: days)
    }
    guard !one.leavesByAccess, let end = one.leavesAfterDays else { return [] }
    // It came in as the tier before let it go, and goes.
    let missing = one.minimumDays - (end - (before?.leavesAfterDays ?? 0))
    return missing > 0
      ? Array(repeating: Rounded(0), count: end) + [Rounded(Double(missing))] : []
  }

  /// What a read lifts out has been in the tier since its last access and the days after it. It is read
  /// with the chance of a day; what lies in a step of the engine counts as its middle does.
  private func lifted(_ tier: StorageTier, after days: Int) -> [Rounded] {
    let last = min(tier.leavesAfterDays ?? .max, 40_000)
    var billed: [(asked: Double, missing: Double)] = []
    for age in days..<max(days, last) {
      let asked = accesses(by: Double(age + 1)) - accesses(by: Double(age))
      if billed.count > 60, asked == 0, accesses(by: 1e9) - accesses(by: Double(age)) < 1e-12 {
        break
      }
      // Nobody has asked in the last days, and not since the tier has had it so long.
      let now = Double(age) + 0.5
      func noneSince(_ time: Double) -> Double {
        time < now ? Elementary.exp(accesses(by: now - time) - accesses(by: now)) : 0
      }
      let missing = (0..<tier.minimumDays).reduce(0.0) { sum, stayed in
        let inIt = noneSince(Double(days))
        return sum + inIt - noneSince(Double(days + stayed) + 0.5)
      }
      billed.append((asked, missing))
    }
    var result = [Rounded](repeating: Rounded(0), count: days)
    var age = days
    while age - days < billed.count {
      let step = age < days + 14 ? 1 : age < days + 90 ? 7 : 27
      // Its middle can lie between two days, and its stay end between them.
      let from = max(0, age - days - 1)
      let within = billed[from..<min(billed.count, age - days + step + 1)]
      let most = within.reduce((0.0, 0.0)) { (max($0.0, $1.asked), max($0.1, $1.missing)) }
      let least = within.reduce((Double.infinity, Double.infinity)) {
        (min($0.0, $1.asked), min($0.1, $1.missing))
      }
      for one in billed[(age - days)..<min(billed.count, age - days + step)] {
        let days = one.asked * one.missing
        result.append(
          Rounded(
            days,
            error: step == 1 ? 0 : max(most.0 * most.1 - days, days - least.0 * least.1)))
      }
      age += step
    }
    return result
  }
}
