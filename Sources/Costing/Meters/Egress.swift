public import Foundation
public import PlanModel
import Quantities

/// Bytes that leave the core for readers.
///
/// Example: 4.5 TB as at rest, of which viewers stream 35 %, are 1.575 TB; at 0.09 a GB they cost
/// 141.75.
public struct EgressMeter: Meter {
  public static let name = "egress"
  public static let meaning =
    "Bytes that leave the core for readers in the month, as they are at rest: the share that viewers stream, without what caches at the sites answer. Nothing where the scenario has no readers."
  public static let example =
    "{ id: out, item: Data transfer out, category: network, kind: opex, meter: egress, unit: GB, price: 0.09 }"
  public static let needs: Set<MeterOption> = [.unit]

  private let unit: DataUnit
  public var unitName: String { unit.rawValue }

  public var countsReads: Bool { true }

  public init(_ options: MeterOptions) { unit = options.unit ?? .TB }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    return Decimal(billed: usage.months[period - 1].egress / Double(unit.bytes))
  }
}
