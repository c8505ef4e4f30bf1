public import Foundation
public import PlanModel

/// Instances (images) acquired in the month.
///
/// Example: 2,400,000 instances at 0.0002 cost 480.00.
public struct InstanceMeter: Meter {
  public static let name = "instance"
  public static let meaning = "Each instance (image) of the studies acquired in the month."
  public static let example =
    "{ id: images, item: Import of images, category: storage, kind: opex, meter: instance, price: 0.0002 }"
  public static let accepts: Set<MeterOption> = [.appliesTo, .imported]

  public let scope: MeterScope?
  public let unitName = "instance"

  public init(_ options: MeterOptions) { scope = options.scope }

  public func quantity(_ usage: PlanUsage, period: Int, first: Int) -> Decimal {
    period >= 1 ? Decimal(usage.months[period - 1].instances(scope)) : 0
  }
}
