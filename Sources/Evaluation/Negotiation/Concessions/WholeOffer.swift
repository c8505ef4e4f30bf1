import Foundation
public import PlanModel

/// A further twentieth off what the vendor is paid.
public struct WholeOfferConcession: Concession {
  public let title = "A further 5 % off the whole offer"
  public let request = "A further 5 % off everything that you are paid."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    guard profile.prices.contains(where: \.isVendors) else { return false }
    let (kept, share): (Decimal, Decimal) = (1 - profile.discount, 19)
    profile.discount = 1 - kept * share / 20
    return true
  }
}
