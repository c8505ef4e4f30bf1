import PlanModel
import Quantities

/// Bytes at rest by the day on which they were acquired, one copy, for each retention rule.
///
/// Kept as running totals, so that what lies between two ages is one subtraction:
///
///     content of a tier at the end of day d = C(d − from) − C(d − to)
///
/// where C(d) is everything acquired up to the end of day d. Days before the plan belong to the
/// legacy archive, whose bytes grew by its yearly growth from its oldest month to the plan's start:
///
///     C(−1 − t) = stored × (q^(n − t) − 1) / (q^n − 1),   q = (1 + growth)^(1/365.25), n days in all
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
  private let legacyStored: Double
  private let legacyDays: Double
  private let legacyStep: Double
  private(set) var day = -1

  /// - Parameters:
  ///   - rules: The number of retention rules.
  ///   - lookBack: The greatest finite age in days that will be asked for.
  ///   - legacy: The present archive.
  ///   - legacyShares: How its bytes spread over the rules; they add to 1.
  ///   - firstDay: The plan's.
  init(
    rules: Int, lookBack: Int, legacy: LegacyArchive?, legacyShares: [Double],
    firstDay: CalendarDate
  ) {
    self.rules = rules
    span = lookBack + 2
    totals = .allocate(capacity: rules * 2 * span)
    totals.initialize(repeating: 0, count: rules * 2 * span)
    self.legacyShares = legacyShares
    legacyStored = Double(legacy?.stored.count ?? 0)
    legacyDays = Double(
      firstDay.dayNumber - (legacy?.oldest.firstDay.dayNumber ?? firstDay.dayNumber))
    legacyStep = Elementary.pow(1 + (legacy?.yearlyGrowth ?? 0), 1 / 365.25)
    running = (0..<(rules * 2)).map { legacyShares[$0 / 2] * Double(legacy?.stored.count ?? 0) }
    today = Array(repeating: 0, count: rules * 2)
  }

  deinit { totals.deallocate() }

  /// Adds bytes acquired today.
  @inline(__always)
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
    guard legacyStored > 0 else { return 0 }
    let left = legacyDays + Double(past + 1)
    if left <= 0 { return 0 }
    let whole =
      legacyStep == 1
      ? left / legacyDays
      : (Elementary.pow(legacyStep, left) - 1) / (Elementary.pow(legacyStep, legacyDays) - 1)
    return legacyShares[rule] * legacyStored * whole
  }

  /// Bytes of a rule whose age at the end of today is at least `from` and less than `to` days.
  func between(_ rule: Int, _ form: Form, from: Int, to: Int?) -> Double {
    let newest = total(rule, form, through: day - from)
    guard let to else { return newest }
    return max(0, newest - total(rule, form, through: day - to))
  }
}
