public import Foundation
public import PlanModel

/// Studies that come from elsewhere.
///
/// Example: 350 studies from other hospitals in a month at 1.20 cost 420.00.
public struct ImportedStudyMeter: Meter {
  public static let name = "imported-study"
  public static let meaning =
    "Each study that was made elsewhere and comes in during the month: those of streams with `imported: yes`."
  public static let example =
    "{ id: imports, item: Import of outside studies, category: services, kind: opex, meter: imported-study, price: 1.20 }"
  public static let accepts: Set<MeterOption> = [.appliesTo, .counts]

  public let scope: MeterScope?
  public let unitName = "imported study"

  public init(_ options: MeterOptions) { scope = options.scope }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? usage.months[period - 1].studies(scope).rounded(to: 6) : 0
  }
}
