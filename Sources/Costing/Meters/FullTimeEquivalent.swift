public import Foundation
public import PlanModel
public import Quantities

/// Full-time people, a number the line states, in every month.
///
/// Without a price of its own the line costs the scenario's administrator: salary × (1 + on-cost)
/// a year. Example: 1.5 administrators at 84,810.00 with 25 % on-cost cost
/// 1.5 × 84,810 × 1.25 ÷ 12 = 13,251.56 a month.
public struct FullTimeEquivalentMeter: Meter {
  public static let name = "fte"
  public static let meaning =
    "Full-time people (count) in every month; without a price the scenario's administrator's salary with on-cost, a year."
  public static let example =
    "{ id: admins, item: PACS administrators, category: staff, kind: opex, meter: fte, count: 1.5 }"
  public static let needs: Set<MeterOption> = [.count]

  private let count: Decimal
  public let unitName = "FTE"
  public let isStanding = true

  public init(_ options: MeterOptions) { count = options.count ?? 0 }

  public func standardPrice(_ finance: Finance) -> UnitPrice? {
    UnitPrice(finance.administratorSalary.amount * (1 + finance.onCost))
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? count : 0
  }
}
