public import Foundation
public import PlanModel

/// One unit each month.
///
/// Example: a network port at 219.00 a month costs 2,628.00 a year.
public struct MonthMeter: Meter {
  public static let name = "month"
  public static let meaning = "One payment in every month."
  public static let example =
    "{ id: port, item: Network port, category: network, kind: opex, meter: month, price: 219 }"

  public let unitName = "month"

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? 1 : 0
  }
}
