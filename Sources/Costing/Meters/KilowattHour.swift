public import Foundation
public import PlanModel
public import Quantities

/// Electric energy of what is always on.
///
/// Example: 8 kW with their cooling are 8 × 730 = 5,840 kWh a month; at 0.12 they cost 700.80.
public struct KilowattHourMeter: Meter {
  public static let name = "kwh"
  public static let meaning =
    "Electric energy of so many kilowatts (with those for cooling) that are always on: 730 hours a month; without a price the scenario's electricity."
  public static let example =
    "{ id: power, item: Power and cooling, category: facilities, kind: opex, meter: kwh, kilowatts: 8 }"
  public static let needs: Set<MeterOption> = [.kilowatts]

  private let kilowatts: Decimal
  public let unitName = "kWh"

  public init(_ options: MeterOptions) { kilowatts = options.kilowatts ?? 0 }

  public func standardPrice(_ finance: Finance) -> UnitPrice? { finance.electricity }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? (kilowatts * 730).rounded(to: 6) : 0
  }
}
