import Foundation
public import PlanModel
import Quantities

/// A point less of what other lines cost: 17 % instead of 18 %.
public struct MaintenanceConcession: Concession {
  public let title = "A point off maintenance"
  public let request = "Maintenance one point lower: for example 17 % of the price instead of 18 %."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    profile.change(where: { $0.meter.share != nil && $0.isVendors }) { line in
      for band in line.bands.indices {
        line.bands[band].price = UnitPrice(
          max(0, line.bands[band].price.amount - Decimal(1) / 100))
      }
    }
  }
}
