public import Foundation
public import PlanModel
import Quantities

/// Bytes of the present archive that are moved in, as they are at rest here.
///
/// Example: 6.4 TB moved in a month at 45.00 a TB cost 288.00.
public struct MigratedBytesMeter: Meter {
  public static let name = "migrated-bytes"
  public static let meaning =
    "Bytes of the present archive that are moved in during the month, as they are at rest here, one copy; without `migrate` in the scenario all with go-live."
  public static let example =
    "{ id: move, item: Migration, category: services, kind: capex, meter: migrated-bytes, unit: TB, price: 45 }"
  public static let needs: Set<MeterOption> = [.unit]

  private let unit: DataUnit
  public var unitName: String { unit.rawValue }

  public init(_ options: MeterOptions) { unit = options.unit ?? .TB }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    return Decimal(billed: usage.months[period - 1].migrated / Double(unit.bytes))
  }
}
