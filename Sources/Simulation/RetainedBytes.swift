import PlanModel
import Quantities

/// What one vendor's archive still holds of what came in, by retention rule.
///
/// A rule is a mixture of strands, each a share of its bytes with one time to keep them. A strand
/// is purged up to a day that never goes back, so what is gone stays gone when a rule becomes
/// longer, and a shorter one purges at once:
///
///     P = C(max over the days so far of (day − days kept))
///     content between two ages = Σ share × max(0, C(day − from) − max(C(day − to), P))
///
/// where C(d) is everything acquired up to the end of day d.
struct RetainedBytes {
  private struct Strand {
    var share: Double
    /// Days kept by period of the rule.
    var days: [Int?]
    /// The last day whose studies are purged.
    var through = Int.min
    /// C of that day.
    var purged = 0.0
  }

  private struct Rule {
    /// Days of the plan on which its periods end.
    var ends: [Int]
    /// Index of the period that holds.
    var period = 0
    var strands: [Strand]
  }

  private var rules: [Rule]
  private let form: StoredHistory.Form
  /// What a byte of the legacy archive takes here.
  private let legacyFactor: Double
  /// The first day whose studies are here; those before are not yet.
  private(set) var firstDayHere = Int.min
  /// C of the day before it, by rule.
  private var missing: [Double]
  /// What came in so far of what was made before ``firstDayHere`` first was set, and what was purged
  /// since of what was here.
  private(set) var movedIn = 0.0
  private(set) var purgedHere = 0.0

  /// - Parameters:
  ///   - retention: How long studies are kept.
  ///   - form: Whether the vendor compresses.
  ///   - firstDay: The plan's.
  ///   - legacyFactor: What a byte of the legacy archive takes here.
  init(
    _ retention: RetentionPolicy, form: StoredHistory.Form, firstDay: CalendarDate,
    legacyFactor: Double = 1
  ) {
    self.form = form
    self.legacyFactor = legacyFactor
    missing = retention.rules.map { _ in 0 }
    rules = retention.rules.map { rule in
      guard retention.purges else {
        return Rule(ends: [], strands: [Strand(share: 1, days: [nil])])
      }
      return Rule(
        ends: rule.changes.map { $0.on.firstDay.dayNumber - firstDay.dayNumber },
        strands: rule.strands.map {
          Strand(share: $0.share * (1 - retention.hold), days: $0.days)
        }
          + (retention.hold > 0
            ? [Strand(share: retention.hold, days: rule.periods.map { _ in nil })] : []))
    }
  }

  /// The greatest finite age in days that is ever asked for.
  static func lookBack(_ retention: RetentionPolicy) -> Int {
    guard retention.purges else { return 0 }
    return retention.rules.flatMap(\.periods).flatMap(\.components).compactMap(\.days).max() ?? 0
  }

  /// Purges what has been kept for long enough at the end of today.
  mutating func endDay(_ history: StoredHistory) {
    for rule in rules.indices {
      while rules[rule].period < rules[rule].ends.count,
        rules[rule].ends[rules[rule].period] <= history.day
      {
        rules[rule].period += 1
      }
      let period = rules[rule].period
      for strand in rules[rule].strands.indices {
        guard let days = rules[rule].strands[strand].days[period] else { continue }
        let through = history.day - days
        guard through > rules[rule].strands[strand].through else { continue }
        let before = gone(rules[rule].strands[strand], rule)
        defer {
          if firstDayHere > .min {
            let strand = rules[rule].strands[strand]
            purgedHere += strand.share * (gone(strand, rule) - before)
          }
        }
        rules[rule].strands[strand].through = through
        rules[rule].strands[strand].purged = total(history, rule, through: through)
      }
    }
  }

  /// Bytes at rest whose age at the end of today is at least `from` and less than `to` days.
  func between(_ history: StoredHistory, from: Int, to: Int?) -> Double {
    var sum = 0.0
    for (place, rule) in rules.enumerated() {
      let newest = total(history, place, through: history.day - from)
      let oldest = to.map { total(history, place, through: history.day - $0) } ?? 0
      for strand in rule.strands {
        sum += strand.share * max(0, newest - max(oldest, gone(strand, place)))
      }
    }
    return sum
  }

  /// Bytes of all ages that have left by a boundary, or are purged, or not yet here.
  ///
  /// - Parameters:
  ///   - history: What came in.
  ///   - jumps: Which part leaves at which age; empty is none.
  ///   - weights: What a byte counts, by retention rule.
  /// - Returns: Bytes, or what they count.
  func left(
    _ history: StoredHistory, _ jumps: [TierBoundaries.Jump], weights: [Double]? = nil
  ) -> Double {
    sum(history, weights) { here in
      jumps.isEmpty ? here.gone : jumps.reduce(0) { $0 + $1.part * here.through($1.age) }
    }
  }

  /// What the bytes of some ages bring.
  func flow(_ history: StoredHistory, _ flows: [TierBoundaries.Flow]) -> Double {
    sum(history, nil) { here in
      flows.reduce(0) {
        $0 + $1.part / Double($1.days)
          * (here.through($1.age) - here.through($1.age + $1.days))
      }
    }
  }

  /// C of one strand, where what is gone is gone for all ages.
  private struct Strip {
    let gone: Double
    let total: (Int) -> Double

    func through(_ age: Int) -> Double { max(gone, total(age)) }
  }

  private func sum(_ history: StoredHistory, _ weights: [Double]?, _ body: (Strip) -> Double)
    -> Double
  {
    var sum = 0.0
    for (place, rule) in rules.enumerated() {
      let weight = weights?[place] ?? 1
      for strand in rule.strands {
        let strip = Strip(gone: gone(strand, place)) {
          total(history, place, through: history.day - $0)
        }
        sum += weight * strand.share * body(strip)
      }
    }
    return sum
  }

  /// What of a rule's strand is purged, or not yet here.
  private func gone(_ strand: Strand, _ rule: Int) -> Double { max(strand.purged, missing[rule]) }

  /// C of a day, with legacy bytes as they are here.
  private func total(_ history: StoredHistory, _ rule: Int, through day: Int) -> Double {
    let total = history.total(rule, form, through: day)
    if legacyFactor == 1 { return total }
    return day < 0
      ? total * legacyFactor
      : total - (1 - legacyFactor) * history.total(rule, form, through: -1)
  }

  /// Lets only studies be here that were made on some day or later.
  mutating func begin(with day: Int, _ history: StoredHistory) {
    for rule in rules.indices {
      let left = total(history, rule, through: day - 1)
      if firstDayHere > .min {
        for strand in rules[rule].strands {
          movedIn += strand.share * (gone(strand, rule) - max(strand.purged, left))
        }
      }
      missing[rule] = left
    }
    firstDayHere = day
  }

  /// Bytes made on a day, as they are where they come from, that are kept still.
  func elsewhere(_ history: StoredHistory, madeOn day: Int) -> Double {
    var sum = 0.0
    for (place, rule) in rules.enumerated() {
      let bytes =
        history.total(place, form, through: day) - history.total(place, form, through: day - 1)
      for strand in rule.strands where day > strand.through { sum += strand.share * bytes }
    }
    return sum
  }

  /// Everything purged so far.
  var purged: Double {
    rules.reduce(0) { sum, rule in
      rule.strands.reduce(sum) { $0 + $1.share * $1.purged }
    }
  }
}
