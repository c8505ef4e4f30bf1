public import Foundation
public import PlanModel

/// One unit a year, paid in the first month of each planning year.
///
/// Example: maintenance at 76,000.00 a year with 3 % from year 2 costs 76,000.00 in month 1 and
/// 78,280.00 in month 13. A line that starts in the middle of a year pays first in month 1 of the
/// next.
public struct YearMeter: Meter {
  public static let name = "year"
  public static let meaning = "One payment a year, in the first month of each planning year."
  public static let example =
    "{ id: support, item: Support, category: services, kind: opex, meter: year, price: 76000 }"

  public let unitName = "year"

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 && (period - 1) % 12 == 0 ? 1 : 0
  }
}
