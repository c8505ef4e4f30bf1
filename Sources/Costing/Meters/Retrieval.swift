public import Foundation
public import PlanModel
import Quantities

/// Bytes read from a tier.
///
/// Example: 800 GB read from an infrequent tier at 0.01 a GB cost 8.00.
public struct RetrievalMeter: Meter {
  public static let name = "retrieval"
  public static let meaning =
    "Bytes at rest of the studies that are read from a tier in the month, whole studies. Nothing where the scenario has no readers."
  public static let example =
    "{ id: fetch, item: Retrieval, category: storage, kind: opex, meter: retrieval, tier: cold, unit: GB, price: 0.01 }"
  public static let needs: Set<MeterOption> = [.tier, .unit]

  private let tier: Int
  private let unit: DataUnit
  public var unitName: String { unit.rawValue }

  public var countsReads: Bool { true }

  public init(_ options: MeterOptions) {
    tier = options.tier ?? 0
    unit = options.unit ?? .TB
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1, usage.months[period - 1].reads.indices.contains(tier) else { return 0 }
    return Decimal(billed: usage.months[period - 1].reads[tier].bytes / Double(unit.bytes))
  }
}
