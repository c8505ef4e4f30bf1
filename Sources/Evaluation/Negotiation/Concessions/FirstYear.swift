public import PlanModel

/// Maintenance is paid from the second year on, as long as a warranty lasts.
public struct FirstYearConcession: Concession {
  public let title = "First year without maintenance"
  public let request = "No maintenance in the first year, which a warranty covers."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    // What is there already has no warranty.
    guard profile.prices.contains(where: { $0.isByContract && $0.isVendors }) else { return false }
    let second = profile.contract.goLive + 12
    return profile.change(where: {
      $0.isMaintenance && $0.isVendors && ($0.firstMonth ?? 1) < second
    }) { $0.firstMonth = second }
  }
}
