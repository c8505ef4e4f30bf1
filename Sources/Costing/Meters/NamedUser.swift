public import Foundation
public import PlanModel

/// People with a name of their own in the system (count), in every month or once.
///
/// Example: 60 at 240.00 `per: year` cost 1,200.00 each month; `per: plan` buys them once.
public struct NamedUserMeter: RentedOrBoughtMeter {
  public static let name = "named-user"
  public static let meaning =
    "People with a name of their own in the system (count): in every month from go-live (`per: month`, `per: year`), or bought once (`per: plan`)."
  public static let example =
    "{ id: readers, item: Named users, category: software, kind: opex, meter: named-user, count: 60, per: year, price: 240 }"

  public let count: Decimal
  public let isBought: Bool
  public let unitName = "named user"

  public init(_ options: MeterOptions) {
    count = options.count ?? 0
    isBought = options.isBought
  }
}
