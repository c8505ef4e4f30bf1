public import Foundation
public import PlanModel

/// Studies that one is licensed to make in a year.
///
/// Licences for `count` studies are bought at first. At the end of each planning year follow those that the
/// year's studies needed beyond what was licensed, which stay; with `high-water: no` each year pays for its own
/// studies.
///
/// Example: licences for 100,000 studies in blocks of 10,000 at 21,000.00 cost 210,000.00 at first; a year with
/// 127,300 studies needs 13 blocks and brings 3 more, 63,000.00 (`block: 10000`, `per: plan`).
public struct LicensedStudiesMeter: Meter {
  public static let name = "licensed-studies"
  public static let meaning =
    "Licences for a number of studies a year: `count` at first, and at the end of each planning year those that its studies needed beyond all before (`high-water: yes`), or each year's studies (`high-water: no`)."
  public static let example =
    "{ id: licences, item: Licensed studies, category: software, kind: capex, meter: licensed-studies, count: 100000, block: 10000, per: plan, price: 21000 }"
  public static let accepts: Set<MeterOption> = [
    .count, .highWater, .appliesTo, .counts, .imported,
  ]

  public let scope: MeterScope?
  private let count: Decimal
  private let isHighWater: Bool
  public let unitName = "licensed study"
  public let rhythm: BillingRhythm

  public init(_ options: MeterOptions) {
    scope = options.scope
    count = options.count ?? 0
    isHighWater = options.isHighWater
    rhythm = options.isHighWater ? .bought : .running
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return period == first ? count : 0 }
    let bought = period == first ? count : 0
    guard period % 12 == 0 else { return isHighWater ? bought : 0 }
    let year = studies(usage, period / 12)
    guard isHighWater else { return year }
    // What was licensed before: at first, or by the years before.
    let before = (1..<max(1, period / 12)).reduce(count) { max($0, studies(usage, $1)) }
    return bought + max(0, year - before)
  }

  private func studies(_ usage: PlanUsage, _ year: Int) -> Decimal {
    usage.months[(year * 12 - 12)..<(year * 12)].reduce(0) { $0 + $1.studies(scope) }
      .rounded(to: 6)
  }
}
