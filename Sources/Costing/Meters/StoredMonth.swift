public import Foundation
public import PlanModel
import Quantities

/// Bytes in a tier over a month.
///
/// Example: 90 TB on average, priced 0.0055 a GiB-month: 90e12 / 2³⁰ = 83,819.031715 GiB-months,
/// 461.00 (461.0047 rounded).
public struct StoredMonthMeter: Meter {
  public static let name = "stored-month"
  public static let meaning =
    "Bytes in a tier over a month: logical (one copy) or physical (copies and protection); the mean, greatest or last of the days' ends."
  public static let example =
    "{ id: hot, item: Hot storage, category: storage, kind: opex, meter: stored-month, tier: hot, of: logical, unit: GiB, price: 0.105 }"
  public static let needs: Set<MeterOption> = [.tier, .unit]
  public static let accepts: Set<MeterOption> = [.of, .basis]

  private let tier: Int
  private let measure: StoredMeasure
  private let basis: StoredBasis
  private let unit: DataUnit
  public var unitName: String { "\(unit.rawValue)-month" }
  public var physicalTier: Int? { measure == .physical ? tier : nil }

  public init(_ options: MeterOptions) {
    tier = options.tier ?? 0
    measure = options.of ?? .logical
    basis = options.basis ?? .average
    unit = options.unit ?? .TB
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    let bytes = usage.months[period - 1].tiers[tier].bytes(measure, basis)
    return Decimal(billed: bytes / Double(unit.bytes))
  }
}
