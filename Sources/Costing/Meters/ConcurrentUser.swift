public import Foundation
public import PlanModel

/// People who may use the system at a time (count), in every month or once.
///
/// Example: 25 at 1800.00 `per: year` cost 3,750.00 each month; `per: plan` buys them once.
public struct ConcurrentUserMeter: RentedOrBoughtMeter {
  public static let name = "concurrent-user"
  public static let meaning =
    "People who may use the system at a time (count): in every month from go-live (`per: month`, `per: year`), or bought once (`per: plan`)."
  public static let example =
    "{ id: seats, item: Concurrent users, category: software, kind: opex, meter: concurrent-user, count: 25, per: year, price: 1800 }"

  public let count: Decimal
  public let isBought: Bool
  public let unitName = "concurrent user"

  public init(_ options: MeterOptions) {
    count = options.count ?? 0
    isBought = options.isBought
  }
}
