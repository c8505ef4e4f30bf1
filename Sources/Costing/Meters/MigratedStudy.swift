public import Foundation
public import PlanModel

/// Studies of the present archive that are moved in.
///
/// Example: 42,000 studies moved in a month at 0.35 cost 14,700.00.
public struct MigratedStudyMeter: Meter {
  public static let name = "migrated-study"
  public static let meaning =
    "Studies of the present archive that are moved in during the month: its `studies` in proportion to the bytes; without `migrate` in the scenario all with go-live."
  public static let example =
    "{ id: move, item: Migration, category: services, kind: capex, meter: migrated-study, price: 0.35 }"

  public let unitName = "migrated study"

  public init(_ options: MeterOptions) {}

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    guard period >= 1 else { return 0 }
    return Decimal(billed: usage.months[period - 1].migratedStudies)
  }
}
