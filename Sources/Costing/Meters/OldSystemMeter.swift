import Foundation
import PlanModel

/// The system that another replaces, in every month until then; no price list names it.
///
/// Example: maintenance of 210,000.00 a year costs 17,500.00 a month.
struct OldSystemMeter: Meter {
  static let name = "old-system"
  static let meaning = "The old system in every month until another takes over."
  static let example = "legacy: { maintenance: 210000 USD/year }"

  let unitName = "old system"
  let isStanding = true

  init(_ options: MeterOptions) {}

  func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal { period >= 1 ? 1 : 0 }
}
