public import Foundation
public import PlanModel

/// Interfaces to other systems, a number the line states, paid once.
///
/// Example: 6 interfaces at 4,000.00 cost 24,000.00 at go-live.
public struct InterfaceMeter: Meter {
  public static let name = "interface"
  public static let meaning =
    "Interfaces to other systems (count), paid once: by the contract's payments, or in the line's first-month."
  public static let example =
    "{ id: hl7, item: HL7 interfaces, category: services, kind: capex, meter: interface, count: 6, price: 4000 }"
  public static let needs: Set<MeterOption> = [.count]

  private let count: Decimal
  public let unitName = "interface"
  public let rhythm = BillingRhythm.bought

  public init(_ options: MeterOptions) { count = options.count ?? 0 }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period == first ? count : 0
  }
}
