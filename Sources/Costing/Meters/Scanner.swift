public import Foundation
public import PlanModel

/// Scanners that are connected (count), in every month or once.
///
/// Example: 14 at 600.00 `per: year` cost 700.00 each month; `per: plan` buys them once.
public struct ScannerMeter: RentedOrBoughtMeter {
  public static let name = "scanner"
  public static let meaning =
    "Scanners that are connected (count): in every month from go-live (`per: month`, `per: year`), or bought once (`per: plan`)."
  public static let example =
    "{ id: scanners, item: Scanner connections, category: software, kind: opex, meter: scanner, count: 14, per: year, price: 600 }"

  public let count: Decimal
  public let isBought: Bool
  public let unitName = "scanner"

  public init(_ options: MeterOptions) {
    count = options.count ?? 0
    isBought = options.isBought
  }
}
