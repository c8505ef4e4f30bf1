import Foundation
public import PlanModel
import Quantities

/// The present archive is moved in for nothing.
public struct MigrationConcession: Concession {
  public let title = "Migration free of charge"
  public let request = "The present archive is moved in free of charge."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    profile.change(where: { $0.isVendors && $0.part == .migration }) { line in
      for band in line.bands.indices { line.bands[band].price = UnitPrice(0) }
      line.floor = nil
    }
  }
}
