public import Foundation
public import PlanModel

/// One unit a year, paid in the month of go-live, or the line's first month, and each twelve months
/// after.
///
/// Example: maintenance at 76,000.00 a year with 3 % from year 2 costs 76,000.00 in month 1 and
/// 78,280.00 in month 13; with go-live in month 7 it is paid in months 7 and 19, at the price of each
/// month's planning year.
public struct YearMeter: Meter {
  public static let name = "year"
  public static let meaning =
    "One payment a year, in advance: in the month of go-live, or the line's first-month, and each twelve months after."
  public static let example =
    "{ id: support, item: Support, category: services, kind: opex, meter: year, price: 76000 }"

  public let unitName = "year"

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    let first = max(first, 1)
    return period >= first && (period - first) % 12 == 0 ? 1 : 0
  }
}
