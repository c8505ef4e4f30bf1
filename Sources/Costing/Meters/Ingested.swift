public import Foundation
public import PlanModel
import Quantities

/// Bytes taken in during the month: after compression at rest, one copy.
///
/// Example: 3.2 TB at 15.00 a TB cost 48.00.
public struct IngestedMeter: Meter {
  public static let name = "ingested"
  public static let meaning =
    "Bytes at rest of the studies acquired in the month, after compression, one copy."
  public static let example =
    "{ id: intake, item: Data intake, category: storage, kind: opex, meter: ingested, unit: TB, price: 15 }"
  public static let needs: Set<MeterOption> = [.unit]
  public static let accepts: Set<MeterOption> = [.appliesTo, .imported]

  private let unit: DataUnit
  public let scope: MeterScope?
  public var unitName: String { unit.rawValue }

  public init(_ options: MeterOptions) {
    unit = options.unit ?? .TB
    scope = options.scope
  }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    return Decimal(billed: usage.months[period - 1].ingested(scope) / Double(unit.bytes))
  }
}
