public import Foundation
public import PlanModel

/// Every site of the scenario, in every month.
///
/// Example: two sites at 12,000.00 `per: year` cost 2,000.00 each month.
public struct SiteMeter: Meter {
  public static let name = "site"
  public static let meaning =
    "Each site of the scenario, in every month; per: year pays for twelve."
  public static let example =
    "{ id: sites, item: Site fee, category: software, kind: opex, meter: site, per: year, price: 12000 }"

  public let unitName = "site"
  public let isStanding = true

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? Decimal(usage.sites) : 0
  }
}
