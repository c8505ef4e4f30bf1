import Foundation
public import PlanModel

/// Prices do not rise when the contract is renewed.
public struct RenewalConcession: Concession {
  public let title = "Renewal without a rise"
  public let request = "The contract is renewed at the prices of its last year."

  public init() {}

  public func grant(_ profile: inout VendorProfile) -> Bool {
    guard let renewal = profile.contract.renewal, renewal.uplift > 0 else { return false }
    profile.contract.renewal?.uplift = 0
    return true
  }
}
