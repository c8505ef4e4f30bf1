public import Foundation
public import PlanModel

/// One unit, once: by the contract's payments, or in the line's first month.
///
/// Example: a licence at 380,000.00 with a discount of 10 % costs 342,000.00 in year 0.
public struct OnceMeter: Meter {
  public static let name = "once"
  public static let meaning =
    "One price: paid by the contract's payments, or in the line's first-month."
  public static let example =
    "{ id: licence, item: Perpetual licence, category: software, kind: capex, meter: once, price: 380000 }"

  public let unitName = "payment"
  public let rhythm = BillingRhythm.bought

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period == first ? 1 : 0
  }
}
