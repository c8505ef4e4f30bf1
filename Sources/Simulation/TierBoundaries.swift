import PlanModel
import Quantities

/// How often a study is asked for again, by its age.
///
/// Priors and later views come to a study as a Poisson process in its age, so that
///
///     K(a) = priors × F(a) + views × (1 − e^(−a/τ))        accesses up to age a, in the mean
///     P(none in the last s | age a) = e^−(K(a) − K(a − s))
///
/// where F is the distribution of the ages of priors and τ the mean delay of a view. It takes as many
/// studies a day at the age a ago as now: with growth, older studies are asked for slightly more often
/// each than is counted here.
struct StudyAccesses: Sendable {
  private let priors: ReadingPlan.Priors?
  private let views: Double
  private let viewDelay: Double

  init(_ reading: ReadingPlan?) {
    priors = reading?.priors
    views = reading?.views?.perStudy ?? 0
    viewDelay = (reading?.views?.meanDelay.value ?? 0) / 86_400
  }

  /// K at an age in days.
  func expected(by age: Double) -> Double {
    guard age > 0 else { return 0 }
    var expected = 0.0
    if let priors { expected += priors.perStudy * priors.ages.share(age) }
    if views > 0 { expected += views * (1 - Elementary.exp(max(-700, -age / viewDelay))) }
    return expected
  }

  /// The age in days after which hardly anybody asks for a study.
  var last: Double {
    max(priors?.ages.points.last?.days ?? 0, views > 0 ? 30 * viewDelay : 0)
  }
}

/// Which part of the studies of some age has left each of a vendor's tiers.
///
/// Ages are in whole days, as everything at rest is. A study leaves a tier by its age or when nobody has
/// asked for it for so many days; the first tier that it has not left holds it. What is lifted back on a
/// read has the last access of that read, so the part that has left is the part without an access in the
/// last days. What is not lifted back has left for good:
///
///     left(a) = Σ P(accessed at a' and there, and not in the days after)
struct TierBoundaries: Sendable {
  /// A part of the studies that leaves at an age; parts that come back are negative.
  struct Jump: Hashable, Sendable {
    var age: Int
    var part: Double
  }

  /// A number for each byte whose age is one of some days.
  struct Flow: Hashable, Sendable {
    var age: Int
    var days: Int
    /// For all these days together, in the mean over them.
    var part: Double
  }

  /// By tier, from the first age on at which it is not 0 to the last at which it changes: which part has
  /// left it and all before it. Of a cache: which part has left the cache alone. Empty is never.
  let left: [[Double]]
  /// The same as what leaves at each age; ages that lie far back are taken together.
  let jumps: [[Jump]]
  /// By tier, for how many days each byte of some ages is paid that has left too early.
  let early: [[Flow]]

  init(_ plan: StoragePlan, _ accesses: StudyAccesses) {
    var left: [[Double]] = []
    var reached = [1.0]
    for (place, tier) in plan.tiers.enumerated() {
      let own = Self.left(tier, plan.tiers[place...], accesses, place)
      if tier.isCache {
        left.append(own)
        continue
      }
      // A study is beyond a tier when it has left this one and all before.
      reached = Self.both(reached, own)
      left.append(reached)
    }
    self.left = left
    // A cache holds copies, and has nobody to hand anything on to.
    let firsts = zip(plan.tiers, left).compactMap { $0.isCache ? nil : Self.first($1) }
    jumps = zip(plan.tiers, left).map { tier, parts in
      Self.jumps(parts, tier.isCache ? [Self.first(parts)].compactMap(\.self) : firsts)
    }
    early = plan.tiers.indices.map { Self.early(plan, $0, accesses) }
  }

  /// The greatest age that is asked for.
  var lookBack: Int {
    max(
      jumps.flatMap { $0 }.map(\.age).max() ?? 0,
      early.flatMap { $0 }.map { $0.age + $0.days }.max() ?? 0)
  }

  /// Which part has left one tier, by age in days.
  private static func left(
    _ tier: StorageTier, _ behind: ArraySlice<StorageTier>, _ accesses: StudyAccesses, _ place: Int
  ) -> [Double] {
    guard let days = tier.leavesAfterDays else { return [] }
    guard tier.leavesByAccess else {
      return [Double](repeating: 0, count: days) + [1]
    }
    let last = max(days + 1, Int(accesses.last.rounded(.up)) + days + 1)
    // Whoever reads lifts it back, or a copy of it into a cache.
    if tier.isCache || behind.dropFirst().contains(where: { $0.reheatsTo == place }) {
      return (0...last).map { age in
        age < days ? 0 : noneSince(days, age: Double(age) + 0.5, accesses)
      }
    }
    // There and asked for on a day, by age.
    var asked = [1.0]
    var here = 1.0
    var result = [0.0]
    for age in 1...last {
      if age >= days {
        let since = asked[age - days]
        here -= since * noneSince(days - 1, age: Double(age), accesses)
      }
      let today = accesses.expected(by: Double(age + 1)) - accesses.expected(by: Double(age))
      asked.append(here * (1 - Elementary.exp(-today)))
      result.append(age < days ? 0 : min(1, max(0, 1 - here)))
    }
    return result
  }

  private static func noneSince(_ days: Int, age: Double, _ accesses: StudyAccesses) -> Double {
    Elementary.exp(
      max(-700, accesses.expected(by: age - Double(days)) - accesses.expected(by: age)))
  }

  /// Which part has left several tiers: by age for good, and of those that look at accesses the one with
  /// most days decides.
  private static func both(
    _ before: [Double], _ own: [Double]
  ) -> [Double] {
    if own.isEmpty { return [] }
    let count = max(before.count, own.count)
    func part(_ parts: [Double], _ age: Int) -> Double {
      parts.isEmpty ? 0 : parts[min(age, parts.count - 1)]
    }
    return (0..<count).map { min(part(before, $0), part(own, $0)) }
  }

  /// The first age at which something has left.
  private static func first(_ parts: [Double]) -> Int? { parts.firstIndex { $0 != 0 } }

  /// What leaves at each age: to the day for two weeks from the first of any tier, then to the week for a
  /// year, then to four weeks, each at its middle.
  ///
  /// Steps are the same for all tiers, so that what one lets go the next takes in, neither more nor less.
  private static func jumps(_ parts: [Double], _ firsts: [Int]) -> [Jump] {
    guard let first = first(parts) else { return [] }
    var jumps = [Jump(age: first, part: parts[first])]
    var age = first
    while age + 1 < parts.count {
      let isNear = firsts.contains { (($0 - 1)..<($0 + 14)).contains(age) }
      let step = isNear ? 1 : age < 364 ? 7 - age % 7 : 28 - age % 28
      // The day on which another tier begins to let go is a step of its own.
      let other = firsts.filter { $0 - 1 > age }.min().map { $0 - 1 } ?? .max
      let next = min(parts.count - 1, age + step, other)
      let part = 0.5 * (parts[next] - parts[age])
      let middle = age + 1 + next
      if part != 0 {
        jumps.append(Jump(age: middle / 2, part: part))
        jumps.append(Jump(age: (middle + 1) / 2, part: part))
      }
      age = next
    }
    return jumps
  }

  /// The days that a tier bills for what does not stay for its least time, for a byte by age.
  ///
  /// What leaves by age has stayed from the age at which the tier before let it go. What a read lifts out
  /// at age a, t days after it came in, is paid for D − t days more:
  ///
  ///     Σ λ(a) ∫₀ᴰ (S(N) − S(N + r)) dr,   S(s) = P(none in the last s | a)
  private static func early(
    _ plan: StoragePlan, _ place: Int, _ accesses: StudyAccesses
  ) -> [Flow] {
    let tier = plan.tiers[place]
    guard tier.minimumDays > 0 else { return [] }
    let before = plan.tiers[..<place].last { !$0.isCache }
    if tier.reheatsTo != nil, let before, before.leavesByAccess, let days = before.leavesAfterDays {
      // What is older than the tier's own age is behind it.
      let end = tier.leavesAfterDays ?? .max
      let last = min(Int(accesses.last.rounded(.up)), end)
      guard last > days else { return [] }
      var result: [Flow] = []
      var age = days
      while age < last {
        let step = min(age < days + 14 ? 1 : age < days + 90 ? 7 : 27, end - age)
        let middle = Double(age) + 0.5 * Double(step)
        let asked =
          accesses.expected(by: Double(age + step)) - accesses.expected(by: Double(age))
        let out = noneSince(days, age: middle, accesses)
        var extra = 0.0
        for stayed in 0..<tier.minimumDays {
          // In the middle of each day of its stay; nobody stays since before it was made.
          let since = min(middle, Double(days + stayed) + 0.5)
          extra +=
            out
            - Elementary.exp(
              accesses.expected(by: middle - since) - accesses.expected(by: middle))
            * (since < middle ? 1 : 0)
        }
        if asked > 0 { result.append(Flow(age: age, days: step, part: asked * extra)) }
        age += step
      }
      return result
    }
    guard !tier.leavesByAccess, let end = tier.leavesAfterDays else { return [] }
    let begin = before?.leavesByAccess ?? false ? 0 : before?.leavesAfterDays ?? 0
    let missing = tier.minimumDays - (end - begin)
    return missing > 0 ? [Flow(age: end, days: 1, part: Double(missing))] : []
  }
}
