public import Foundation
public import PlanModel

/// People who may use the system at a time (count), in every month or once.
///
/// Example: 25 at 1800.00 `per: year` cost 3,750.00 each month; `per: plan` buys them once.
public struct ConcurrentUserMeter: Meter {
  public static let name = "concurrent-user"
  public static let meaning =
    "People who may use the system at a time (count): in every month from go-live (`per: month`, `per: year`), or bought once (`per: plan`)."
  public static let example =
    "{ id: seats, item: Concurrent users, category: software, kind: opex, meter: concurrent-user, count: 25, per: year, price: 1800 }"
  public static let needs: Set<MeterOption> = [.count]

  private let count: Decimal
  public let unitName = "concurrent user"
  public let isStanding: Bool
  public let rhythm: BillingRhythm

  public init(_ options: MeterOptions) {
    count = options.count ?? 0
    isStanding = !options.isBought
    rhythm = options.isBought ? .bought : .running
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    isStanding ? (period >= 1 ? count : 0) : period == first ? count : 0
  }
}
