public import Foundation
public import PlanModel

/// A share of what other lines cost.
///
/// Example: `rate: 18 %` of licences at 380,000.00 less 10 %: of their list price (`basis: list`) and for each year
/// (`per: year`) 380,000 × 18 % ÷ 12 = 5,700.00 a month. A contingency of 5 % of what services cost
/// (`basis: net`) follows them month by month.
public struct PercentMeter: Meter {
  public static let name = "percent"
  public static let meaning =
    "A share (`rate`) of other lines (`lines`), before (`basis: list`) or after (`basis: net`) discounts: of what they cost in the same month, or with `per: year` for each year of all that was bought so far, in twelfths from go-live."
  public static let example =
    "{ id: support, item: Support, category: services, kind: opex, meter: percent, lines: [licence], basis: list, rate: 18 %, per: year }"
  public static let needs: Set<MeterOption> = [.lines, .rate]
  public static let accepts: Set<MeterOption> = [.basis]

  public let share: ShareOfLines?
  public let unitName = "of other lines"
  public let isStanding: Bool
  public let rhythm: BillingRhythm

  public init(_ options: MeterOptions) {
    share = options.share
    isStanding = options.share?.isOfPurchases ?? false
    rhythm = isStanding ? .running : .following
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal { 0 }
}
