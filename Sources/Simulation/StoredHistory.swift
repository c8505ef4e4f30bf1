import PlanModel
import Quantities

/// Bytes at rest by the day on which they were acquired, one copy, for each retention rule.
///
/// Kept as running totals, so that what lies between two ages is one subtraction:
///
///     content of a tier at the end of day d = C(d − from) − C(d − to)
///
/// where C(d) is everything acquired up to the end of day d. Days before the plan belong to the
/// legacy archive.
///
/// Only the days that some tier or rule still looks back to are kept, whatever the horizon.
final class StoredHistory {
  /// Whether a total is of bytes at rest compressed or not; legacy bytes are as they are.
  enum Form: Int { case plain, compressed }

  private let rules: Int
  private let span: Int
  /// `[(rule × 2 + form) × span + day mod span]`
  private let totals: UnsafeMutablePointer<Double>
  private var running: [Double]
  private var today: [Double]
  private let legacyShares: [Double]
  private let legacy: LegacyAges
  private(set) var day = -1

  /// - Parameters:
  ///   - rules: The number of retention rules.
  ///   - lookBack: The greatest finite age in days that will be asked for.
  ///   - legacy: The ages of the present archive's bytes.
  ///   - legacyShares: How its bytes spread over the rules; they add to 1.
  init(rules: Int, lookBack: Int, legacy: LegacyAges, legacyShares: [Double]) {
    self.rules = rules
    span = lookBack + 2
    totals = .allocate(capacity: rules * 2 * span)
    totals.initialize(repeating: 0, count: rules * 2 * span)
    self.legacyShares = legacyShares
    self.legacy = legacy
    running = (0..<(rules * 2)).map { legacyShares[$0 / 2] * legacy.stored }
    today = Array(repeating: 0, count: rules * 2)
  }

  deinit { totals.deallocate() }

  /// Adds bytes acquired today.
  func add(plain: Double, compressed: Double, rule: Int) {
    today[rule * 2] += plain
    today[rule * 2 + 1] += compressed
  }

  /// Ends the day.
  func endDay() {
    day += 1
    for series in running.indices {
      running[series] += today[series]
      today[series] = 0
      totals[series * span + day % span] = running[series]
    }
  }

  /// Bytes of a rule acquired up to the end of a day, today or earlier.
  func total(_ rule: Int, _ form: Form, through past: Int) -> Double {
    if past >= 0 { return totals[(rule * 2 + form.rawValue) * span + past % span] }
    return legacyShares[rule] * legacy.total(through: past)
  }
}

/// How old the legacy archive's bytes are: they grew by its yearly growth from its oldest month to
/// the plan's start.
///
///     C(−1 − t) = stored × (q^(n − t) − 1) / (q^n − 1),   q = (1 + growth)^(1/365.25), n days in all
///
/// Worked out once for all days, since every rule asks for another day of it each day.
struct LegacyAges: Sendable {
  /// Bytes in all.
  let stored: Double
  /// C(−1), C(−2), … down to the last day that is not 0.
  private let totals: [Double]

  /// - Parameters:
  ///   - legacy: The present archive; nil is none.
  ///   - firstDay: The plan's.
  init(_ legacy: LegacyArchive?, firstDay: CalendarDate) {
    guard let legacy, legacy.stored.count > 0 else {
      (stored, totals) = (0, [])
      return
    }
    let bytes = Double(legacy.stored.count)
    let days = max(0, firstDay.dayNumber - legacy.oldest.firstDay.dayNumber)
    let step = Elementary.pow(1 + legacy.yearlyGrowth, 1 / 365.25)
    let whole = Elementary.pow(step, Double(days)) - 1
    stored = bytes
    totals = (0..<days).map { past in
      let left = Double(days - past)
      return bytes
        * (step == 1 ? left / Double(days) : (Elementary.pow(step, left) - 1) / whole)
    }
  }

  /// How many days before the plan the oldest are.
  var days: Int { totals.count }

  /// C of a day before the plan, −1 and earlier.
  func total(through day: Int) -> Double {
    let past = -1 - day
    return past < totals.count ? totals[past] : 0
  }
}
