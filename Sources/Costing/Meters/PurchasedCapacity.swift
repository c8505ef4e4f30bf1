public import Foundation
public import PlanModel
import Quantities

/// Usable bytes of a finite tier bought: the first capacity at go-live, then each increment in the
/// month of its delivery.
///
/// Example: 250 TB at 900.00 a TB cost 225,000.00 at go-live, an increment of 50 TB 45,000.00 in
/// its month.
public struct PurchasedCapacityMeter: Meter {
  public static let name = "purchased-capacity"
  public static let meaning =
    "Usable bytes of a tier with a capacity: what it starts with by the contract's payments, each increment in the month of its delivery."
  public static let example =
    "{ id: disks, item: Disk array, category: storage, kind: capex, meter: purchased-capacity, tier: online, unit: TB, price: 900 }"
  public static let needs: Set<MeterOption> = [.tier, .unit]

  private let tier: Int
  private let unit: DataUnit
  public var unitName: String { unit.rawValue }
  public let rhythm = BillingRhythm.bought

  public init(_ options: MeterOptions) {
    tier = options.tier ?? 0
    unit = options.unit ?? .TB
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    let bytes =
      period == 0
      ? usage.initialCapacity[tier] ?? .zero : usage.months[period - 1].purchased[tier]
    return Decimal(billed: bytes.number(of: unit))
  }

  /// What there is at first, or all that there is by then.
  public func replaced(_ usage: PlanUsage, period: Int, first: Int, isResized: Bool) -> Decimal {
    let initial = Decimal(billed: (usage.initialCapacity[tier] ?? .zero).number(of: unit))
    guard isResized else { return initial }
    return (1..<max(1, period)).reduce(initial) {
      $0 + Decimal(billed: usage.months[$1 - 1].purchased[tier].number(of: unit))
    }
  }
}
