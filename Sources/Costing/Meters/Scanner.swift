public import Foundation
public import PlanModel

/// Scanners that are connected (count), in every month or once.
///
/// Example: 14 at 600.00 `per: year` cost 700.00 each month; `per: plan` buys them once.
public struct ScannerMeter: Meter {
  public static let name = "scanner"
  public static let meaning =
    "Scanners that are connected (count): in every month from go-live (`per: month`, `per: year`), or bought once (`per: plan`)."
  public static let example =
    "{ id: scanners, item: Scanner connections, category: software, kind: opex, meter: scanner, count: 14, per: year, price: 600 }"
  public static let needs: Set<MeterOption> = [.count]

  private let count: Decimal
  public let unitName = "scanner"
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
