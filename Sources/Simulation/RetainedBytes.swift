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

  /// - Parameters:
  ///   - retention: How long studies are kept.
  ///   - form: Whether the vendor compresses.
  ///   - firstDay: The plan's.
  init(_ retention: RetentionPolicy, form: StoredHistory.Form, firstDay: CalendarDate) {
    self.form = form
    rules = retention.rules.map { rule in
      guard retention.purges else {
        return Rule(ends: [], strands: [Strand(share: 1, days: [nil])])
      }
      return Rule(
        ends: rule.changes.map { $0.on.firstDay.dayNumber - firstDay.dayNumber },
        strands: rule.strands.map { Strand(share: $0.share, days: $0.days) })
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
        rules[rule].strands[strand].through = through
        rules[rule].strands[strand].purged = history.total(rule, form, through: through)
      }
    }
  }

  /// Bytes at rest whose age at the end of today is at least `from` and less than `to` days.
  func between(_ history: StoredHistory, from: Int, to: Int?) -> Double {
    var sum = 0.0
    for (place, rule) in rules.enumerated() {
      let newest = history.total(place, form, through: history.day - from)
      let oldest = to.map { history.total(place, form, through: history.day - $0) } ?? 0
      for strand in rule.strands {
        sum += strand.share * max(0, newest - max(oldest, strand.purged))
      }
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
