public import Foundation
public import PlanModel

/// Every site that is open, in every month: one that opens by an event counts from its month on.
///
/// Example: two sites at 12,000.00 `per: year` cost 2,000.00 each month.
public struct SiteMeter: Meter {
  public static let name = "site"
  public static let meaning =
    "Each site, in every month from the one in which it opens; per: year pays for twelve."
  public static let example =
    "{ id: sites, item: Site fee, category: software, kind: opex, meter: site, per: year, price: 12000 }"

  public let unitName = "site"
  public let isStanding = true

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? Decimal(usage.sites[period - 1]) : 0
  }
}
